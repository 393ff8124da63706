import type { Logger } from '../ports.ts';

/**
 * What a later version of the program wrote, or a failing disk changed, is read as what its reader says instead: one small
 * value ends no start and takes no page of others with it. The row keeps it as it is.
 */
export function readWord<Word extends string, Otherwise extends Word | undefined>(
  words: readonly Word[],
  value: unknown,
  otherwise: Otherwise,
): Word | Otherwise {
  return words.find((word) => word === value) ?? otherwise;
}

/** Undefined where it is no JSON. */
export function readJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}

/** Undefined where it is no list. */
export function readList(text: unknown): unknown[] | undefined {
  const value = readJson(text);
  return Array.isArray(value) ? value : undefined;
}

/** Undefined where it is no record. */
export function readRecord(text: unknown): object | undefined {
  const value = readJson(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
}

/** A number of things, of bytes or seconds; undefined where it is none, or JavaScript cannot hold it. */
export function readWhole(value: unknown): number | undefined {
  const number = typeof value === 'bigint' ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

/** Epoch ms; undefined where it is none, or lies beyond what a date can be. */
export function readInstant(value: unknown): number | undefined {
  const number = readWhole(value);
  return number !== undefined && number <= latestInstant ? number : undefined;
}

/** The end of what ECMAScript's dates hold: formatting one beyond throws. */
export const latestInstant = 8.64e15;

/** Seconds with a fraction; undefined where they are no number that can be told. */
export function readSeconds(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}

/** An id that a row has been given by SQLite or by this program. */
export function readRowId(value: unknown): number | undefined {
  return readWhole(value) || undefined;
}

/** What was met in this run and could not be read. */
export interface UnreadableValues {
  /** Tells the log of each place once. */
  note(table: string, row: unknown, column: string): void;
  /** How many places that were. */
  count(): number;
}

/** A damaged disk may spoil a million of them: the log is told of the first. */
const mostTold = 500;
/** Beyond this they are counted no more. */
const mostKnown = 100_000;

export function createUnreadableValues(logger: Logger): UnreadableValues {
  const known = new Set<string>();
  return {
    note(table, row, column) {
      const place = { table, row: String(row), column };
      const key = JSON.stringify(place);
      if (known.has(key) || known.size >= mostKnown) return;
      known.add(key);
      if (known.size <= mostTold) logger.warn('value-unreadable', place);
      else if (known.size === mostTold + 1) logger.warn('values-unreadable', { moreThan: mostTold });
    },
    count: () => known.size,
  };
}
