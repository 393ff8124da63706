import type { Callback, CallbackHold, CallbackState } from '../../../shared/contract/callback.ts';
import { openCallbackStates } from '../../../shared/domain/busy-line.ts';
import { compact } from '../../../shared/domain/compact.ts';
import type { Clock } from '../ports.ts';
import type { StoredCallback } from './callback-rows.ts';

/**
 * The orders that are on the screen, and what each of them means for a further one to its number. Held in memory as they are
 * now, so that nothing about money hangs on whether a change could be written.
 */
export interface ShownOrders {
  get(id: string): StoredCallback | undefined;
  /** Newest first. */
  all(): Callback[];
  present(order: StoredCallback): Callback;
  /** A new order, or one that has changed: tells it. */
  put(order: StoredCallback): void;
  /** The order that answers a further one to its number. `again`: the unknown one after which the user wants another. */
  answering(wanted: Wanted): StoredCallback | undefined;
  /** A page was told of an order as it has been since `changedAt`, perhaps long after the change. */
  told(id: string, changedAt: number): void;
  /** The accounts changed: own phones among them, perhaps. */
  review(): void;
  forgetAccount(accountId: string): void;
  close(): void;
}

export interface Wanted {
  key: string;
  accountId: string;
  from: string;
  again: string | undefined;
}

interface ShownOrdersDeps {
  clock: Clock;
  /** What was on the screen when the program ended, and perhaps more. Nobody has been told of it in this run. */
  restored: readonly StoredCallback[];
  /** The newest order to a number that was not refused, whenever it was. */
  newestUnrefused: (remoteKey: string) => { id: string } | undefined;
  /** The phone that the account's callbacks ring first, as sent. */
  ownPhone: (accountId: string) => string;
  onChange: (callback: Callback) => void;
  onGone: (id: string) => void;
}

interface Shown {
  order: StoredCallback;
  /** As it was last told. */
  hold: CallbackHold;
  /** Pending while a press may still be meant for the order as it was before. */
  cancelLock: (() => void) | undefined;
  cancelLeave: (() => void) | undefined;
}

/** Who presses within 1.5 s of being told an outcome has not read it; and a little for it to be painted. Ms. */
const lockMs = 1600;
/** How long an outcome is on the screen, ms: one that asks for a look at the phone stays longest. */
const shownMs: Readonly<Partial<Record<CallbackState, number>>> = {
  ended: 6000,
  failed: 120_000,
  refused: 120_000,
  unknown: 600_000,
};

export function isOpen({ state }: Pick<StoredCallback, 'state'>): boolean {
  return openCallbackStates.includes(state);
}

export function createShownOrders(deps: ShownOrdersDeps): ShownOrders {
  const { clock, newestUnrefused, ownPhone, onChange, onGone } = deps;
  const shown = new Map<string, Shown>();
  let closed = false;

  const newestFirst = () => [...shown.values()].sort((a, b) => b.order.orderedAt - a.order.orderedAt);
  const to = (key: string) => newestFirst().filter(({ order }) => order.remote.key === key);

  function holdOf({ order, cancelLock }: Pick<Shown, 'order' | 'cancelLock'>): CallbackHold {
    if (isOpen(order) || cancelLock !== undefined) return 'locked';
    // What was ordered since, the user ordered knowing of this one.
    if (order.state === 'unknown') return newestUnrefused(order.remote.key)?.id === order.id ? 'unknown' : 'none';
    if (order.state !== 'refused') return 'none';
    if (order.problem?.field === 'to') return 'number';
    return order.problem?.field === 'from' && order.from === ownPhone(order.accountId) ? 'own-phone' : 'none';
  }

  function tell(entry: Shown): void {
    entry.hold = holdOf(entry);
    onChange(presentAs(entry.order, entry.hold));
  }

  function review(entries: Iterable<Shown> = [...shown.values()]): void {
    for (const entry of entries) if (entry.hold !== holdOf(entry)) tell(entry);
  }

  function lock(entry: Shown): void {
    entry.cancelLock?.();
    entry.cancelLock = clock.after(lockMs, () => {
      entry.cancelLock = undefined;
      review([entry]);
    });
  }

  /** Undefined where the time of an outcome is over. */
  function show(order: StoredCallback): Shown | undefined {
    const known = shown.get(order.id);
    const entry: Shown = known ?? { order, hold: 'locked', cancelLock: undefined, cancelLeave: undefined };
    const isNews = known === undefined || known.order.state !== order.state;
    entry.order = order;
    if (!isNews) return entry;
    stop(entry);
    const stays = shownMs[order.state];
    if (stays !== undefined) {
      // A clock that was set back meanwhile makes nothing stay longer.
      const left = Math.min(stays, order.changedAt + stays - clock.now());
      if (left <= 0) return undefined;
      lock(entry);
      entry.cancelLeave = clock.after(left, () => leave(entry));
    }
    shown.set(order.id, entry);
    return entry;
  }

  function leave({ order }: Shown): void {
    shown.delete(order.id);
    onGone(order.id);
    review(to(order.remote.key));
  }

  function stop(entry: Shown): void {
    entry.cancelLock?.();
    entry.cancelLeave?.();
    entry.cancelLock = undefined;
    entry.cancelLeave = undefined;
  }

  for (const order of deps.restored) show(order);

  return {
    get: (id) => shown.get(id)?.order,
    all: () => newestFirst().map((entry) => presentAs(entry.order, holdOf(entry))),
    present(order) {
      const entry = shown.get(order.id);
      return presentAs(order, entry === undefined ? 'none' : holdOf(entry));
    },
    put(order) {
      if (closed) return;
      const entry = show(order);
      if (entry !== undefined) tell(entry);
      review(to(order.remote.key));
    },
    answering({ key, accountId, from, again }) {
      return to(key).find((entry) => {
        const { order } = entry;
        switch (holdOf(entry)) {
          case 'locked':
            return true;
          case 'unknown':
            return order.id !== again;
          case 'number':
            return order.accountId === accountId;
          case 'own-phone':
            return order.accountId === accountId && order.from === from;
          default:
            return false;
        }
      })?.order;
    },
    told(id, changedAt) {
      const entry = shown.get(id);
      if (entry === undefined || entry.order.changedAt !== changedAt || isOpen(entry.order)) return;
      lock(entry);
      review([entry]);
    },
    review: () => review(),
    forgetAccount(accountId) {
      for (const entry of [...shown.values()].filter(({ order }) => order.accountId === accountId)) {
        stop(entry);
        shown.delete(entry.order.id);
      }
    },
    close() {
      closed = true;
      for (const entry of shown.values()) stop(entry);
    },
  };
}

function presentAs(stored: StoredCallback, hold: CallbackHold): Callback {
  return {
    id: stored.id,
    accountId: stored.accountId,
    remote: stored.remote,
    from: stored.from,
    state: stored.state,
    hold,
    orderedAt: stored.orderedAt,
    changedAt: stored.changedAt,
    followed: stored.orderId !== undefined,
    wasConnected: stored.wasConnected,
    ...compact({ callId: stored.callId, problem: stored.problem }),
  };
}
