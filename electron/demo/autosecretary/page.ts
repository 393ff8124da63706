import { type CallRecord, startIdOf } from './records.ts';
import { Refusal } from './refusal.ts';
import type { Traps } from './traps.ts';

export interface Page {
  records: readonly CallRecord[];
  /** With which the next page begins; undefined when this is the last. */
  next: CallRecord | undefined;
}

/** At most, whatever is asked for (Autosecretary API v1, cdr/bytime and cdr/byid). */
const longestPage = 1_000;

/** A page of a list, from `start_id` on. Throws Refusal. */
export function cutPage(list: readonly CallRecord[], query: URLSearchParams, traps: Traps): Page {
  const startId = readInteger(query, 'start_id');
  const limit = readLimit(query, traps);
  const found = startId === undefined ? list : fromStartId(list, startId, traps);
  return { records: found.slice(0, limit), next: found[limit] };
}

function readLimit(query: URLSearchParams, traps: Traps): number {
  const limit = readInteger(query, 'limit') ?? traps.usualLimit;
  if (limit === 0 || (limit > longestPage && traps.overLimit === 'refused')) {
    throw new Refusal('bad-parameter', 'limit');
  }
  return Math.min(limit, longestPage);
}

/** Undefined when it is not given. */
function readInteger(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name) ?? '';
  if (text === '') return undefined;
  if (!/^\d{1,15}$/.test(text)) throw new Refusal('bad-parameter', name);
  return Number(text);
}

function fromStartId(list: readonly CallRecord[], startId: number, traps: Traps): readonly CallRecord[] {
  const idOf = (record: CallRecord) => startIdOf(record, traps);
  const isKnown = list.some((record) => idOf(record) === startId);
  if (!isKnown && traps.unknownStartId === 'refused') throw new Refusal('bad-parameter', 'start_id');
  if (!isKnown && traps.unknownStartId === 'empty') return [];
  const from = traps.startIdItself === 'included' ? startId : startId + 1;
  if (traps.startIdSelects === 'not-below') return list.filter((record) => idOf(record) >= from);
  const known = list.findIndex((record) => idOf(record) === startId);
  if (known >= 0) return list.slice(known + (traps.startIdItself === 'included' ? 0 : 1));
  const next = list.findIndex((record) => idOf(record) >= startId);
  return next < 0 ? [] : list.slice(next);
}
