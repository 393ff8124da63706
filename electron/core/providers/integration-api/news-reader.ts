import { HttpError } from '../../http/http.ts';
import type { Clock, Logger } from '../../ports.ts';
import type { CallListPiece } from '../call-list-row.ts';
import { ProviderError } from '../errors.ts';
import type { ListRange } from './list-range.ts';

/**
 * Reads what is new with one request where that is enough. Which line and direction a row is of only a request for one of
 * each settles, and thirty lines take sixty of them; whether there is any row that was not there before, one for all of them
 * tells as well. `nums` is a list and 0 is both directions, says the document; whether the provider keeps to it is proven
 * first, and again every while: all lines together have to bring just what they bring one by one.
 */
export interface NewsReader {
  /** Nothing, where nothing changed since the last time. */
  pieces(range: ListRange, signal?: AbortSignal): AsyncGenerator<CallListPiece, void>;
}

/** Rows as received, and what they were asked for by. */
export interface AskedRows {
  line: string;
  direction: string;
  rows: readonly unknown[];
}

export interface NewsReaderDeps {
  clock: Clock;
  logger: Logger;
  /** How many lines there are: few are as well read one by one. */
  lines: number;
  readEach: (
    range: ListRange,
    signal: AbortSignal | undefined,
    onRows: (asked: AskedRows) => void,
  ) => AsyncGenerator<CallListPiece, void>;
  readTogether: (range: ListRange, signal: AbortSignal | undefined) => Promise<unknown[]>;
}

const fewestLines = 2;
/** A reading of news looks back as far as a call can last, 4 h, and over the time since the one before. */
const longestNewsMs = 6 * 3600_000;
/** The proof wants rows, and a day has some. What came late into the lists is found by it, too. */
const proofReachMs = 24 * 3600_000;
/** A longer period is none that ends now: it is history, and proves nothing cheaply. */
const longestProofMs = 48 * 3600_000;
const proofLastsMs = 30 * 60_000;
/** A call that came between the two readings spoils the proof. */
const triedAgainMs = 5 * 60_000;

export function createNewsReader({ clock, logger, lines, readEach, readTogether }: NewsReaderDeps): NewsReader {
  /** How often each row stood in the lists when they were last read one by one. */
  let known = new Map<string, number>();
  let proveAt = Number.NEGATIVE_INFINITY;
  let proven = false;

  /** Undefined where the provider does not answer that. */
  async function countTogether(range: ListRange, signal: AbortSignal | undefined) {
    try {
      return countRows(await readTogether(range, signal));
    } catch (error) {
      if (signal?.aborted || !isAnswer(error)) throw error;
      logger.info('integration-api.not-together', { error });
      return undefined;
    }
  }

  async function bringsNothing(range: ListRange, signal: AbortSignal | undefined): Promise<boolean> {
    const together = await countTogether(range, signal);
    proven = together !== undefined;
    return together !== undefined && [...together].every(([row, count]) => count <= (known.get(row) ?? 0));
  }

  async function prove(range: ListRange, all: readonly AskedRows[], signal: AbortSignal | undefined): Promise<boolean> {
    const busy = all.filter(({ rows }) => rows.length > 0);
    const isTelling =
      new Set(busy.map(({ line }) => line)).size > 1 && new Set(busy.map(({ direction }) => direction)).size > 1;
    if (!isTelling) return false;
    const together = await countTogether(range, signal);
    return together?.size === known.size && [...together].every(([row, count]) => count === known.get(row));
  }

  return {
    async *pieces(range, signal) {
      const now = clock.now();
      const length = range.to - range.from;
      if (lines < fewestLines || length > longestProofMs || range.to < now) {
        yield* readEach(range, signal, () => {});
        return;
      }
      // Who asks for a day anyway has it proven by that. A clock that was set back must not make a proof last long.
      const isDue = length > longestNewsMs || now >= proveAt || proveAt - now > proofLastsMs;
      if (proven && !isDue && (await bringsNothing(range, signal))) return;
      const wide = isDue ? { ...range, from: Math.min(range.from, range.to - proofReachMs) } : range;
      const all: AskedRows[] = [];
      yield* readEach(wide, signal, (asked) => all.push(asked));
      // Only now: who stopped reading in the middle has not noted the rest.
      const read = countRows(all.flatMap(({ rows }) => rows));
      known = isDue ? read : new Map([...known, ...read]);
      if (!isDue) return;
      proven = await prove(wide, all, signal);
      proveAt = now + (proven ? proofLastsMs : triedAgainMs);
    },
  };
}

function countRows(rows: readonly unknown[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const text = JSON.stringify(row) ?? '';
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return counts;
}

/** Refused, or too large. */
function isAnswer(error: unknown): boolean {
  return error instanceof HttpError || (error instanceof ProviderError && error.code === 'PROVIDER_REFUSED');
}
