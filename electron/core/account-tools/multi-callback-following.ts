import * as z from 'zod';
import {
  diallingMs,
  type FollowedMultiCallback,
  type MultiCallback,
  multiCallback,
} from '../../../shared/contract/account-tools/multi-callback.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import type { StoredCall } from '../calls/stored-call.ts';
import type { Clock, Logger } from '../ports.ts';
import type { CalleeProgress, ProviderClient } from '../providers/provider.ts';
import { evidenceSpan, legsOf } from './multi-callback-legs.ts';

const mostTold = 200;

/** What is kept of an order: by which id the provider names it, and what it told of the people while it was asked. */
export const storedMultiCallback = multiCallback.extend({
  orderId: z.string().max(500).optional(),
  told: z
    .array(z.object({ remote: z.string().max(500), state: z.enum(['answered', 'not-answered', 'unknown']) }))
    .max(mostTold)
    .optional(),
});
export type StoredMultiCallback = z.infer<typeof storedMultiCallback>;

export function presentOrder({ orderId: _, told: __, ...order }: StoredMultiCallback): MultiCallback {
  return order;
}

export interface MultiCallbackFollowingDeps {
  client: (accountId: string) => Promise<ProviderClient>;
  /** Calls of an account between two instants (epoch ms, inclusive). */
  callsBetween: (accountId: string, from: number, to: number) => StoredCall[];
  /** When one person alone was ordered a call, and it was not refused, between two instants (epoch ms, inclusive). */
  singleOrdersBetween: (accountId: string, remoteKey: string, from: number, to: number) => number[];
  clock: Clock;
  logger: Logger;
}

/** While its calls may still begin. */
export function mayBeLookedUp({ orderId, orderedAt }: Omit<StoredMultiCallback, 'id'>, now: number): boolean {
  return orderId !== undefined && now - orderedAt <= diallingMs;
}

/** What the provider tells by now of the people of an order, beside what it told before. Rejects as its client does. */
export async function lookUpCallees(
  { accountId, orderId = '', orderedAt, told: before = [] }: Omit<StoredMultiCallback, 'id'>,
  { client }: Pick<MultiCallbackFollowingDeps, 'client'>,
): Promise<CalleeProgress[]> {
  const told = (await (await client(accountId)).followMultiCallback?.(orderId, orderedAt)) ?? [];
  // Who was seen to answer has answered, whatever the end of the call is called.
  const answered = before.filter(({ state }) => state === 'answered');
  const others = told.filter(({ remote }) => !answered.some((one) => one.remote === remote));
  return [...answered, ...others].slice(0, mostTold);
}

/** Those through an account that were not refused, with this person among others, between two instants (epoch ms, inclusive). */
export function ordersTo(
  orders: readonly StoredMultiCallback[],
  { accountId, remoteKey, from, to }: { accountId: string; remoteKey: string; from: number; to: number },
): StoredMultiCallback[] {
  return orders
    .filter((order) => order.accountId === accountId && order.state !== 'refused')
    .filter(({ orderedAt }) => orderedAt >= from && orderedAt <= to)
    .filter((order) => order.to.some((text) => parseParty(text).key === remoteKey));
}

/** An order with what became of each person's call. Of one that was refused, or has not left yet, nothing did. */
export function followOrder(
  order: StoredMultiCallback,
  orders: readonly StoredMultiCallback[],
  { callsBetween, singleOrdersBetween }: Pick<MultiCallbackFollowingDeps, 'callsBetween' | 'singleOrdersBetween'>,
): FollowedMultiCallback {
  const shown = presentOrder(order);
  if (order.state === 'ordering' || order.state === 'refused') return { ...shown, legs: [] };
  const { from, to } = evidenceSpan(order.orderedAt);
  const legs = legsOf(order, {
    calls: callsBetween(order.accountId, from, to),
    told: order.told ?? [],
    otherOrders: (remoteKey) => [
      ...singleOrdersBetween(order.accountId, remoteKey, from, to),
      ...ordersTo(orders, { accountId: order.accountId, remoteKey, from, to })
        .filter(({ id }) => id !== order.id)
        .map(({ orderedAt }) => orderedAt),
    ],
  });
  return { ...shown, legs };
}
