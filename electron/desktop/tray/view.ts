import type { MissedGroup } from '../../../shared/contract/call.ts';
import type { Language } from '../../../shared/words/desktop.ts';
import type { Balance } from './balances.ts';
import type { TrayState } from './state.ts';

/** `callers`: who waits for a callback, the newest first. */
export interface TrayView {
  state: TrayState;
  callers: readonly MissedGroup[];
  balances: readonly Balance[];
  language: Language;
}
