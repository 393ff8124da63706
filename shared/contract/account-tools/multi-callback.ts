import * as z from 'zod';
import { accountId } from '../account.ts';
import { problem } from '../problem.ts';
import { procedure } from '../procedure.ts';

/** How many people one order may ring. */
export const mostCallees = 20;

export const multiCallback = z.object({
  /** Of the click that ordered it. */
  id: z.string().max(64),
  accountId,
  /** In E.164, or SIP ids: as sent. */
  to: z.array(z.string().max(64)).max(mostCallees),
  /** The own phone that rings first, as sent; empty where the provider chooses. */
  from: z.string().max(64),
  /** `unknown`: no answer came, and it may have been carried out. Never repeated by itself. */
  state: z.enum(['ordering', 'ordered', 'refused', 'unknown']),
  orderedAt: z.number(),
  problem: problem.optional(),
});
export type MultiCallback = z.infer<typeof multiCallback>;

/**
 * What became of the call to one of the people, as far as calls and the provider's word on the order prove it. `unknown`: nothing
 * was seen of it, or what was seen may be of another call.
 */
export const legState = z.enum(['ringing', 'answered', 'not-answered', 'unknown']);
export type LegState = z.infer<typeof legState>;

/** So long after an order its calls may begin, ms: the own phone rings first. */
export const diallingMs = 3 * 60_000;

export const followedMultiCallback = multiCallback.extend({
  /** One a person, in the order of `to`. */
  legs: z.array(z.object({ to: z.string().max(64), state: legState })).max(mostCallees),
});
export type FollowedMultiCallback = z.infer<typeof followedMultiCallback>;

export const multiCallbackContract = {
  /**
   * One press, one order: the same `clickId` never orders twice. An earlier order to any of the people that is under way, was
   * taken a moment ago or is of unknown fate is answered instead, unless it is named as `again`.
   */
  order: procedure
    .input(
      z.object({
        clickId: z.uuid(),
        accountId,
        to: z.array(z.string().trim().min(1).max(200)).min(2).max(mostCallees),
        /** Of the greeting. */
        language: z.enum(['ru', 'en']),
        again: z.string().max(64).optional(),
      }),
    )
    .output(multiCallback),
  /** Newest first. The provider is asked how those go on whose calls may still begin, and not beyond that. */
  recent: procedure.input(z.object({ accountId })).output(z.array(followedMultiCallback)),
};
