import { type DateParameter, parseDateParameter, type WallTime, wallOf, writeLinkDate } from './dates.ts';
import { Refusal } from './refusal.ts';
import type { Traps } from './traps.ts';

/** From the first to the last second, both included; by the clock on the wall. */
export interface Period {
  from: WallTime;
  to: WallTime;
}

const dayMs = 86_400_000;
const secondMs = 1_000;

/** The interval asked for (Autosecretary API v1, cdr/bytime). Throws Refusal. */
export function findPeriod(query: URLSearchParams, now: number, offsetMinutes: number, traps: Traps): Period {
  const wallNow = wallOf(now, offsetMinutes);
  const begin = readDate(query, 'begin');
  const end = readDate(query, 'end');
  if (begin === undefined && end === undefined) return currentDay(wallNow, traps);
  const missing = begin === undefined ? 'begin' : end === undefined ? 'end' : undefined;
  if (missing !== undefined && traps.halfPeriod === 'refused') throw new Refusal('bad-parameter', missing);
  const from = begin?.wall ?? Number.NEGATIVE_INFINITY;
  const to = end === undefined ? Number.POSITIVE_INFINITY : lastSecond(end, traps);
  if (to < from && traps.reversedPeriod === 'refused') throw new Refusal('bad-parameter', 'end');
  if (traps.longestPeriodDays !== null && to - from > traps.longestPeriodDays * dayMs) {
    throw new Refusal('bad-parameter', 'begin, end');
  }
  return { from, to };
}

function readDate(query: URLSearchParams, name: string): DateParameter | undefined {
  const text = query.get(name) ?? '';
  if (text === '') return undefined;
  const date = parseDateParameter(text);
  if (date === undefined) throw new Refusal('bad-parameter', name);
  return date;
}

function currentDay(wallNow: WallTime, { today }: Traps): Period {
  if (today === 'last-24-hours') return { from: wallNow - dayMs, to: wallNow };
  const from = Math.floor(wallNow / dayMs) * dayMs;
  return { from, to: from + dayMs - secondMs };
}

function lastSecond({ wall, isDay }: DateParameter, { dayEnd, periodEnd }: Traps): WallTime {
  if (isDay && dayEnd === 'whole-day') return wall + dayMs - secondMs;
  return periodEnd === 'inclusive' ? wall : wall - secondMs;
}

/** The interval as the link to the next page repeats it. */
export function linkParameters({ from, to }: Period, { periodEnd }: Traps): string[] {
  const end = periodEnd === 'inclusive' ? to : to + secondMs;
  return [
    ...(Number.isFinite(from) ? [`begin=${writeLinkDate(from)}`] : []),
    ...(Number.isFinite(to) ? [`end=${writeLinkDate(end)}`] : []),
  ];
}
