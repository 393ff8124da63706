import { createRandom } from '../random.ts';
import { legBegan, listedLeg, type StandCall, type StandLeg, secondsUntil } from './call.ts';
import type { Traps } from './traps.ts';

export type CallList = 'calls' | 'attempts' | 'pbxcalls';

/** What a row of a list tells of: a whole call, or one phone's part in it. Times are epoch ms. */
export interface CallRecord {
  list: CallList;
  call: StandCall;
  leg: StandLeg;
  /** The second it is listed under. */
  at: number;
  endedAt: number | undefined;
  seconds: number;
  cause: number;
}

/** The rows a list has of one call at `now`, by the readings of the traps (SIPNET API 2.7.0, 6.2, 6.4, 6.6). */
export function recordsOf(call: StandCall, list: CallList, now: number, traps: Traps): CallRecord[] {
  if (call.unlisted) return [];
  return partsOf(call, list, now, traps).filter((record) => isListed(record, now, traps));
}

function partsOf(call: StandCall, list: CallList, now: number, traps: Traps): CallRecord[] {
  const { answeredIn, legRows, missedIn, pbxRows, transferRows } = traps;
  const whole = wholeRecord(call, list, now, traps);
  const legRecords = (some: readonly StandLeg[]) => some.map((leg) => legRecord(call, leg, list, now, traps));
  const legs = call.legs.filter((leg) => legBegan(leg, call) <= now);
  if (list === 'pbxcalls') return pbxRows === 'per-call' ? [whole] : legRecords(legs);

  const perLeg = legRows === list || legRows === 'both';
  const talked = legs.filter((leg) => leg.answeredAt !== undefined && leg.answeredAt <= now);
  if (talked.length === 0) {
    if (missedIn !== list && missedIn !== 'both') return [];
    return perLeg ? legRecords(legs) : [whole];
  }
  const talks = transferRows === 'one' ? [whole] : legRecords(talked);
  return [
    ...(list === 'calls' || answeredIn === 'both' ? talks : []),
    ...(perLeg ? legRecords(legs.filter((leg) => !talked.includes(leg))) : []),
  ];
}

function wholeRecord(call: StandCall, list: CallList, now: number, traps: Traps): CallRecord {
  const { startedAt: began, answeredAt, endedAt, cause } = call;
  return { list, call, leg: listedLeg(call), cause, ...measured({ began, answeredAt, endedAt }, list, now, traps) };
}

function legRecord(call: StandCall, leg: StandLeg, list: CallList, now: number, traps: Traps): CallRecord {
  const began = traps.legTimes === 'call' ? call.startedAt : legBegan(leg, call);
  const { answeredAt, endedAt, cause = call.cause } = leg;
  return { list, call, leg, cause, ...measured({ began, answeredAt, endedAt }, list, now, traps) };
}

/** Of one call, lists of one service may differ by a second, or begin to count at different moments. */
function measured(
  { began, answeredAt, endedAt }: { began: number; answeredAt: number | undefined; endedAt: number | undefined },
  list: CallList,
  now: number,
  { listTimes, pbxDuration }: Traps,
): Pick<CallRecord, 'at' | 'endedAt' | 'seconds'> {
  const fromAnswer = listTimes === 'calls-by-answer' && list === 'calls';
  const apart = listTimes === 'apart' ? secondsApart[list] : 0;
  const countedFrom = list === 'pbxcalls' && pbxDuration === 'whole-call' ? began : answeredAt;
  const seconds = countedFrom === undefined ? 0 : secondsUntil(countedFrom, endedAt, now);
  return {
    at: (fromAnswer ? (answeredAt ?? began) : began) + apart * 1000,
    endedAt,
    seconds: seconds === 0 ? 0 : Math.max(1, seconds + apart),
  };
}

const secondsApart: Readonly<Record<CallList, number>> = { calls: 0, attempts: 1, pbxcalls: -1 };

function isListed(record: CallRecord, now: number, traps: Traps): boolean {
  const { answeredAt, endedAt } = record.call;
  if (endedAt !== undefined && endedAt <= now) return endedAt + traps.listLagMs + latenessMs(record, traps) <= now;
  const isTalking = answeredAt !== undefined && answeredAt <= now;
  return traps.listedWhile === 'talking' && isTalking && record.list !== 'attempts';
}

const minuteMs = 60_000;

/** Most rows come at once. Which come late is a row's own fate, the same at every reading. */
function latenessMs({ list, leg }: CallRecord, { lateRows }: Traps): number {
  if (lateRows === 'none') return 0;
  const fate = createRandom(`${list} ${leg.cid}`);
  return fate.chance(0.6) ? 0 : fate.integer(1, 8 * 60) * minuteMs;
}
