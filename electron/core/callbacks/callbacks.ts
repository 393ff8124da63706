import { randomUUID } from 'node:crypto';
import type { Callback, CallbackState } from '../../../shared/contract/callback.ts';
import type { CallbackGreeting } from '../../../shared/contract/settings.ts';
import type { Update } from '../../../shared/contract/updates.ts';
import { openCallbackStates } from '../../../shared/domain/busy-line.ts';
import type { CallingAbilities } from '../../../shared/domain/callback-order.ts';
import { destinationOf } from '../../../shared/domain/destination.ts';
import { readDestination } from '../../../shared/domain/dialling.ts';
import type { StoredAccount } from '../accounts/account-rows.ts';
import type { StoredCall } from '../calls/stored-call.ts';
import type { Clock, Logger, UrlOpener } from '../ports.ts';
import { ProblemError, problemOf } from '../problems.ts';
import { type Proof, proofOf } from '../providers/errors.ts';
import { facetOf } from '../providers/facets.ts';
import type { ProviderClient } from '../providers/provider.ts';
import type { CallbackRows, StoredCallback } from './callback-rows.ts';
import { createOrderFollowing } from './order-following.ts';
import { readCallee, readOwnPhone } from './order-numbers.ts';
import { createShownOrders, isOpen } from './shown-orders.ts';

/** Paid orders: one click, one order, whatever happens in between. */
export interface Callbacks {
  order(request: CallbackRequest): Promise<Callback>;
  /** To a program outside of this one; whom it calls and through what is nothing to this one. */
  handOver(to: string): Promise<void>;
  /** Newest first; to one number where its key is given. */
  recent(limit: number, remoteKey?: string): Callback[];
  /** When one person was ordered a call through an account, and it was not refused, between two instants (epoch ms, inclusive). */
  orderTimes(accountId: string, remoteKey: string, from: number, to: number): number[];
  /** Those that are on the screen, or hold their number. Newest first. */
  current(): Callback[];
  /** A call was written: it may be the one that an order led to. */
  noticeCall(call: StoredCall): void;
  /** A page begins to listen. What it answers wants to hear of each update as the page is told of it. */
  openPage(): (update: Update) => void;
  /** The accounts changed. */
  review(): void;
  forgetAccount(id: string): void;
  /** Follows what was open when the program ended. Answers how many outcomes are unknown because of that. */
  resume(): number;
  close(): void;
}

export interface CallbackRequest {
  clickId: string;
  accountId: string;
  to: string;
  from?: string | undefined;
  again?: string | undefined;
}

export interface CallbacksDeps {
  rows: CallbackRows;
  clock: Clock;
  logger: Logger;
  account: (id: string) => StoredAccount | undefined;
  abilities: (accountId: string) => CallingAbilities | undefined;
  client: (accountId: string) => Promise<ProviderClient>;
  /** What the own phone hears first, where the user chose it. */
  greeting: (accountId: string) => CallbackGreeting | undefined;
  /**
   * When one person was ordered a call through an account together with others, and it was not refused, between two instants
   * (epoch ms, inclusive).
   */
  sharedOrderTimes: (accountId: string, remoteKey: string, from: number, to: number) => number[];
  urlOpener: UrlOpener;
  onChange: (callback: Callback) => void;
  onGone: (id: string) => void;
  /** Both sides were connected. */
  onConnected: (remoteKey: string, at: number) => void;
}

/** How long after its order a call may begin, and how far the provider's clock may be behind. */
const leadsToWithinMs = 10 * 60_000;
const behindMs = 5000;
/** No outcome of the past that is older is still on the screen. */
const lookBackMs = 3600_000;

