import type { Direction } from '../../../../shared/contract/call.ts';
import type { RowOutcome } from '../call-list-row.ts';

/** ITU-T Q.850: user busy. */
const userBusy = 17;
/** Call rejected. */
const turnedDown = 21;
/** Non-selected user clearing: another phone took it. */
const takenElsewhere = 26;
/** Normal clearing, which while it rings is the caller giving up; no user responding; no answer; absent; timer expiry. */
const unanswered = new Set([16, 18, 19, 20, 31, 102]);

/**
 * What an attempt's `ISDNCode` says of it. Whether `attempts` holds answered calls as well is not stated, so the verdict
 * is only about the attempt: where `calls` knows of a talk, the talk counts. An incoming attempt is a missed call also
 * where it failed for technical reasons, or for none that is told: somebody wanted to talk and could not.
 */
export function outcomeOfCause(code: string | undefined, direction: Direction | undefined): RowOutcome | undefined {
  const cause = code !== undefined && /^\d{1,3}$/.test(code) ? Number(code) : undefined;
  if (cause === turnedDown) return 'rejected';
  // To the caller a busy line of ours is one that turned them down; one that we called is busy, and nobody declined.
  if (cause === userBusy) return direction === 'out' ? 'busy' : 'rejected';
  if (direction === undefined || cause === takenElsewhere) return undefined;
  if (direction === 'in') return 'missed';
  return cause === undefined || unanswered.has(cause) ? 'no-answer' : 'failed';
}
