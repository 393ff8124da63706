import * as z from 'zod';
import {
  longestKeptSeconds,
  mostRecordedCalls,
  type RecordingRules,
  type WholeRecordingRules,
} from '../../domain/recording-rules.ts';
import { settingContract } from './setting.ts';

const told = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

export const recordingRules = z.object({
  incoming: z.boolean().optional(),
  outgoing: z.boolean().optional(),
  children: z.boolean().optional(),
  count: told.optional(),
  keptSeconds: told.optional(),
}) as unknown as z.ZodType<RecordingRules, RecordingRules>;

const wholeRecordingRules: z.ZodType<WholeRecordingRules, WholeRecordingRules> = z.object({
  incoming: z.boolean(),
  outgoing: z.boolean(),
  children: z.boolean(),
  count: z.number().int().min(0).max(mostRecordedCalls),
  keptSeconds: z.number().int().min(1).max(longestKeptSeconds),
});

export const recordingRulesContract = settingContract(recordingRules, wholeRecordingRules);
