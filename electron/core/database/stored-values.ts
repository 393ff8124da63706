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

/** Tells the log of each value that could not be read, once. */
export function noteUnreadable(logger: Logger): (place: { table: string; row: string; column: string }) => void {
  const told = new Set<string>();
  return (place) => {
    const key = JSON.stringify(place);
    if (told.has(key)) return;
    told.add(key);
    logger.warn('value-unreadable', place);
  };
}
