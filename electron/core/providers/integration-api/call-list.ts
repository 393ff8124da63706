import type { Direction } from '../../../../shared/contract/call.ts';
import { formatWall, wallRange, type Zone } from '../../../../shared/domain/zoned-time.ts';
import { HttpError } from '../../http/http.ts';
import type { Clock, Logger } from '../../ports.ts';
import { ProviderError } from '../errors.ts';
import { garbled } from '../failure.ts';
import { keepRaw, readRows } from '../fields.ts';
import type { CallListing } from '../provider.ts';
import type { Answer } from './answer.ts';
import { type CallRow, mergeRows, readCallRow } from './call-rows.ts';
import type { Wire } from './wire.ts';

export interface CallListDeps {
  wire: Pick<Wire, 'ask' | 'now'>;
  clock: Clock;
  logger: Logger;
  zone: Zone;
  /** Ten digits each. */
  lines: readonly string[];
}

/** Seeds: getcalllist. Rejects with ProviderError. */
export interface CallList {
  /** Between two instants, epoch ms; the part that the provider does not keep any more is left out. */
  read(range: { from: number; to: number }, signal?: AbortSignal): Promise<CallListing>;
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
/** How many requests are under way at once: a contract may have tens of numbers. */
const atOnce = 4;
/** How often a line that has shown nothing yet is asked for in the other form. */
const otherFormEveryMs = aDayMs;

/** The document numbers them; 0 would be both (seeds: getcalllist). */
const directions: readonly { direction: Direction; code: number }[] = [
  { direction: 'in', code: 2 },
  { direction: 'out', code: 1 },
];

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

interface Found {
  answers: CallRow[][];
  unreadable: Record<string, unknown>[];
}

export function createCallList({ wire, clock, logger, zone, lines }: CallListDeps): CallList {
  const known: Line[] = lines.map((number) => ({ number, form: 'ten', proven: false, otherTriedAt: undefined }));

  async function ask(line: Line, code: number, from: number, to: number, signal?: AbortSignal): Promise<Answer> {
    return wire.ask({
      path: 'request/getcalllist',
      body: {
        nums: [line.form === 'ten' ? line.number : `8${line.number}`],
        periodStart: formatWall(from),
        periodEnd: formatWall(to),
        direction: code,
        // The zeros of the sample would be filters that hide almost everything; null is no limit.
        ...{ durationFrom: null, durationTo: null, isCallRecord: 0, isRead: null },
      },
      retry: 'read',
      signal,
    });
  }

  /**
   * One line in one direction. Periods share a second at each edge, because it is not said whether their ends belong to
   * them; one whose answer is too large is halved.
   */
  async function readDirection(
    line: Line,
    { direction, code }: (typeof directions)[number],
    range: { from: number; to: number },
    signal?: AbortSignal,
  ): Promise<Found> {
    const found: Found = { answers: [], unreadable: [] };
    const walls = wallRange(range, zone);
    let longest = longestPeriodMs;
    for (let start = walls.from; start < walls.to; ) {
      const end = Math.min(start + longest, walls.to);
      let rows: unknown[];
      try {
        const { fields } = await ask(line, code, start - 1000, end + 1000, signal);
        rows = readRows(fields.rowset);
      } catch (error) {
        if (!(error instanceof HttpError)) throw error;
        longest = (end - start) / 2;
        if (longest < shortestPeriodMs) throw garbled(error);
        continue;
      }
      const understood: CallRow[] = [];
      for (const row of rows) {
        const call = readCallRow(row, { line: line.number, direction }, zone);
        if (call === undefined) found.unreadable.push(keepRaw(row));
        else understood.push(call);
      }
      found.answers.push(understood);
      longest = Math.min(longest * 2, longestPeriodMs);
      start = end;
    }
    return found;
  }

  async function readInForm(line: Line, range: { from: number; to: number }, signal?: AbortSignal): Promise<Found> {
    const all: Found = { answers: [], unreadable: [] };
    for (const direction of directions) {
      const found = await readDirection(line, direction, range, signal);
      all.answers.push(...found.answers);
      all.unreadable.push(...found.unreadable);
    }
    if (!isEmpty(all)) line.proven = true;
    return all;
  }

  /** What a line brings, or the provider's "no" to it. */
  async function tryForm(line: Line, range: { from: number; to: number }, signal?: AbortSignal) {
    try {
      return await readInForm(line, range, signal);
    } catch (error) {
      if (isRefusal(error)) return error;
      throw error;
    }
  }

  async function readLine(line: Line, range: { from: number; to: number }, signal?: AbortSignal): Promise<Found> {
    const found = await tryForm(line, range, signal);
    const now = clock.now();
    const wasTried = line.otherTriedAt !== undefined && now - line.otherTriedAt < otherFormEveryMs;
    if (line.proven || wasTried) return orThrow(found);
    line.otherTriedAt = now;
    const other: Line = { ...line, form: line.form === 'ten' ? 'eight' : 'ten' };
    // A call of an hour ago was not listed then, if this is the form that lists it.
    const wide = { from: Math.min(range.from, range.to - otherFormEveryMs), to: range.to };
    const second = await tryForm(other, wide, signal);
    const isBetter = other.proven || (found instanceof ProviderError && !(second instanceof ProviderError));
    if (isBetter) Object.assign(line, other);
    return orThrow(isBetter ? second : found);
  }

  return {
    async read({ from, to }, signal) {
      const range = { from: floorSecond(Math.max(from, wire.now() - deepestMs)), to: floorSecond(to) + 1000 };
      const all: Found = { answers: [], unreadable: [] };
      const refusals: ProviderError[] = [];
      await inTurns(known, atOnce, async (line) => {
        try {
          const found = await readLine(line, range, signal);
          all.answers.push(...found.answers);
          all.unreadable.push(...found.unreadable);
        } catch (error) {
          // One number that the contract has no more must not make the others deaf.
          if (!isRefusal(error)) throw error;
          refusals.push(error);
        }
      });
      const [refusal] = refusals;
      if (refusal !== undefined && refusals.length === known.length) throw refusal;
      if (refusal !== undefined) logger.warn('integration-api.lines-refused', { count: refusals.length, refusal });
      return { calls: mergeRows(all.answers), unreadable: all.unreadable };
    },
  };
}

function isEmpty({ answers, unreadable }: Found): boolean {
  return unreadable.length === 0 && answers.every((rows) => rows.length === 0);
}

function orThrow(found: Found | ProviderError): Found {
  if (found instanceof ProviderError) throw found;
  return found;
}

function isRefusal(error: unknown): error is ProviderError {
  return error instanceof ProviderError && error.code === 'PROVIDER_REFUSED';
}

function floorSecond(instant: number): number {
  return Math.floor(instant / 1000) * 1000;
}

/** Runs `work` for every item, so many at a time; the first failure is that of all, once no work is left under way. */
async function inTurns<Item>(
  items: readonly Item[],
  width: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  let failed = false;
  const worker = async () => {
    for (const item of queue) {
      if (failed) return;
      try {
        await work(item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const results = await Promise.allSettled(Array.from({ length: Math.min(width, items.length) }, worker));
  const first = results.find((result) => result.status === 'rejected');
  if (first !== undefined) throw first.reason;
}
