import type { Party } from '../../../shared/contract/call.ts';
import type { Callback } from '../../../shared/contract/callback.ts';

/** The order that holds the buttons to call this party through this account, newest first as core tells them. */
export function holdingOrder(
  callbacks: readonly Callback[],
  remote: Party,
  accountId: string | undefined,
): Callback | undefined {
  return callbacks.find((callback) => {
    if (callback.remote.key !== remote.key || callback.hold === 'none') return false;
    // What one provider complains of may be right for another.
    const isComplaint = callback.hold === 'number' || callback.hold === 'own-phone';
    return !isComplaint || callback.accountId === accountId;
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
