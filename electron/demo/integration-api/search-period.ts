import { Refusal } from './refusal.ts';
import type { Traps } from './traps.ts';
import { parseWall } from './wall-clock.ts';

/** What the clock on the wall shows at both ends, as ms. */
export interface Period {
  from: number;
  to: number;
}

const dayMs = 86_400_000;

/**
 * The period that may be searched: at most a month (Integration API, request/getcalllist). Undefined where
 * the trap lets a deeper search find nothing. Throws Refusal.
 */
export function findPeriod(start: string, end: string, wallNow: number, traps: Traps): Period | undefined {
  const from = parseWall(start);
  const to = parseWall(end);
  if (from === undefined) throw new Refusal('bad-parameter', 'periodStart');
  if (to === undefined || to < from) throw new Refusal('bad-parameter', 'periodEnd');
  const earliest = Math.max(
    traps.searchDepth === 'back' ? Number.NEGATIVE_INFINITY : monthBefore(to, traps),
    traps.searchDepth === 'window' ? Number.NEGATIVE_INFINITY : monthBefore(wallNow, traps),
  );
  if (from >= earliest) return { from, to };
  switch (traps.beyondDepth) {
    case 'refused':
      throw new Refusal('too-deep');
    case 'clipped':
      return { from: earliest, to };
    case 'empty':
      return undefined;
  }
}

/** The same day of the month before, or its last where it is shorter. */
function monthBefore(wall: number, { monthLength }: Traps): number {
  if (monthLength === '30-days') return wall - 30 * dayMs;
  const date = new Date(wall);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 0)).getUTCDate();
  const day = Math.min(date.getUTCDate(), lastDay);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - 1, day) + (wall % dayMs);
}
