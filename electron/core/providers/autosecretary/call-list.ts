import { formatWall, wallRange, type Zone } from '../../../../shared/domain/zoned-time.ts';
import { HttpError } from '../../http/http.ts';
import type { Clock, Logger } from '../../ports.ts';
import type { CallListPiece } from '../call-list-row.ts';
import { ProviderError } from '../errors.ts';
import { garbled } from '../failure.ts';
import { readRows } from '../fields.ts';
import { understandRows } from '../understand-rows.ts';
import { readCallRecord } from './call-records.ts';
import type { UniversalNumbers } from './universal-numbers.ts';
import type { Wire } from './wire.ts';

export interface CallListDeps {
  wire: Wire;
  numbers: UniversalNumbers;
  clock: Clock;
  logger: Logger;
  zone: Zone;
  /** Which of the numbers are watched; none means all. */
  watched: readonly string[];
}

/** Between two instants, epoch ms. */
export interface ListRange {
  from: number;
  to: number;
}

/**
 * The records of all numbers, the newest first, by `cdr/bytime` alone. Whether `start_id` means `id` or `seqid` is not said,
 * nor that either rises with time: pages by it lose records where they do not. So a period that may have more than one
 * answer holds is halved until it has not, and what comes late is found because readings overlap (README.md, with figures).
 */
export interface CallList {
  /** Rejects with ProviderError; what was read until then was handed over. */
  pieces(range: ListRange, signal?: AbortSignal): AsyncGenerator<CallListPiece, void>;
  /** Numbers that were refused and are not asked for now. */
  refused(): { phone: string; error: ProviderError }[];
}

/** At most, whatever is asked for (cdr/bytime). */
const longestPage = 1000;
const longestPeriodMs = 48 * 3600_000;
/** Nobody has a thousand calls in one second: what is cut off there is not mended by halving. */
const shortestPeriodMs = 2000;
/** So many periods in a row that could not be read: it is the provider, and the rest may wait. */
const mostFailures = 3;
/** Periods that could not be read are tried again after the others, so often. */
const rounds = 4;
/** A refusal is not asked for again so soon: "repeating leads to an error" (general properties). */
const refusedMs = 15 * 60_000;

/** Wall-clock times. */
interface Period {
  phone: string;
  from: number;
  to: number;
}

