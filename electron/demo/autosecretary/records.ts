import type { Fields } from './answer.ts';
import type { StandCall, StandLeg, TimedStep } from './call.ts';
import { wallOf, writeDate } from './dates.ts';
import { writeCaller } from './phone-forms.ts';
import { traceOf } from './trace.ts';
import type { Traps } from './traps.ts';

/** A call detail record: a call, or a part of one. */
export interface CallRecord {
  call: StandCall;
  /** What it tells of. */
  legs: readonly StandLeg[];
  /** As shown. */
  id: number;
  seqid: number;
  /** Epoch ms. */
  startedAt: number;
}

const dayMs = 86_400_000;

/** The records of a number that can be seen by now, in the order of their pages. */
export function listRecords(calls: readonly StandCall[], now: number, traps: Traps): CallRecord[] {
  const oldest = traps.keptDays === null ? Number.NEGATIVE_INFINITY : now - traps.keptDays * dayMs;
  const records: CallRecord[] = [];
  for (const [index, call] of calls.entries()) {
    if (call.startedAt < oldest || !isListed(call, index, now, traps)) continue;
    const begun = call.legs.filter((leg) => leg.startedAt <= now);
    for (const record of recordsOf(call, begun, traps)) {
      records.push(record);
      if (traps.repeatedRows === 'twice') records.push(record);
      if (traps.repeatedRows === 'under-new-seqid') records.push({ ...record, seqid: record.seqid + rewritten });
    }
  }
  return records.sort(orderOf(traps));
}

/** Beyond all others. */
const rewritten = 3_000_000_000;

function isListed(call: StandCall, index: number, now: number, traps: Traps): boolean {
  if (call.listedAt !== undefined) return call.listedAt <= now;
  if (traps.unfinishedCalls === 'listed' && now < call.endedAt) return true;
  return call.endedAt + traps.listLagMs + (index % 3 === 2 ? traps.lateRowsMs : 0) <= now;
}

function recordsOf(call: StandCall, begun: readonly StandLeg[], traps: Traps): CallRecord[] {
  const id = shownId(call.id, traps);
  const record = (seqidOf: StandLeg, legs: readonly StandLeg[], startedAt: number): CallRecord => {
    const seqid = traps.seqidsGiven === 'at-end' ? seqidOf.seqids.atEnd : seqidOf.seqids.atStart;
    return { call, legs, id, seqid: shownId(seqid, traps), startedAt };
  };
  if (traps.recordsOfCall === 'one') {
    // What is written at the end has the last number, what is written at the beginning the first.
    const [first] = traps.seqidsGiven === 'at-end' ? begun.slice(-1) : begun;
    return first === undefined ? [] : [record(first, begun, call.startedAt)];
  }
  return begun.map((leg, index) => {
    const growing = traps.recordsOfCall === 'growing';
    const startedAt = growing || traps.legTimes === 'of-call' ? call.startedAt : leg.startedAt;
    return record(leg, growing ? begun.slice(0, index + 1) : [leg], startedAt);
  });
}

/** One id for each, whatever the reading. */
function shownId(id: number, { ids }: Traps): number {
  switch (ids) {
    case 'rising':
      return id;
    case 'by-node':
      return Math.floor(id / 2) % 2 === 0 ? id : id - 150_000_000;
    case 'scattered':
      // A multiplication modulo a prime maps no two to one.
      return (id * 48_271) % 2_147_483_647;
  }
}

function orderOf(traps: Traps): (one: CallRecord, other: CallRecord) => number {
  const byTime = (one: CallRecord, other: CallRecord) => one.startedAt - other.startedAt || one.seqid - other.seqid;
  if (traps.rowOrder === 'newest-first') return (one, other) => byTime(other, one);
  if (traps.rowOrder === 'time') return byTime;
  return (one, other) => startIdOf(one, traps) - startIdOf(other, traps) || one.seqid - other.seqid;
}

/** What `start_id` is compared with. */
export function startIdOf(record: CallRecord, { startIdMeans }: Traps): number {
  return startIdMeans === 'id' ? record.id : record.seqid;
}

/** A row of cdr/bytime and cdr/byid. */
export function writeRecord(record: CallRecord, offsetMinutes: number, now: number, traps: Traps): Fields {
  const { call, legs, id, seqid, startedAt } = record;
  const steps = legs.flatMap((leg) => leg.steps);
  const until = Math.min(legs.at(-1)?.endedAt ?? now, now);
  const pickedUpAt = call.legs.flatMap((leg) => leg.steps).find(({ step }) => servicePicksUp.has(step.kind))?.from;
  const from = legs[0]?.startedAt ?? call.startedAt;
  const talk =
    traps.talkCounts === 'from-pick-up'
      ? Math.max(0, until - Math.max(from, pickedUpAt ?? until))
      : sum(steps, traps.talkCounts === 'with-message' ? ['talk', 'message'] : ['talk'], until);
  return {
    an: writeCaller(call.caller, traps),
    duration: writeDuration(until - from, traps),
    id,
    log: traceOf(call, legs, now, traps),
    seqid,
    start_time: writeDate(wallOf(startedAt, offsetMinutes), offsetMinutes, traps.dates),
    talk_duration: writeDuration(talk, traps),
    un: call.un,
    ...(traps.unknownFields ? { node: { name: 'aa-2', steps: [1, 2] }, поле: 'значение' } : {}),
  };
}

const servicePicksUp: ReadonlySet<string> = new Set(['greeting', 'menu', 'extension', 'queue', 'talk', 'message']);

function sum(steps: readonly TimedStep[], kinds: readonly string[], until: number): number {
  return steps
    .filter(({ step }) => kinds.includes(step.kind))
    .reduce((total, { from, to }) => total + Math.max(0, Math.min(to, until) - from), 0);
}

function writeDuration(ms: number, { durations }: Traps): number | string {
  const seconds = Math.round(ms / 1000);
  return durations === 'seconds' ? seconds : new Date(seconds * 1000).toISOString().slice(11, 19);
}