export function createCallbacks(deps: CallbacksDeps): Callbacks {
  const { rows, clock, logger, onChange, onGone, onConnected } = deps;
  const interrupted = rows.inStates(openCallbackStates);
  const shown = createShownOrders({
    clock,
    onChange,
    onGone,
    // An order of the last run holds its number from the first moment of this one.
    restored: [...interrupted, ...rows.changedSince(clock.now() - lookBackMs)],
    newestUnrefused: rows.newestUnrefused,
    ownPhone: ownPhoneOf,
  });
  const following = createOrderFollowing({ clock, logger, change, client: deps.client, get: shown.get });

  function ownPhoneOf(accountId: string): string {
    const [account, abilities] = [deps.account(accountId), deps.abilities(accountId)];
    try {
      return account === undefined || abilities === undefined ? '' : readOwnPhone(abilities, account.ownNumber);
    } catch {
      return '';
    }
  }

  /** What is on the disk may be behind: see `change`. */
  const asNow = (stored: StoredCallback) => shown.get(stored.id) ?? stored;

  /** Answers it with the name of who is called. */
  function keep(order: StoredCallback): StoredCallback {
    rows.save(order);
    return rows.withClick(order.clickId) ?? order;
  }

  function change(order: StoredCallback, fields: Partial<StoredCallback>): StoredCallback {
    const now = clock.now();
    let next = { ...order, ...fields };
    // That its call was found in the history is no news of how an order went.
    if (next.state !== order.state) next.changedAt = now;
    try {
      next = keep(next);
    } catch (error) {
      // The disk is full, or the account went meanwhile. The order is as it is, and after a crash it will be unknown.
      logger.error('callback-not-kept', { error });
    }
    if (shown.get(order.id) !== undefined) shown.put(next);
    // For the list of past orders.
    else onGone(next.id);
    if (!order.wasConnected && next.wasConnected) onConnected(next.remote.key, now);
    if (!isOpen(next)) following.stop(next.id);
    return next;
  }

  function refuse(order: StoredCallback, error: unknown, proof: Proof): StoredCallback {
    logger.warn('callback-refused', { error, proof });
    return change(asNow(order), { state: 'refused', problem: problemOf(error) });
  }

  async function send(order: StoredCallback): Promise<StoredCallback> {
    let request: () => Promise<{ orderId: string | undefined }>;
    try {
      const orderCallback = facetOf(await deps.client(order.accountId), 'orderCallback');
      const to = destinationOf(order.remote);
      if (to === undefined) throw new ProblemError('NOT_SUPPORTED');
      const greeting = deps.greeting(order.accountId);
      request = () => orderCallback({ to, from: order.from || undefined, greeting });
    } catch (error) {
      // The vault is locked, or the account went: there is nobody yet who could have sent anything.
      return refuse(order, error, 'unsent');
    }
    try {
      const { orderId } = await request();
      const ordered = change(asNow(order), { state: 'ordered', orderId });
      following.follow(ordered);
      return ordered;
    } catch (error) {
      const proof = proofOf(error);
      if (proof !== undefined) return refuse(order, error, proof);
      logger.warn('callback-unknown', { error });
      return change(asNow(order), { state: 'unknown', problem: { ...problemOf(error), code: 'ORDER_UNKNOWN' } });
    }
  }

  return {
    async order({ clickId, accountId, to, from: wanted, again }) {
      const known = rows.withClick(clickId);
      if (known !== undefined) return shown.present(asNow(known));
      const account = deps.account(accountId);
      const abilities = deps.abilities(accountId);
      if (account === undefined || abilities === undefined) throw new ProblemError('NOT_FOUND');
      if (!abilities.capabilities.includes('callback')) throw new ProblemError('NOT_SUPPORTED');
      const remote = readCallee(abilities, to);
      const from = readOwnPhone(abilities, wanted?.trim() || account.ownNumber);
      const earlier = shown.answering({ key: remote.key, accountId, from, again });
      if (earlier !== undefined) return shown.present(earlier);

      const now = clock.now();
      // On disk before the request leaves: a crash in between is then known as unknown, never as "nothing happened".
      const order = keep({
        id: randomUUID(),
        clickId,
        accountId,
        remote,
        from,
        state: 'ordering',
        orderedAt: now,
        changedAt: now,
        orderId: undefined,
        wasConnected: false,
        callId: undefined,
        problem: undefined,
      });
      shown.put(order);
      return shown.present(await send(order));
    },
    async handOver(to) {
      const party = readDestination(to);
      if (typeof party === 'string') throw new ProblemError(party, { field: 'to' });
      if (party.e164 === undefined) throw new ProblemError('NUMBER_UNREADABLE', { field: 'to' });
      await deps.urlOpener.dial(party.e164);
    },
    recent: (limit, remoteKey) => rows.recent(limit, remoteKey).map((stored) => shown.present(asNow(stored))),
    orderTimes: rows.orderTimes,
    current: shown.all,
    noticeCall(call) {
      if (call.direction !== 'out' || call.remote.key === '') return;
      const { accountId, remote, startedAt } = call;
      const stored = rows.newestBetween(accountId, remote.key, startedAt - leadsToWithinMs, startedAt + behindMs);
      const order = stored && asNow(stored);
      // What was refused led to nothing; what already has its call led to no other.
      if (order === undefined || order.state === 'refused') return;
      if (order.callId !== undefined && order.callId !== call.id) return;
      // It may be of the later order to several people: whose it is, nobody says.
      const isShared = () =>
        deps.sharedOrderTimes(accountId, remote.key, order.orderedAt, startedAt + behindMs).length > 0;
      if (order.callId === undefined && isShared()) return;
      const talked = call.state === 'answered' || (call.state === 'ended' && (call.talkSeconds ?? 0) > 0);
      // Where the provider follows the order by an id, its word on the legs stands; the history only gives the row, also
      // of an order whose outcome was told as unknown: who was told to look at the phone may have dialled by hand.
      // Nor does it say of an order without an answer that it is over.
      const proves = order.orderId === undefined && order.state !== 'unknown' && order.state !== 'ordering';
      const state = proves && isOpen(order) ? stateOfCall(call.state) : order.state;
      const wasConnected = order.wasConnected || (proves && talked);
      if (order.callId === call.id && order.state === state && order.wasConnected === wasConnected) return;
      change(order, { callId: call.id, state, wasConnected });
    },
    openPage() {
      const told = new Map<string, number>();
      return (update) => {
        const news =
          update.kind === 'callback' ? [update.callback] : update.kind === 'snapshot' ? update.callbacks : [];
        for (const { id, changedAt } of news) {
          if (told.get(id) === changedAt) continue;
          told.set(id, changedAt);
          shown.told(id, changedAt);
        }
        if (update.kind === 'callback-gone') told.delete(update.id);
      };
    },
    review: shown.review,
    forgetAccount(id) {
      for (const order of shown.all()) if (order.accountId === id) following.stop(order.id);
      shown.forgetAccount(id);
    },
    resume() {
      const open = interrupted.map(asNow).filter(isOpen);
      const lost = open.filter(({ state }) => state === 'ordering');
      for (const order of lost) change(order, { state: 'unknown', problem: { code: 'ORDER_UNKNOWN' } });
      for (const order of open) if (!lost.includes(order)) following.follow(order);
      return lost.length;
    },
    close() {
      following.close();
      shown.close();
    },
  };
}

function stateOfCall(state: StoredCall['state']): CallbackState {
  switch (state) {
    case 'ringing':
      return 'ringing-remote';
    case 'answered':
      return 'connected';
    case 'ended':
    case 'answered-elsewhere':
      return 'ended';
    default:
      return 'failed';
  }
}
