import type { Account } from '../../shared/contract/account.ts';
import type { Update } from '../../shared/contract/updates.ts';

/** What the tray and the badge show. */
export interface TrayState {
  /** Callers that wait for a callback. */
  missed: number;
  /** `none`: no account yet. `offline`: at least one account hears nothing. */
  link: 'none' | 'listening' | 'offline';
}

export const initialTrayState: TrayState = { missed: 0, link: 'none' };

/** The state after `update`; the very same object when nothing of it changed. */
export function nextTrayState(state: TrayState, update: Update): TrayState {
  switch (update.kind) {
    case 'snapshot':
      return changed(state, { missed: update.missedCount, link: linkOf(update.accounts) });
    case 'missed':
      return changed(state, { ...state, missed: update.count });
    case 'accounts':
      return changed(state, { ...state, link: linkOf(update.accounts) });
    default:
      return state;
  }
}

function linkOf(accounts: readonly Account[]): TrayState['link'] {
  if (accounts.length === 0) return 'none';
  const deaf = accounts.some(({ status }) => status.state === 'failing' || status.state === 'needs-attention');
  return deaf ? 'offline' : 'listening';
}

function changed(before: TrayState, after: TrayState): TrayState {
  return before.missed === after.missed && before.link === after.link ? before : after;
}
