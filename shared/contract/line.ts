import * as z from 'zod';
import type { ForwardingBlock, PbxLineProfile, PbxLineSettings } from '../domain/hosted-pbx/pbx-line-settings.ts';
import type { Interval, Schedule, ScheduleBlock } from '../domain/schedule/schedule.ts';
import { accountId } from './account.ts';
import { procedure } from './procedure.ts';

const id = z.string().max(100);
const words = z.string().max(500);
const weekday = z.union([
  z.literal(1),
  z.literal(2),
  z.literal(3),
  z.literal(4),
  z.literal(5),
  z.literal(6),
  z.literal(7),
]);

/** What is wrong with a time is told by `findLineFaults`, at its place: a provider may answer any whole number. */
const interval: z.ZodType<Interval, Interval> = z.object({ from: z.number().int(), to: z.number().int() });
const day = z.array(interval).max(200).readonly();

const scheduleBlock: z.ZodType<ScheduleBlock, ScheduleBlock> = z.object({
  id,
  isActive: z.boolean(),
  week: z.object({ 1: day, 2: day, 3: day, 4: day, 5: day, 6: day, 7: day }),
});
const schedule: z.ZodType<Schedule, Schedule> = z.object({ blocks: z.array(scheduleBlock).max(50).readonly() });

const forwardingNumber = z.object({
  id,
  number: words,
  name: words,
  isActive: z.boolean(),
  dialSeconds: z.number().int(),
});

const forwardingBlock: z.ZodType<ForwardingBlock, ForwardingBlock> = z.object({
  id,
  name: words,
  dialMode: z.enum(['in-turn', 'together', 'even']).optional(),
  numbers: z.array(forwardingNumber).max(200).readonly(),
});

const lineProfile: z.ZodType<PbxLineProfile, PbxLineProfile> = z.object({
  id,
  name: words.optional(),
  isActive: z.boolean().optional(),
  usesCalendar: z.boolean().optional(),
  movedWorkday: weekday.optional(),
  blocks: z.array(forwardingBlock).max(50).readonly(),
  schedule,
});

/** Settings of one line of an account, as the domain knows them. */
export const lineSettings: z.ZodType<PbxLineSettings, PbxLineSettings> = z.object({
  number: z.string().min(1).max(64),
  name: words.optional(),
  mode: z.enum(['phone', 'simple', 'detailed']).optional(),
  plainPhone: z.object({ number: words, dialSeconds: z.number().int() }).optional(),
  doNotDisturb: z.boolean().optional(),
  profiles: z.array(lineProfile).max(50).readonly(),
});

/** What a line was set to before this program changed it. */
export const keptLineSettings = z.object({
  id: z.number().int(),
  /** Epoch ms. */
  changedAt: z.number(),
  settings: lineSettings,
});
export type KeptLineSettings = z.infer<typeof keptLineSettings>;

export const lineContract = {
  /** The lines of an account as the provider has them now; never from a cache. */
  read: procedure.input(z.object({ accountId })).output(z.array(lineSettings)),
  /**
   * Sends the edit of one line, once, and answers what the provider has afterwards. `before` is what the edit began from:
   * LINE_CHANGED when the provider has something else by now, BAD_INPUT for what breaks a rule; in both cases nothing was
   * sent. What the line was set to before is kept first. CHANGE_UNKNOWN: sent, and even a new reading did not tell
   * whether it was carried out.
   */
  save: procedure.input(z.object({ accountId, before: lineSettings, edited: lineSettings })).output(lineSettings),
  /** What this program replaced, newest first. To restore is to save it as an edit. */
  history: procedure
    .input(z.object({ accountId, number: z.string().min(1).max(64) }))
    .output(z.array(keptLineSettings)),
};
