import type { Direction } from '../../../../shared/contract/call.ts';
import type { ListedCall } from '../provider.ts';

/** ITU-T Q.850 causes that say nothing on whether the call was answered. */
const saysNothing = new Set([16, 26, 31]);
/** User busy; call rejected. */
const turnedDown = new Set([17, 21]);
/** No user responding; no answer; subscriber absent; recovery on timer expiry. */
const unanswered = new Set([18, 19, 20, 102]);

/**
 * What an attempt's `ISDNCode` proves. An incoming call that failed for any other reason (a phone that is not
 * registered, say) is a missed one to whoever owns the line: somebody wanted to talk and could not.
 */
export function outcomeOfCause(code: string | undefined, direction: Direction | undefined): ListedCall['outcome'] {
  const cause = code !== undefined && /^\d{1,3}$/.test(code) ? Number(code) : 0;
  if (cause === 0 || saysNothing.has(cause)) return undefined;
  if (turnedDown.has(cause)) return 'rejected';
  if (direction === 'in') return 'missed';
  if (unanswered.has(cause)) return direction === 'out' ? 'no-answer' : undefined;
  return direction === 'out' ? 'failed' : undefined;
}
