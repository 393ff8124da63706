import type { Account } from '../../../shared/contract/account.ts';
import type { Update } from '../../../shared/contract/updates.ts';

/** What the tray and the badge show. */
export interface TrayState {
  /** Callers that wait for a callback. */
  missed: number;
  /**
   * `none`: no account yet. `degraded`: some account hears nothing, or one of them only half of what it should. `offline`:
   * no account hears anything.
   */
  link: 'none' | 'listening' | 'degraded' | 'offline';
  /** Nothing rings by the user's wish or by the hours. */
  quiet: boolean;
  /** Epoch ms; undefined while nothing is quiet, and for a wish without an end. */
  quietUntil: number | undefined;
}

export const initialTrayState: TrayState = { missed: 0, link: 'none', quiet: false, quietUntil: undefined };

/** The state after `update`; the very same object when nothing of it changed. */
export function nextTrayState(state: TrayState, update: Update): TrayState {
  switch (update.kind) {
    case 'snapshot':
      return changed(state, { missed: update.missedCount, link: linkOf(update.accounts), ...quietOf(update.quiet) });
    case 'missed':
      return changed(state, { ...state, missed: update.count });
    case 'accounts':
      return changed(state, { ...state, link: linkOf(update.accounts) });
    case 'quiet':
      return changed(state, { ...state, ...quietOf(update.quiet) });
    default:
      return state;
  }
}

function quietOf(quiet: Extract<Update, { kind: 'quiet' }>['quiet']): Pick<TrayState, 'quiet' | 'quietUntil'> {
  return quiet.kind === 'off' ? { quiet: false, quietUntil: undefined } : { quiet: true, quietUntil: quiet.until };
}

function linkOf(accounts: readonly Account[]): TrayState['link'] {
  if (accounts.length === 0) return 'none';
  const failing = accounts.filter(({ status: { state } }) => state === 'failing' || state === 'needs-attention');
  if (failing.length === 0) return 'listening';
  const anythingWorks = failing.length < accounts.length || failing.some(({ status }) => status.works?.length);
  return anythingWorks ? 'degraded' : 'offline';
}

function changed(before: TrayState, after: TrayState): TrayState {
  const same = (Object.keys(after) as (keyof TrayState)[]).every((key) => before[key] === after[key]);
  return same ? before : after;
}
