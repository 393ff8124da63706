import { isDeeperThan } from '../json.ts';
import { largestHookBody } from '../relay-wire.ts';
import { readMultipartForm, readUrlEncodedForm, recordOfFields } from './form.ts';
import { mostEvents } from './hook-events.ts';
import { decodeText } from './text-encoding.ts';

/** What was posted, as JSON text. */
export interface HookReading {
  json: string;
  /** An object or a list; otherwise `json` is a text, the beginning of what came. */
  isStructured: boolean;
}

export interface PostedBody {
  bytes: Uint8Array;
  /** The header, as far as the way it came by still knows it. */
  contentType?: string | undefined;
  /** Inflates gzip and zlib, by their first bytes. Throws for anything else and beyond `mostBytes`. */
  unzip: (bytes: Uint8Array, mostBytes: number) => Uint8Array;
}

/** Nothing that tells of a call is nested deeper; a reader's recursive code must not be brought down by a body. */
const deepest = 32;
/** Signs of what cannot be understood: enough to see what it was. */
const longestRaw = 4096;

/**
 * Reads a body by what it is: senders set the content type carelessly, PHP's curl sends JSON as a form, and ntfy keeps no
 * label at all. JSON stays as it was written, digit by digit. Undefined for a body with nothing in it.
 */
export function readHookBody({ bytes, contentType = '', unzip }: PostedBody): HookReading | undefined {
  const charset = /;\s*charset="?([\w.:-]{1,40})/i.exec(contentType)?.[1];
  const text = trimmed(decodeText(inflated(bytes, unzip), charset));
  if (text === '') return undefined;
  const isFormLabel = /^\s*application\/x-www-form-urlencoded/i.test(contentType);
  const json = readJson(text) ?? readJsonLines(text) ?? readForm(text, isFormLabel, charset);
  return json === undefined
    ? { json: JSON.stringify(text.slice(0, longestRaw)), isStructured: false }
    : { json, isStructured: true };
}

function inflated(bytes: Uint8Array, unzip: PostedBody['unzip']): Uint8Array {
  const isZipped = (bytes[0] === 0x1f && bytes[1] === 0x8b) || (bytes[0] === 0x78 && isZlibHeader(bytes));
  if (!isZipped) return bytes;
  try {
    return unzip(bytes, largestHookBody);
  } catch {
    return bytes;
  }
}

/** RFC 1950, 2.2: both bytes as one number are a multiple of 31. A text that begins with an `x` hardly is, nor inflates. */
function isZlibHeader([first = 0, second = 0]: Uint8Array): boolean {
  return ((first << 8) | second) % 31 === 0;
}

/** What programs in C send ends with a zero. A byte order mark counts as a blank. */
function trimmed(text: string): string {
  let end = text.length;
  while (text[end - 1] === '\0') end -= 1;
  return text.slice(0, end).trim();
}

/** The text itself where it is an object or a list, and what is inside where JSON was made into JSON once more. */
function readJson(text: string): string | undefined {
  if (!/^[[{"]/.test(text) || isDeeperThan(deepest, text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'string') return /^\s*[[{]/.test(value) ? readJson(value.trim()) : undefined;
    return typeof value === 'object' && value !== null ? text : undefined;
  } catch {
    return undefined;
  }
}

/** One object a line (NDJSON), as a list. */
function readJsonLines(text: string): string | undefined {
  if (!text.startsWith('{') || !text.includes('\n')) return undefined;
  const lines = text.split('\n', mostEvents + 1).map((line) => readJson(line.trim()));
  const isList = lines.length <= mostEvents && lines.every((line) => line?.startsWith('{'));
  return isList ? `[${lines.join(',')}]` : undefined;
}

/** A form as JSON; where all of it is one field, and that is JSON, it is that: a name without a value, or any value. */
function readForm(text: string, isLabelled: boolean, charset: string | undefined): string | undefined {
  const fields = readMultipartForm(text) ?? readUrlEncodedForm(text, isLabelled, charset);
  const [first, ...others] = fields ?? [];
  if (first === undefined) return undefined;
  const [name, value] = first;
  const only = others.length === 0 ? readJson(trimmed(value === '' ? name : value)) : undefined;
  if (only !== undefined) return only;
  // A word alone is no form, whatever the label says.
  return text.includes('=') ? JSON.stringify(recordOfFields(fields ?? [])) : undefined;
}
