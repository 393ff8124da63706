import * as z from 'zod';
import { callId, party } from './call.ts';

const minuteOfDay = z
  .number()
  .int()
  .min(0)
  .max(24 * 60 - 1);

/** A stretch of every week, by the clock on this machine's wall. */
export const quietHours = z.object({
  /** Days on which it begins: 1 is Monday, 7 is Sunday. */
  days: z.array(z.number().int().min(1).max(7)).max(7),
  from: minuteOfDay,
  /** At or before `from` it is the next day's; the same minute makes a whole day. */
  to: minuteOfDay,
});
export type QuietHours = z.infer<typeof quietHours>;

export const quietSettings = z.object({
  /** Off keeps the hours for another time. */
  on: z.boolean(),
  hours: z.array(quietHours).max(10),
});
export type QuietSettings = z.infer<typeof quietSettings>;

/**
 * What the user wants now, whatever the hours say. `on` without `until` holds until it is taken back; `off` holds for the
 * quiet hours of this moment and lets the next ones come.
 */
export const doNotDisturbOverride = z.object({
  on: z.boolean(),
  /** Epoch ms. */
  until: z.number().optional(),
});
export type DoNotDisturbOverride = z.infer<typeof doNotDisturbOverride>;

/** Whether calls may ring and notify now, and until when (epoch ms) they may not. Cards are on the screen all the same. */
export const quietState = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('off') }),
  z.object({ kind: z.literal('do-not-disturb'), until: z.number().optional() }),
  z.object({ kind: z.literal('quiet-hours'), until: z.number().optional() }),
]);
export type QuietState = z.infer<typeof quietState>;

/** Who called while it was quiet and still waits to be called back. */
export const quietMissed = z.object({
  callers: z.number().int().positive(),
  /** The newest of them, up to three. */
  who: z.array(party).min(1).max(3),
  newestCallId: callId,
});
export type QuietMissed = z.infer<typeof quietMissed>;
