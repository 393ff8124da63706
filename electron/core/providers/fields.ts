import * as z from 'zod';

/** A received object with its names in one spelling. */
export type Fields = Readonly<Record<string, unknown>>;

const longestText = 500;

/**
 * An object's fields under lower-case names without separators: the service writes `CID`, `cid` and `call_id`, and some
 * old answers differ in case. Undefined when it is no object.
 */
export function readFields(value: unknown): Fields | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const fields = new Map<string, unknown>();
  for (const [name, content] of Object.entries(value)) {
    const key = name.toLowerCase().replace(/[_\-\s]/g, '');
    if (fields.get(key) === undefined || fields.get(key) === null) fields.set(key, content);
  }
  return Object.fromEntries(fields);
}

/**
 * The rows of a list. No list, null and '' mean none: an empty one may be left out of a successful answer. An array that
 * lost its first keys comes out of PHP as an object.
 */
export function readRows(list: unknown): unknown[] {
  if (Array.isArray(list)) return list;
  if (list === undefined || list === null || list === '' || list === false) return [];
  if (typeof list !== 'object') return [list];
  const values = Object.values(list);
  return values.every((value) => typeof value === 'object' && value !== null) ? values : [list];
}

/**
 * A provider's own words: trimmed; undefined when empty or anything else. Not bounded: they may repeat a secret, and one that
 * was cut is not found any more.
 */
export const words = z
  .union([z.string(), z.number(), z.bigint()])
  .transform((value) => String(value).trim() || undefined)
  .optional()
  .catch(undefined);

/** A text or a number as text: trimmed, bounded; undefined when empty or anything else. */
export const text = words.transform((value) => value?.slice(0, longestText));

/** Like `text`, and also accepts what is not there; never undefined. */
export const textOrEmpty = text.transform((value) => value ?? '');

/** Seconds as a number, as digits or as `[HH:]MM:SS`; undefined for anything else. */
export const seconds = text.transform((value) => {
  if (value === undefined) return undefined;
  if (/^\d{1,9}(\.\d+)?$/.test(value)) return Math.round(Number(value));
  if (!/^\d{1,4}(:[0-5]?\d){1,2}$/.test(value)) return undefined;
  return value.split(':').reduce((total, part) => total * 60 + Number(part), 0);
});

/**
 * A received value as it is kept beside what was understood of it: bounded in every direction and without addresses,
 * since the URL of a recording carries access by itself.
 */
export function keepRaw(value: unknown): Record<string, unknown> {
  const kept = bound(value, 0);
  return typeof kept === 'object' && kept !== null && !Array.isArray(kept)
    ? (kept as Record<string, unknown>)
    : { value: kept };
}

const deepest = 4;
const widest = 60;
const secretName = /url|link|href|pass|token|key|secret/i;

function bound(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return value.includes('//') ? removed : value.slice(0, longestText);
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint' ? String(value) : value;
  if (depth === deepest) return removed;
  if (Array.isArray(value)) return value.slice(0, widest).map((item) => bound(item, depth + 1));
  const entries = Object.entries(value).slice(0, widest);
  return Object.fromEntries(
    entries.map(([name, content]) => [
      name.slice(0, 100),
      secretName.test(name) && typeof content === 'string' ? removed : bound(content, depth + 1),
    ]),
  );
}
const removed = '…';
