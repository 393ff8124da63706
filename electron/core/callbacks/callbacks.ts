import { randomUUID } from 'node:crypto';
import { type Callback, type CallbackState, openCallbackStates } from '../../../shared/contract/callback.ts';
import { checkDialable } from '../../../shared/domain/dialling.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import type { StoredAccount } from '../database/account-rows.ts';
import type { StoredCall } from '../database/call-rows.ts';
import { type CallbackRows, presentCallback, type StoredCallback } from '../database/callback-rows.ts';
import type { Clock, Logger } from '../ports.ts';
import { ProblemError, problemOf } from '../problems.ts';
import { ProviderError } from '../providers/errors.ts';
import type { CallbackProgress, ProviderClient } from '../providers/provider.ts';

/** Paid orders: one click, one order, whatever happens in between. */
export interface Callbacks {
  order(request: { clickId: string; accountId: string; to: string; from?: string | undefined }): Promise<Callback>;
  /** Newest first; to one number where its key is given. */
  recent(limit: number, remoteKey?: string): Callback[];
  /** Those worth showing when the page opens. */
  current(): Callback[];
  /** A call was written: it may be the one that an order led to. */
  noticeCall(call: StoredCall): void;
  /** Follows what was open when the program ended. Answers how many outcomes are unknown because of that. */
  resume(): number;
  close(): void;
}

export interface CallbacksDeps {
  rows: CallbackRows;
  clock: Clock;
  logger: Logger;
  account: (id: string) => StoredAccount | undefined;
  client: (accountId: string) => Promise<ProviderClient>;
  onChange: (callback: Callback) => void;
  /** Both sides were connected. */
  onConnected: (remoteKey: string, at: number) => void;
}

/** How often an open order is looked up at the provider, and for how long before it is called unknown. */
const followEveryMs = 1500;
const followForMs = 10 * 60_000;
/** An order without an id that no call in the history explains. */
const explainWithinMs = 3 * 60_000;
const shownForMs = 60_000;
/** How long after its order a call may begin, and how far the provider's clock may be behind. */
const leadsToWithinMs = 10 * 60_000;
const behindMs = 5000;

/** How far each state is: a follow-up that is behind what is known changes nothing. */
const rank: Record<CallbackProgress['state'], number> = {
  ordered: 0,
  'ringing-own': 1,
  'ringing-remote': 2,
  connected: 3,
  ended: 4,
  failed: 4,
};

