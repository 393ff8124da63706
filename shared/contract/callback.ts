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

/** What a further order to the same number comes to, and so what the buttons to it offer. Core decides; pages have no say. */
export const callbackHold = z.enum([
  /** A new order. */
  'none',
  /** This one again: it is under way, or its end was told a moment ago and a press may still be meant for it. */
  'locked',
  /** It may have been carried out: another one has to name it as `again`, and no button that was just pressed does. */
  'unknown',
  /** The same refusal, as long as it goes to this number or rings this own phone first. */
  'number',
  'own-phone',
]);
export type CallbackHold = z.infer<typeof callbackHold>;

export const callback = z.object({
  id: z.string(),
  accountId,
  remote: party,
  /** The own phone that rings first, as sent; empty when the provider chooses. */
  from: z.string(),
  state: callbackState,
  hold: callbackHold,
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

export const callbackContract = {
  /**
   * One click, one order. `clickId` is made by the renderer once per click: the same id never orders twice, whatever
   * is retried underneath; and what holds the number (see `hold`), whichever account it went through, is returned instead.
   * `again`: the id of the unknown order after which the user, told of it, wants another.
   */
  order: procedure
    .input(
      z.object({
        clickId: z.uuid(),
        accountId,
        to: z.string().trim().min(1).max(200),
        from: z.string().max(64).optional(),
        again: z.string().max(64).optional(),
      }),
    )
    .output(callback),
  /**
   * Callers of an account that takes no orders are called back through another one from now on, if the user says so once:
   * their phone rings from that one's line. The `callRoutes` of accounts tell of it.
   */
  agree: procedure.input(z.object({ accountId, through: accountId })),
  /**
   * Where no account can call: hands the number to the program that the system opens `tel:` links with. NO_TEL_PROGRAM where
   * there is none besides this one.
   */
  handOver: procedure.input(z.object({ to: z.string().trim().min(1).max(200) })),
  /** Orders of all times, whatever came of them, newest first; to one number where its key is given. */
  recent: procedure
    .input(z.object({ limit: z.number().int().min(1).max(100).default(20), remoteKey: z.string().max(200).optional() }))
    .output(z.array(callback)),
};
