import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import type { FollowedMultiCallback, MultiCallback } from '../../../shared/contract/account-tools/multi-callback.ts';
import type { CallingAbilities } from '../../../shared/domain/callback-order.ts';
import { compact } from '../../../shared/domain/compact.ts';
import { destinationOf } from '../../../shared/domain/destination.ts';
import type { StoredAccount } from '../accounts/account-rows.ts';
import { readCallee, readOwnPhone } from '../callbacks/order-numbers.ts';
import { ProblemError, problemOf } from '../problems.ts';
import { proofOf } from '../providers/errors.ts';
import { facetOf } from '../providers/facets.ts';
import type { SettingRows } from '../settings/setting-rows.ts';
import {
  followOrder,
  lookUpCallees,
  type MultiCallbackFollowingDeps,
  mayBeLookedUp,
  ordersTo,
  presentOrder,
  type StoredMultiCallback,
  storedMultiCallback,
} from './multi-callback-following.ts';

/** Paid orders that ring several people at once. Each leaves at most once, whatever happens in between. */
export interface MultiCallbackTool {
  order(request: MultiCallbackRequest): Promise<MultiCallback>;
  /**
   * Newest first, with what became of each person's call by what is known now. The provider is asked about young ones, and the next
   * answer has what it tells.
   */
  recent(accountId: string): FollowedMultiCallback[];
  /** When a person was ordered a call with others through an account, and it was not refused, between two instants (epoch ms, inclusive). */
  orderTimes(accountId: string, remoteKey: string, from: number, to: number): number[];
  forgetAccount(accountId: string): void;
}

export interface MultiCallbackRequest {
  clickId: string;
  accountId: string;
  to: readonly string[];
  language: 'ru' | 'en';
  again?: string | undefined;
}

export interface MultiCallbackDeps extends MultiCallbackFollowingDeps {
  settings: SettingRows;
  account: (id: string) => StoredAccount | undefined;
  abilities: (accountId: string) => CallingAbilities | undefined;
}

const storedKey = 'multiCallbacks';
const stored = z.array(storedMultiCallback);
const mostKept = 50;
/** So long an order answers a further one to any of its people, ms: a page that lost its connection may press again. */
const holdsMs: Readonly<Record<MultiCallback['state'], number>> = {
  ordering: Number.POSITIVE_INFINITY,
  ordered: 60_000,
  unknown: 600_000,
  refused: 0,
};

export function createMultiCallbackTool(deps: MultiCallbackDeps): MultiCallbackTool {
  const { settings, clock, logger } = deps;
  // What was on its way when the program ended may have been carried out.
  let orders = (stored.safeParse(settings.all()[storedKey]).data ?? []).map((order) =>
    order.state === 'ordering' ? ({ ...order, state: 'unknown', problem: { code: 'ORDER_UNKNOWN' } } as const) : order,
  );

  /** Ids of orders about which the provider is being asked. */
  const lookedUp = new Set<string>();

  function keep(order: StoredMultiCallback): StoredMultiCallback {
    const next = [order, ...orders.filter(({ id }) => id !== order.id)].slice(0, mostKept);
    settings.set(storedKey, next);
    orders = next;
    return order;
  }

  /** What became of it, also where that cannot be written: after a crash it is then unknown. */
  function settle(order: StoredMultiCallback): StoredMultiCallback {
    try {
      return keep(order);
    } catch (error) {
      logger.error('multi-callback-not-kept', { error });
      orders = orders.map((one) => (one.id === order.id ? order : one));
      return order;
    }
  }

  /** Once at a time: what it brings is in the next answer. */
  async function lookUp({ id, ...order }: StoredMultiCallback): Promise<void> {
    if (lookedUp.has(id) || !mayBeLookedUp(order, clock.now())) return;
    lookedUp.add(id);
    try {
      const told = await lookUpCallees(order, deps);
      if (isDeepStrictEqual(told, order.told)) return;
      orders = orders.map((one) => (one.id === id ? { ...one, told } : one));
      settings.set(storedKey, orders);
    } catch (error) {
      logger.info('multi-callback-follow-failed', { error });
    } finally {
      lookedUp.delete(id);
    }
  }

  function holds(order: MultiCallback, to: readonly string[]): boolean {
    return order.to.some((one) => to.includes(one)) && clock.now() - order.orderedAt < holdsMs[order.state];
  }

  async function send(order: StoredMultiCallback, language: 'ru' | 'en'): Promise<StoredMultiCallback> {
    let request: () => Promise<{ orderId: string | undefined }>;
    try {
      const orderMultiCallback = facetOf(await deps.client(order.accountId), 'orderMultiCallback');
      request = () => orderMultiCallback({ to: order.to, from: order.from || undefined, language });
    } catch (error) {
      // The vault is locked, or the account went: there is nobody yet who could have sent anything.
      return settle({ ...order, state: 'refused', problem: problemOf(error) });
    }
    try {
      const { orderId } = await request();
      return settle({ ...order, state: 'ordered', ...compact({ orderId }) });
    } catch (error) {
      const isRefused = proofOf(error) !== undefined;
      logger.warn('multi-callback-failed', { error, isRefused });
      return settle(
        isRefused
          ? { ...order, state: 'refused', problem: problemOf(error) }
          : { ...order, state: 'unknown', problem: { code: 'ORDER_UNKNOWN' } },
      );
    }
  }

  return {
    async order({ clickId, accountId, to: texts, language, again }) {
      const known = orders.find(({ id }) => id === clickId);
      if (known !== undefined) return presentOrder(known);
      const [account, abilities] = [deps.account(accountId), deps.abilities(accountId)];
      if (account === undefined || abilities === undefined) throw new ProblemError('NOT_FOUND');
      if (!abilities.capabilities.includes('multi-callback')) throw new ProblemError('NOT_SUPPORTED');
      const to = [...new Set(texts.map((text) => destinationOf(readCallee(abilities, text)) ?? ''))];
      if (to.length < 2 || to.includes('')) throw new ProblemError('BAD_INPUT', { field: 'to' });
      const from = readOwnPhone(abilities, account.ownNumber);
      const earlier = orders.find((order) => order.id !== again && holds(order, to));
      if (earlier !== undefined) return presentOrder(earlier);
      // On disk before the request leaves: a crash in between is then known as unknown, never as "nothing happened".
      const order = keep({ id: clickId, accountId, to, from, state: 'ordering', orderedAt: clock.now() });
      return presentOrder(await send(order, language));
    },
    recent(accountId) {
      const own = orders.filter((order) => order.accountId === accountId);
      for (const order of own) void lookUp(order);
      return own.map((order) => followOrder(order, orders, deps));
    },
    orderTimes: (accountId, remoteKey, from, to) =>
      ordersTo(orders, { accountId, remoteKey, from, to }).map(({ orderedAt }) => orderedAt),
    forgetAccount(accountId) {
      const left = orders.filter((order) => order.accountId !== accountId);
      if (left.length === orders.length) return;
      settings.set(storedKey, left);
      orders = left;
    },
  };
}