export function createCallList({ wire, numbers, clock, logger, zone, watched }: CallListDeps): CallList {
  /** Periods of a reading that failed later, so that the next one of the same range goes on behind them. */
  let taken = { range: '', periods: new Set<string>() };
  const refused = new Map<string, { error: ProviderError; until: number }>();
  /** Some answers name a next page that there is not: then links say nothing. */
  let linksLie = false;

  async function ask({ phone, from, to }: Period, signal: AbortSignal | undefined) {
    // Neither whether the ends belong to the interval is said nor which time an end without one has: all parts are sent.
    const query = { phone, begin: formatDate(from), end: formatDate(to + 1000), limit: String(longestPage) };
    const { value, hasLink } = await wire.read('cdr/bytime', query, signal);
    return { rows: readRows(value), hasLink };
  }

  async function readPeriod(period: Period, signal: AbortSignal | undefined): Promise<unknown[]> {
    const page = await askOrSplit(period, signal);
    const rows = page?.rows ?? [];
    const isFull = page === undefined || rows.length >= longestPage;
    const mayHaveMore = isFull || (page.hasLink && !linksLie && rows.length > 0);
    if (!mayHaveMore || period.to - period.from < shortestPeriodMs) return rows;
    const halves = halvesOf(period);
    if (!isFull) {
      const found = await Promise.all(halves.map((half) => ask(half, signal)));
      linksLie = distinct(found.flatMap((half) => half.rows)).length <= distinct(rows).length;
      if (linksLie) return rows;
    }
    const read: unknown[] = [];
    for (const half of halves) read.push(...(await readPeriod(half, signal)));
    return distinct(read);
  }

  /** Undefined where the answer is too large, and a part of it may not be. */
  async function askOrSplit(period: Period, signal: AbortSignal | undefined) {
    try {
      return await ask(period, signal);
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      if (period.to - period.from < shortestPeriodMs) throw garbled(error);
      return undefined;
    }
  }

  /** A number of somebody else may be answered as a key that is no good: only the list of numbers tells. */
  async function refusalOf(error: unknown, signal: AbortSignal | undefined): Promise<ProviderError | undefined> {
    if (!(error instanceof ProviderError) || error.code !== 'PROVIDER_REFUSED') return undefined;
    if (error.status === 403) await numbers.ask(signal);
    return error;
  }

  /** The latest days of all numbers first. */
  function periodsOf(range: ListRange, phones: readonly string[]): Period[] {
    const walls = wallRange({ from: floorSecond(range.from), to: floorSecond(range.to) }, zone);
    const periods: Period[] = [];
    for (let to = walls.to; to > walls.from; to -= longestPeriodMs) {
      const from = Math.max(walls.from, to - longestPeriodMs);
      periods.push(...phones.map((phone) => ({ phone, from, to })));
    }
    return periods;
  }

  async function* pieces(range: ListRange, signal?: AbortSignal): AsyncGenerator<CallListPiece, void> {
    // Beside the records, and not after them: where it hangs, no reading may end later for it.
    if (watched.length > 0) numbers.glance(signal);
    const phones = watched.length > 0 ? watched : await numbers.recent(signal);
    const name = JSON.stringify([range.from, range.to, phones]);
    if (taken.range !== name) taken = { range: name, periods: new Set() };
    const all = periodsOf(range, phones);
    const share = 1 / Math.max(1, all.length);
    const isRefused = (phone: string) => (refused.get(phone)?.until ?? 0) > clock.now();
    let left = all;
    for (let round = 1; left.length > 0; round += 1) {
      const failed: Period[] = [];
      let failures = 0;
      for (const period of left) {
        const key = `${period.phone} ${period.from} ${period.to}`;
        if (isRefused(period.phone) || taken.periods.has(key)) {
          yield { rows: [], unreadable: [], share };
          continue;
        }
        try {
          const rows = await readPeriod(period, signal);
          failures = 0;
          yield { ...(await understandRows(rows, (row) => readCallRecord(row, period.phone, zone))), share };
          // Only now: who stopped reading in the middle has not noted it.
          taken.periods.add(key);
        } catch (error) {
          if (signal?.aborted) throw error;
          const refusal = await refusalOf(error, signal);
          if (refusal !== undefined) {
            // One refused number must not stop the others from being listed.
            refused.set(period.phone, { error: refusal, until: clock.now() + refusedMs });
            logger.warn('autosecretary.number-refused', { error: refusal });
            yield { rows: [], unreadable: [], share };
            continue;
          }
          failures += 1;
          if (!isPassing(error) || failures >= mostFailures || round >= rounds) throw error;
          failed.push(period);
        }
      }
      left = failed;
    }
    taken = { range: '', periods: new Set() };
    const [first] = phones;
    const refusal = first === undefined ? undefined : refused.get(first);
    if (refusal !== undefined && phones.every(isRefused)) throw refusal.error;
  }

  return {
    pieces,
    refused: () => [...refused].flatMap(([phone, { error, until }]) => (until > clock.now() ? [{ phone, error }] : [])),
  };
}

function isPassing(error: unknown): boolean {
  return error instanceof ProviderError && ['PROVIDER_DOWN', 'PROVIDER_SLOW', 'PROVIDER_GARBLED'].includes(error.code);
}

/** The later one first. */
function halvesOf(period: Period): Period[] {
  const middle = Math.floor((period.from + period.to) / 2000) * 1000;
  return [
    { ...period, from: middle },
    { ...period, to: middle },
  ];
}

function distinct(rows: readonly unknown[]): unknown[] {
  return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
}

/** Of the two forms that the document shows the one that has a place for the time. */
function formatDate(wall: number): string {
  return formatWall(wall).replace(' ', 'T');
}

function floorSecond(instant: number): number {
  return Math.floor(instant / 1000) * 1000;
}
