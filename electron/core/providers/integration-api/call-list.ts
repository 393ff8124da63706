import type { Direction } from '../../../../shared/contract/call.ts';
import { formatWall, wallRange, type Zone } from '../../../../shared/domain/zoned-time.ts';
import { HttpError } from '../../http/http.ts';
import type { Clock, Logger } from '../../ports.ts';
import type { CallListing, CallListPiece } from '../call-list-row.ts';
import { ProviderError } from '../errors.ts';
import { garbled } from '../failure.ts';
import { readRows } from '../fields.ts';
import { understandRows } from '../understand-rows.ts';
import { mergeAnswers, mergeRows, readCallRow } from './call-rows.ts';
import { interleave } from './interleave.ts';
import type { ListRange } from './list-range.ts';
import { type AskedRows, createNewsReader } from './news-reader.ts';
import type { Wire } from './wire.ts';

export interface CallListDeps {
  wire: Pick<Wire, 'ask' | 'now'>;
  clock: Clock;
  logger: Logger;
  zone: Zone;
  /** Ten digits each. */
  lines: readonly string[];
}

/** Integration API, getcalllist. Rejects with ProviderError. */
export interface CallList {
  /** Oldest first. */
  read(range: ListRange, signal?: AbortSignal): Promise<CallListing>;
  /**
   * Of each line the newest first, several lines at once. A call at the edge of two periods may come twice; where nothing
   * changed in the last hours nothing may come.
   */
  pieces(range: ListRange, signal?: AbortSignal): AsyncGenerator<CallListPiece, void>;
}

const aDayMs = 24 * 3600_000;
/**
 * "One month" may be a calendar month, and February is the shortest. It may limit how far back a period reaches or how long it
 * is, by clocks that differ; a change of offset and the shared edges come on top.
 */
export const deepestMs = 28 * aDayMs - 2 * 3600_000;
const longestPeriodMs = 27 * aDayMs;
/** A line that is so busy that not even this much of it fits an answer is not read by this program. */
const shortestPeriodMs = 60_000;
/** An answer with so many rows is near the longest that is taken: the next period is no longer. */
const manyRows = 1000;
/** How many requests are under way at once: a contract may have tens of numbers. */
const atOnce = 4;
/** How often a line that has shown nothing yet is asked for in the other form. */
const otherFormEveryMs = aDayMs;

/** The document numbers them (Integration API, getcalllist). */
const directions: readonly { direction: Direction; code: number }[] = [
  { direction: 'in', code: 2 },
  { direction: 'out', code: 1 },
];

const bothDirections = 0;

/** The document's `isRead`; null is no limit. */
const readCodes = { unheard: 0, heard: 1 };

interface Line {
  number: string;
  /**
   * That `nums` go without the 8 is said of the settings only. Ten digits are sent, and the form with 8 is tried once in a
   * while until one of both has brought a row.
   */
  form: 'ten' | 'eight';
  proven: boolean;
  otherTriedAt: number | undefined;
}

interface Reading {
  signal: AbortSignal | undefined;
  /** Told of every answer, as it came. */
  onRows?: (asked: AskedRows) => void;
}

