import { useLayoutEffect, useRef } from 'react';
import type { Party } from '../../../shared/contract/call.ts';
import type { CallbackHold } from '../../../shared/contract/callback.ts';
import { callRouteOf } from '../../../shared/domain/callback-order.ts';
import { destinationOf } from '../../../shared/domain/destination.ts';
import { useLive } from '../../stores/live-store.ts';
import { editAccount, openDial, useView } from '../../stores/view-store.ts';
import { holdingOrder } from './callback-progress.ts';
import { isSameWish, useOrder, useOrderOnItsWay } from './use-order.ts';

/** One way in to call somebody: a button, a key, an item of a menu. */
export interface CallPress {
  /** What holds it now: it looks like it. */
  hold: CallbackHold;
  /** The account it goes through, where that is another than was called: it will ring from another line. */
  through: string | undefined;
  press(event: { timeStamp: number; repeat?: boolean }): void;
}

/**
 * What pressing it comes to, by the word of core. Undefined where the party cannot be called. `onHeld` is done instead where
 * there is more to say than a button can: the page's own dialogs, unless another place is named.
 */
export function useCallPress(remote: Party, preferred: string, onHeld?: () => void): CallPress | undefined {
  const order = useOrder();
  const route = useLive((state) => callRouteOf(state.accounts.find(({ id }) => id === preferred)?.callRoutes, remote));
  // No more of the account than is shown: it changes with every event that it hears, and each row of a list asks here.
  const label = useLive((state) => state.accounts.find(({ id }) => id === route?.accountId)?.label);
  const holding = useLive((state) => holdingOrder(state.callbacks, remote, route?.accountId));
  const onItsWay = useOrderOnItsWay(remote);
  const hold = onItsWay ? 'locked' : (holding?.hold ?? 'none');
  /** Since when it has been as it is now, by the clock of the page's events. */
  const since = useRef(0);
  useLayoutEffect(() => {
    if (hold !== 'locked') since.current = performance.now();
  }, [hold]);
  if (route === undefined || label === undefined) return undefined;
  const { accountId } = route;
  return {
    hold,
    through: accountId === preferred ? undefined : label,
    press(event) {
      // A page that was held up hears of a press late: it was meant for what stood here then.
      if (hold === 'locked' || event.timeStamp < since.current || isSameWish(event)) return;
      // A key that is held, or has something lying on it, wants nothing more than once.
      if (event.repeat === true) return;
      if (holding === undefined || hold === 'none') {
        if (route.agreed) void order({ accountId, remote });
        else useView.setState({ callThrough: { remote, accountId: preferred } });
      } else if (onHeld !== undefined) onHeld();
      else if (hold === 'unknown') useView.setState({ orderAgain: holding.id });
      else if (hold === 'number') openDial(destinationOf(remote) ?? remote.raw);
      else editAccount(accountId);
    },
  };
}
