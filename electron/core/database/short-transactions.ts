import type { Database } from './database.ts';

/**
 * How long one transaction may hold up everything else, its commit with it, ms: a screen draws every 16. Each writes the pages
 * that it touched as a whole, so that longer ones cost less in sum.
 */
const longestHoldMs = 8;
/** However long a commit took, the next transaction gets on by a part of its time. */
const mostTimesItsWork = 8;

/** Runs work as one lazy transaction; it ends by itself once `isOver`. */
export type ShortTransactions = <T>(work: (isOver: () => boolean) => T) => T;

/**
 * Lazy transactions for much work in parts, each of which does as much as it may before `isOver`. What a commit takes depends on
 * how far the touched pages lie apart: the last one tells what the next will.
 */
export function createShortTransactions(
  database: Pick<Database, 'lazyTransaction'>,
  whole?: 'whole',
): ShortTransactions {
  let timesItsWork = 1;
  return (work) => {
    const begun = performance.now();
    const end = begun + longestHoldMs / timesItsWork;
    let worked = begun;
    const result = database.lazyTransaction(() => {
      const answer = work(() => performance.now() >= end);
      worked = performance.now();
      return answer;
    }, whole);
    const times = (performance.now() - begun) / Math.max(worked - begun, 0.1);
    timesItsWork = Math.min(times, mostTimesItsWork);
    return result;
  };
}