export function createCallList({ wire, clock, logger, zone, lines }: CallListDeps): CallList {
  const known: Line[] = lines.map((number) => ({ number, form: 'ten', proven: false, otherTriedAt: undefined }));

  async function ask(
    asked: readonly Line[],
    code: number,
    { from, to, messages }: ListRange,
    signal: AbortSignal | undefined,
  ): Promise<unknown[]> {
    const { fields } = await wire.ask({
      path: 'request/getcalllist',
      body: {
        nums: asked.map(({ form, number }) => (form === 'ten' ? number : `8${number}`)),
        periodStart: formatWall(from),
        periodEnd: formatWall(to),
        direction: code,
        // The zeros of the sample would be filters that hide almost everything; null is no limit.
        durationFrom: null,
        durationTo: null,
        isCallRecord: 0,
        isRead: messages === undefined ? null : readCodes[messages],
      },
      retry: 'read',
      signal,
    });
    return readRows(fields.rowset);
  }

  /**
   * One line in one direction, newest first. Periods share a second at each edge, because it is not said whether their ends
   * belong to them; one whose answer is too large is halved.
   */
  async function* readDirection(
    line: Line,
    { direction, code }: (typeof directions)[number],
    range: ListRange,
    { signal, onRows }: Reading,
  ): AsyncGenerator<CallListPiece, void> {
    const walls = wallRange(range, zone);
    let longest = longestPeriodMs;
    for (let end = walls.to; end > walls.from; ) {
      const start = Math.max(end - longest, walls.from);
      let rows: unknown[];
      try {
        rows = await ask([line], code, { ...range, from: start - 1000, to: end + 1000 }, signal);
      } catch (error) {
        if (!(error instanceof HttpError)) throw error;
        longest = (end - start) / 2;
        if (longest < shortestPeriodMs) throw garbled(error);
        continue;
      }
      const asked = { line: line.number, direction };
      onRows?.({ ...asked, rows });
      const share = (end - start) / (walls.to - walls.from) / directions.length;
      const understood = await understandRows(rows, (row) => readCallRow(row, asked, zone));
      yield { ...understood, rows: mergeRows(understood.rows), share };
      if (rows.length < manyRows) longest = Math.min(longest * 2, longestPeriodMs);
      end = start;
    }
  }

  /** Answers the provider's "no" where that is all it said. */
  async function* readInForm(
    line: Line,
    range: ListRange,
    reading: Reading,
  ): AsyncGenerator<CallListPiece, ProviderError | undefined> {
    try {
      for (const direction of directions) {
        for await (const piece of readDirection(line, direction, range, reading)) {
          if (!isEmpty(piece)) line.proven = true;
          yield piece;
        }
      }
      return undefined;
    } catch (error) {
      if (isRefusal(error)) return error;
      throw error;
    }
  }

  /** As `readInForm`, after the other form of the number was tried where this one brought nothing. */
  async function* readLine(
    line: Line,
    range: ListRange,
    reading: Reading,
  ): AsyncGenerator<CallListPiece, ProviderError | undefined> {
    const refusal = yield* readInForm(line, range, reading);
    const now = clock.now();
    const wasTried = line.otherTriedAt !== undefined && now - line.otherTriedAt < otherFormEveryMs;
    // That nobody left a message proves nothing.
    if (line.proven || wasTried || range.messages !== undefined) return refusal;
    line.otherTriedAt = now;
    const other: Line = { ...line, form: line.form === 'ten' ? 'eight' : 'ten' };
    // A call of an hour ago was not listed then, if this is the form that lists it.
    const wide = { from: Math.min(range.from, range.to - otherFormEveryMs), to: range.to };
    const second = yield* withoutShare(readInForm(other, wide, reading));
    const isBetter = other.proven || (refusal !== undefined && second === undefined);
    if (isBetter) Object.assign(line, other);
    return isBetter ? second : refusal;
  }

  function reachable({ from, to, messages }: ListRange): ListRange {
    return { from: floorSecond(Math.max(from, wire.now() - deepestMs)), to: floorSecond(to) + 1000, messages };
  }

  async function* readEach(asked: ListRange, reading: Reading): AsyncGenerator<CallListPiece, void> {
    const range = reachable(asked);
    const refusals: ProviderError[] = [];
    async function* readListed(line: Line): AsyncGenerator<CallListPiece, void> {
      // One refused number, as one that left the contract is, must not stop the others from being listed.
      const refusal = yield* readLine(line, range, reading);
      if (refusal !== undefined) refusals.push(refusal);
    }
    for await (const { share, ...listing } of interleave(known, atOnce, readListed))
      yield { ...listing, share: share / known.length };
    const [refusal] = refusals;
    if (refusal !== undefined && refusals.length === known.length) throw refusal;
    if (refusal !== undefined) logger.warn('integration-api.lines-refused', { count: refusals.length, refusal });
  }

  const news = createNewsReader({
    clock,
    logger,
    lines: known.length,
    readEach: (range, signal, onRows) => readEach(range, { signal, onRows }),
    readTogether(range, signal) {
      const { from, to } = wallRange(reachable(range), zone);
      return ask(known, bothDirections, { from: from - 1000, to: to + 1000 }, signal);
    },
  });

  return {
    pieces: news.pieces,
    async read(range, signal) {
      const all: CallListing[] = [];
      for await (const piece of readEach(range, { signal })) all.push(piece);
      return {
        rows: mergeAnswers(all.map(({ rows }) => rows)).sort((a, b) => a.startedAt - b.startedAt),
        unreadable: all.flatMap(({ unreadable }) => unreadable),
      };
    },
  };
}

async function* withoutShare<Result>(
  pieces: AsyncGenerator<CallListPiece, Result>,
): AsyncGenerator<CallListPiece, Result> {
  for (;;) {
    const next = await pieces.next();
    if (next.done === true) return next.value;
    yield { ...next.value, share: 0 };
  }
}

function isEmpty({ rows, unreadable }: CallListing): boolean {
  return rows.length === 0 && unreadable.length === 0;
}

function isRefusal(error: unknown): error is ProviderError {
  return error instanceof ProviderError && error.code === 'PROVIDER_REFUSED';
}

function floorSecond(instant: number): number {
  return Math.floor(instant / 1000) * 1000;
}
