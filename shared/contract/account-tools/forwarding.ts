import * as z from 'zod';
import {
  type ForwardingRules,
  type ForwardingTarget,
  forwardingModes,
  longestWaitSeconds,
} from '../../domain/forwarding.ts';
import { settingContract } from './setting.ts';

const target: z.ZodType<ForwardingTarget, ForwardingTarget> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('voicemail') }),
  z.object({ kind: z.literal('address'), address: z.string().min(1).max(200) }),
]);
const wait = z
  .number()
  .int()
  .min(0)
  .max(longestWaitSeconds * 100)
  .optional();

export const forwardingRules: z.ZodType<ForwardingRules, ForwardingRules> = z.object({
  mode: z.enum(forwardingModes).optional(),
  targets: z.object({
    all: target.optional(),
    unanswered: target.optional(),
    busy: target.optional(),
    unreachable: target.optional(),
  }),
  firstWaitSeconds: wait,
  secondWaitSeconds: wait,
  others: z
    .array(z.object({ name: z.string().max(100), value: z.string().max(500) }))
    .max(40)
    .readonly(),
}) as z.ZodType<ForwardingRules, ForwardingRules>;

export const forwardingContract = settingContract(forwardingRules, forwardingRules);
