import type { Account } from '../../../shared/contract/account.ts';
import { isTroubled } from './connection-summary.ts';

/** Whether an empty list means that there is nothing. */
export type HistoryState =
  /** All that there is, is here. */
  | { kind: 'whole' }
  /** `share` of it from 0 to 1, where that is known. */
  | { kind: 'reading'; share: number | undefined }
  /** Nothing is heard: of an account, or of the program itself. */
  | { kind: 'unheard' };

export function historyState(accounts: readonly Pick<Account, 'status'>[], isLost: boolean): HistoryState {
  if (isLost) return { kind: 'unheard' };
  const shares = accounts.flatMap(({ status: { importing, state } }) =>
    importing !== undefined || state === 'starting' ? [importing?.share] : [],
  );
  if (shares.length > 0) {
    const known = shares.filter((share) => share !== undefined);
    return { kind: 'reading', share: known.length < shares.length ? undefined : Math.min(...known) };
  }
  return accounts.some(isTroubled) ? { kind: 'unheard' } : { kind: 'whole' };
}
