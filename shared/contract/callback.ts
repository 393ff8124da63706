import * as z from 'zod';
import { accountId } from './account.ts';
import { callId, party } from './call.ts';
import { problem } from './problem.ts';
import { procedure } from './procedure.ts';

/**
 * The life of one order. `ordering` is written before the request leaves, so that a crash in between is known as
 * `unknown` and never as "nothing happened".
 */
export const callbackState = z.enum([
  'ordering',
  /** The provider took the order. */
  'ordered',
  /** The provider rings the user's own phone. */
  'ringing-own',
  'ringing-remote',
  'connected',
  'ended',
  /** Nobody took it, or the provider gave up. */
  'failed',
  /** The provider refused, or nothing reached it. Ordering again is safe. */
  'refused',
  /** The answer was lost: look at the phone. Never repeated by itself. */
  'unknown',
]);
export type CallbackState = z.infer<typeof callbackState>;

export const callback = z.object({
  id: z.string(),
  accountId,
  remote: party,
  /** The own phone that rings first, as sent; empty when the provider chooses. */
  from: z.string(),
  state: callbackState,
  orderedAt: z.number(),
  /** Since when it is in this state. */
  changedAt: z.number(),
  /** Whether the provider tells how the order goes on. */
  followed: z.boolean(),
  /** Both sides were connected, for at least a moment. */
  wasConnected: z.boolean(),
  /** The call in the history that it led to. */
  callId: callId.optional(),
  problem: problem.optional(),
});
export type Callback = z.infer<typeof callback>;

/** States in which another order to the same number must wait. */
export const openCallbackStates: readonly CallbackState[] = [
  'ordering',
  'ordered',
  'ringing-own',
  'ringing-remote',
  'connected',
];

export const callbackContract = {
  /**
   * One click, one order. `clickId` is made by the renderer once per click: the same id never orders twice, whatever
   * is retried underneath; and while an order to the same number is open, that order is returned.
   */
  order: procedure
    .input(
      z.object({
        clickId: z.uuid(),
        accountId,
        to: z.string().trim().min(1).max(200),
        from: z.string().max(64).optional(),
      }),
    )
    .output(callback),
  /** Orders of all times, whatever came of them, newest first; to one number where its key is given. */
  recent: procedure
    .input(z.object({ limit: z.number().int().min(1).max(100).default(20), remoteKey: z.string().max(200).optional() }))
    .output(z.array(callback)),
};
