import type { Party } from '../../../shared/contract/call.ts';
import { type Callback, openCallbackStates } from '../../../shared/contract/callback.ts';

/** An order that the provider tells nothing more about holds its button for this long, ms. */
const unfollowedHold = 60_000;
/** How long an outcome stays on the screen, ms: one that asks for a look at the phone stays longer. */
const outcomeShown = { ended: 6000, failed: 120_000, refused: 120_000, unknown: 600_000 } as const;

export function isOpen(callback: Callback, now: number): boolean {
  if (!openCallbackStates.includes(callback.state)) return false;
  return callback.followed || callback.state === 'ordering' || now - callback.changedAt < unfollowedHold;
}

/** The order to this number that is under way, if any: its buttons are locked by it. */
export function openCallbackTo(callbacks: readonly Callback[], remote: Party, now: number): Callback | undefined {
  return callbacks.find((callback) => callback.remote.key === remote.key && isOpen(callback, now));
}

/** What of the orders is still news. `now` is core's clock, epoch ms. */
export function newsOf(
  callbacks: readonly Callback[],
  dismissed: ReadonlySet<string>,
  now: number,
): readonly Callback[] {
  return callbacks.filter((callback) => {
    if (dismissed.has(callback.id)) return false;
    if (callback.state in outcomeShown) {
      return now - callback.changedAt < outcomeShown[callback.state as keyof typeof outcomeShown];
    }
    return isOpen(callback, now);
  });
}

/** How far an order got: 0 ordering, 1 own phone, 2 remote phone, 3 talking. */
export function stepOf(callback: Callback): number {
  switch (callback.state) {
    case 'ordering':
      return 0;
    case 'ordered':
    case 'ringing-own':
      return 1;
    case 'ringing-remote':
      return 2;
    case 'connected':
    case 'ended':
      return 3;
    default:
      return -1;
  }
}
