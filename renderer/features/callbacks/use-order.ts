import { useCallback } from 'react';
import { create } from 'zustand';
import type { Party } from '../../../shared/contract/call.ts';
import type { Callback } from '../../../shared/contract/callback.ts';
import { callbackNumber } from '../../../shared/domain/callback-order.ts';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../app/words.ts';
import { ConnectionLost } from '../../connection/connection.ts';
import { coreNow, hearUpdate, useLive } from '../../stores/live-store.ts';
import { useNow } from '../../ui/now.ts';
import { showToast } from '../../ui/toast.tsx';
import { openCallbackTo } from './callback-progress.ts';

export interface Order {
  accountId: string;
  remote: Party;
  /** The own phone to ring first, where it is not the account's. */
  from?: string | undefined;
}

/** Party keys whose order has left and is not answered yet: every button to the same number is locked by it. */
const useInFlight = create<{ keys: ReadonlySet<string> }>()(() => ({ keys: new Set() }));

/** One click, one order: resolves when it is answered or lost, and repeats nothing. */
export function useOrder(): (order: Order) => Promise<void> {
  const { client } = useSession();
  const { t, error } = useWords();
  return useCallback(
    async ({ accountId, remote, from }) => {
      if (useInFlight.getState().keys.has(remote.key)) return;
      const clickId = crypto.randomUUID();
      useInFlight.setState(({ keys }) => ({ keys: new Set([...keys, remote.key]) }));
      try {
        const callback = await client.callbacks.order({ clickId, accountId, to: callbackNumber(remote), from });
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
  const outcome = { state: 'unknown', followed: false, wasConnected: false } as const;
  return { id, accountId, remote, from: '', orderedAt: now, changedAt: now, ...outcome };
}

/** Whether an order to this number is under way, from whichever button it came. */
export function useOrderUnderWay(remote: Party): boolean {
  const inFlight = useInFlight((state) => state.keys.has(remote.key));
  const callbacks = useLive((state) => state.callbacks);
  const now = useNow(1000);
  return inFlight || openCallbackTo(callbacks, remote, now) !== undefined;
}
