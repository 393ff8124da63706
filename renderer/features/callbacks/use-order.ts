import { useCallback } from 'react';
import { create } from 'zustand';
import type { Party } from '../../../shared/contract/call.ts';
import type { Callback } from '../../../shared/contract/callback.ts';
import { destinationOf } from '../../../shared/domain/destination.ts';
import { ConnectionLost } from '../../connection/connection.ts';
import { useSession } from '../../session/session.tsx';
import { coreNow, hearUpdate } from '../../stores/live-store.ts';
import { showToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.ts';

export interface Order {
  accountId: string;
  remote: Party;
  /** The own phone to ring first, where it is not the account's. */
  from?: string | undefined;
  /** The unknown order after which the user wants another. */
  again?: string | undefined;
}

interface InFlight {
  /** Party keys whose order has left and is not answered yet: every button to the same number is locked by it. */
  keys: ReadonlySet<string>;
  /** When the last one left, by the clock of the page's events. */
  leftAt: number;
}

const useInFlight = create<InFlight>()(() => ({ keys: new Set(), leftAt: Number.NEGATIVE_INFINITY }));

/** Two presses that are no further apart, ms, come of one wish. */
const oneWishMs = 1500;

/**
 * Whether a press belongs to the one that has just ordered. Wherever it lands: the list may have moved under the pointer, and
 * under a dialog that closed lies another caller's button. Nobody means to call two people within a second.
 */
export function isSameWish({ timeStamp }: { timeStamp: number }): boolean {
  return timeStamp < useInFlight.getState().leftAt + oneWishMs;
}

/** One click, one order: resolves when it is answered or lost, and repeats nothing. */
export function useOrder(): (order: Order) => Promise<void> {
  const { client } = useSession();
  const { t, error } = useWords();
  return useCallback(
    async ({ accountId, remote, from, again }) => {
      const to = destinationOf(remote);
      if (to === undefined || useInFlight.getState().keys.has(remote.key)) return;
      const clickId = crypto.randomUUID();
      useInFlight.setState(({ keys }) => ({ keys: new Set([...keys, remote.key]), leftAt: performance.now() }));
      try {
        const callback = await client.callbacks.order({ clickId, accountId, to, from, again });
        hearUpdate({ kind: 'callback', callback });
      } catch (thrown) {
        if (thrown instanceof ConnectionLost && thrown.sent) {
          hearUpdate({ kind: 'callback', callback: unknownOrder(clickId, accountId, remote) });
        } else {
          const text = thrown instanceof ConnectionLost ? t('callback.lostBefore') : error(thrown);
          showToast({ tone: 'miss', text });
        }
      } finally {
        useInFlight.setState(({ keys }) => ({ keys: new Set([...keys].filter((key) => key !== remote.key)) }));
      }
    },
    [client, t, error],
  );
}

/** The answer was lost with the connection. The next snapshot says what core knows of it and replaces this. */
function unknownOrder(id: string, accountId: string, remote: Party): Callback {
  const now = coreNow();
  const outcome = { state: 'unknown', hold: 'locked', followed: false, wasConnected: false } as const;
  return { id, accountId, remote, from: '', orderedAt: now, changedAt: now, ...outcome };
}

/** Whether an order to this number has left this page and is not answered, from whichever button it came. */
export function useOrderOnItsWay(remote: Party | undefined): boolean {
  return useInFlight((state) => remote !== undefined && state.keys.has(remote.key));
}