export function createCallbacks(deps: CallbacksDeps): Callbacks {
  const { rows, clock, logger, onChange, onConnected } = deps;
  /** Timers of orders that are followed; also what close() stops. */
  const timers = new Map<string, () => void>();
  const closing = new AbortController();

  function isOpen(callback: StoredCallback): boolean {
    return openCallbackStates.includes(callback.state);
  }

  function change(callback: StoredCallback, fields: Partial<StoredCallback>): StoredCallback {
    const now = clock.now();
    const next = { ...callback, ...fields };
    // That its call was found in the history is no news of how an order went.
    if (next.state !== callback.state) next.changedAt = now;
    rows.save(next);
    onChange(presentCallback(next));
    if (!callback.wasConnected && next.wasConnected) onConnected(next.remote.key, now);
    if (!isOpen(next)) stopFollowing(next.id);
    return next;
  }

  function stopFollowing(id: string): void {
    timers.get(id)?.();
    timers.delete(id);
  }

  function follow(callback: StoredCallback): void {
    stopFollowing(callback.id);
    const { orderId } = callback;
    if (orderId === undefined) {
      const wait = Math.max(0, callback.orderedAt + explainWithinMs - clock.now());
      timers.set(
        callback.id,
        clock.after(wait, () => {
          const now = rows.withClick(callback.clickId);
          if (now !== undefined && isOpen(now)) change(now, { state: 'unknown' });
        }),
      );
      return;
    }
    timers.set(
      callback.id,
      clock.after(followEveryMs, () => void lookUp(callback.clickId, orderId)),
    );
  }

  async function lookUp(clickId: string, orderId: string): Promise<void> {
    const before = rows.withClick(clickId);
    if (before === undefined || !isOpen(before)) return;
    let progress: CallbackProgress | undefined;
    try {
      const client = await deps.client(before.accountId);
      progress = await client.followCallback?.(orderId, before.orderedAt, closing.signal);
    } catch (error) {
      if (closing.signal.aborted) return;
      logger.info('callback-follow-failed', { error });
    }
    const now = rows.withClick(clickId);
    if (closing.signal.aborted || now === undefined || !isOpen(now)) return;
    let next = now;
    if (progress !== undefined && isAhead(progress.state, now.state)) {
      next = change(now, { state: progress.state, wasConnected: now.wasConnected || progress.wasConnected });
    } else if (clock.now() - now.orderedAt > followForMs) {
      next = change(now, { state: 'unknown' });
    }
    if (isOpen(next)) follow(next);
  }

  async function send(callback: StoredCallback): Promise<StoredCallback> {
    try {
      const client = await deps.client(callback.accountId);
      if (client.orderCallback === undefined) throw new ProblemError('NOT_SUPPORTED');
      const to = callback.remote.e164 ?? callback.remote.raw;
      const { orderId } = await client.orderCallback({ to, from: callback.from || undefined });
      const ordered = change(callback, { state: 'ordered', orderId });
      follow(ordered);
      return ordered;
    } catch (error) {
      const mayHaveHappened = error instanceof ProviderError ? error.mayHaveHappened : false;
      logger.warn('callback-failed', { error, mayHaveHappened });
      return mayHaveHappened
        ? change(callback, { state: 'unknown', problem: { ...problemOf(error), code: 'ORDER_UNKNOWN' } })
        : change(callback, { state: 'refused', problem: problemOf(error) });
    }
  }

  return {
    async order({ clickId, accountId, to, from }) {
      const known = rows.withClick(clickId);
      if (known !== undefined) return presentCallback(known);
      const account = deps.account(accountId);
      if (account === undefined) throw new ProblemError('NOT_FOUND');
      const dialable = checkDialable(to);
      if (!dialable.ok) throw new ProblemError(dialable.code, { field: 'to' });
      const open = rows.inStates(openCallbackStates).find((one) => one.remote.key === dialable.party.key);
      if (open !== undefined) return presentCallback(open);

      const now = clock.now();
      const callback: StoredCallback = {
        id: randomUUID(),
        clickId,
        accountId,
        remote: dialable.party,
        from: asDialled(from?.trim() || account.ownNumber),
        state: 'ordering',
        orderedAt: now,
        changedAt: now,
        orderId: undefined,
        wasConnected: false,
        callId: undefined,
        problem: undefined,
      };
      // On disk before the request leaves: a crash in between is then known as unknown, never as "nothing happened".
      rows.save(callback);
      onChange(presentCallback(callback));
      return presentCallback(await send(callback));
    },
    recent: (limit, remoteKey) => rows.recent(limit, remoteKey).map(presentCallback),
    current: () =>
      rows
        .recent(20)
        .filter((one) => isOpen(one) || clock.now() - one.changedAt < shownForMs)
        .map(presentCallback),
    noticeCall(call) {
      if (call.direction !== 'out' || call.remote.key === '') return;
      const { accountId, remote, startedAt } = call;
      const order = rows.newestBetween(accountId, remote.key, startedAt - leadsToWithinMs, startedAt + behindMs);
      // What was refused led to nothing; what already has its call led to no other.
      if (order === undefined || order.state === 'refused') return;
      if (order.callId !== undefined && order.callId !== call.id) return;
      const talked = call.state === 'answered' || (call.state === 'ended' && (call.talkSeconds ?? 0) > 0);
      // Where the provider follows the order by an id, its word on the legs stands; the history only gives the row, also
      // of an order whose outcome was told as unknown: who was told to look at the phone may have dialled by hand.
      const state = order.orderId === undefined && isOpen(order) ? stateOfCall(call.state) : order.state;
      const proves = order.orderId === undefined && order.state !== 'unknown';
      const wasConnected = order.wasConnected || (proves && talked);
      if (order.callId === call.id && order.state === state && order.wasConnected === wasConnected) return;
      change(order, { callId: call.id, state, wasConnected });
    },
    resume() {
      const lost = rows.inStates(['ordering']);
      for (const callback of lost) change(callback, { state: 'unknown', problem: { code: 'ORDER_UNKNOWN' } });
      for (const callback of rows.inStates(openCallbackStates)) follow(callback);
      return lost.length;
    },
    close() {
      closing.abort();
      for (const cancel of timers.values()) cancel();
      timers.clear();
    },
  };
}

/** A number is kept as it was typed, with spaces and brackets; providers take neither. SIP ids and extensions stay. */
function asDialled(typed: string): string {
  const { e164, raw } = parseParty(typed);
  return e164 ?? raw;
}

function isAhead(next: CallbackProgress['state'], now: CallbackState): boolean {
  return !(now in rank) || rank[next] > rank[now as CallbackProgress['state']];
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
