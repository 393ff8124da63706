import type { CallState, Direction } from '../../../shared/contract/call.ts';
import { type CallFacts, closeWithoutEnd, type DerivedCall, deriveCall } from '../../../shared/domain/call-machine.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import type { RowOutcome } from '../providers/call-list-row.ts';
import type { RowsBeyond, StoredRow } from './stored-row.ts';

/** All that is known of one call. */
export interface CallEvidence {
  /** What was heard live. */
  facts: CallFacts | undefined;
  rows: readonly StoredRow[];
  rowsBeyond: RowsBeyond | undefined;
}

export interface SettledCall extends DerivedCall {
  facts: CallFacts | undefined;
  direction: Direction;
  /** Both as received. */
  remote: string;
  line: string;
}

/** States that only mean "nobody was heard to talk": a list that knows of talk corrects them. */
const silentStates: readonly CallState[] = ['missed', 'no-answer', 'rejected', 'busy', 'failed', 'unknown'];

/** Which verdict counts where rows differ: the one that knows a cause before the one that only counts no seconds. */
const verdictOrder: readonly RowOutcome[] = ['rejected', 'busy', 'failed', 'missed', 'no-answer'];

/** How long after the end that a row tells a talk without a BYE counts as over. */
const lostEndMs = 60_000;

/**
 * What a call was, from what was heard live and what the lists say: a pure function of both, so that it does not matter
 * which came first or how often. Times of the live events win, since they are on our clock and the card showed them; of the
 * rows the longest talk counts, and the sides as the best-ranked row tells them.
 */
export function settleCall(
  { facts, rows, rowsBeyond }: CallEvidence,
  ownPhones: readonly string[],
  now: number,
): SettledCall {
  const told = bestToldFirst(rows);
  const talk = Math.max(0, rowsBeyond?.talkSeconds ?? 0, ...rows.map((row) => row.talkSeconds ?? 0));
  const outcomes = new Set([...(rowsBeyond?.outcomes ?? []), ...rows.map((row) => row.outcome)]);
  const talked = talk > 0 || outcomes.has('ended');
  const verdict = verdictOrder.find((outcome) => outcomes.has(outcome));
  if (facts === undefined) {
    const { direction, remote, line } = sidesOfRows(told);
    const answeredBy = talked ? answererOf(rows) : undefined;
    return {
      facts,
      direction,
      remote,
      line,
      state: !talked ? stateOf(verdict, direction) : isOwn(answeredBy, ownPhones) ? 'ended' : 'answered-elsewhere',
      startedAt: Math.min(rowsBeyond?.startedAt ?? Number.POSITIVE_INFINITY, ...rows.map((row) => row.startedAt)),
      answeredAt: undefined,
      endedAt: undefined,
      ringSeconds: undefined,
      answeredBy,
      talkSeconds: talk > 0 ? talk : undefined,
    };
  }
  const closed = closeByTalk(facts, talk, now);
  const heard = deriveCall(closed, ownPhones);
  // When its ring was not heard, lists know better since when it is.
  if (!Object.values(closed.legs).some(({ invite }) => invite !== undefined))
    heard.startedAt = Math.min(heard.startedAt, ...rows.map((row) => row.startedAt));
  return {
    facts: closed,
    ...sidesOfFacts(closed, told),
    ...correct(heard, { talk, verdict, direction: closed.direction }),
  };
}

/** Of several legs the first that tells it. */
function answererOf(rows: readonly StoredRow[]): string | undefined {
  const told = rows.filter((row) => row.answeredBy !== undefined);
  return told.toSorted((a, b) => a.startedAt - b.startedAt || (a.key < b.key ? -1 : 1))[0]?.answeredBy;
}

/** None named means all. */
function isOwn(answeredBy: string | undefined, ownPhones: readonly string[]): boolean {
  return answeredBy === undefined || ownPhones.length === 0 || ownPhones.includes(answeredBy);
}

/** What was heard, where the lists know better: of a talk whose events were lost, or why nobody answered. */
function correct(
  heard: DerivedCall,
  { talk, verdict, direction }: { talk: number; verdict: RowOutcome | undefined; direction: Direction },
): DerivedCall {
  // A list may show a call that is still going on: until its end was heard, or given up on, its row proves nothing.
  if (heard.state === 'ringing' || heard.state === 'answered') return heard;
  if (talk > 0)
    return { ...heard, talkSeconds: talk, state: silentStates.includes(heard.state) ? 'ended' : heard.state };
  if (heard.state === 'unknown' || (heard.state === 'no-answer' && verdict === 'busy'))
    return { ...heard, state: verdict === undefined ? heard.state : stateOf(verdict, direction) };
  return heard;
}

/** Whichever side a verdict was told from, the words are those of the call's own direction. */
function stateOf(verdict: RowOutcome | undefined, direction: Direction): CallState {
  if (verdict === undefined || verdict === 'ended') return 'unknown';
  if (direction === 'in') return verdict === 'no-answer' ? 'missed' : verdict === 'busy' ? 'rejected' : verdict;
  return verdict === 'missed' ? 'no-answer' : verdict;
}

/**
 * A BYE that never came: the talk time of the rows says when the talk was over. A row of a call in progress grows with it and
 * closes nothing.
 */
function closeByTalk(facts: CallFacts, talkSeconds: number, now: number): CallFacts {
  const { state, answeredAt } = deriveCall(facts);
  if (state !== 'answered' || answeredAt === undefined || talkSeconds === 0) return facts;
  const over = answeredAt + talkSeconds * 1000;
  return now - over > lostEndMs ? closeWithoutEnd(facts, over) : facts;
}

/** Those that tell a direction first, then by their list's rank; the rest only makes one order of it. */
function bestToldFirst(rows: readonly StoredRow[]): readonly StoredRow[] {
  if (rows.length < 2) return rows;
  return rows.toSorted(
    (a, b) =>
      Number(a.direction === undefined) - Number(b.direction === undefined) ||
      a.rank - b.rank ||
      a.startedAt - b.startedAt ||
      (`${a.list} ${a.key}` < `${b.list} ${b.key}` ? -1 : 1),
  );
}

type Sides = Pick<SettledCall, 'direction' | 'remote' | 'line'>;

/** One list may tell a number that a better one lost: of rows in the same direction the first that has it. */
function sidesOfRows(told: readonly StoredRow[]): Sides {
  const direction = told[0]?.direction ?? 'in';
  if (told.length === 1) return { direction, remote: told[0]?.remote ?? '', line: told[0]?.line ?? '' };
  const sameWay = told.filter((row) => row.direction === undefined || row.direction === direction);
  return {
    direction,
    remote: (sameWay.find((row) => isTold(row.remote)) ?? sameWay[0])?.remote ?? '',
    line: sameWay.find((row) => row.line !== '')?.line ?? '',
  };
}

function sidesOfFacts({ direction, caller, callee }: CallFacts, told: readonly StoredRow[]): Sides {
  const [remote, line] = direction === 'in' ? [caller, callee] : [callee, caller];
  const rows = sidesOfRows(told.filter((row) => row.direction === direction));
  return {
    direction,
    remote: isTold(remote) || !isTold(rows.remote) ? remote || rows.remote : rows.remote,
    line: line || rows.line,
  };
}

function isTold(remote: string): boolean {
  return parseParty(remote).kind !== 'hidden';
}
