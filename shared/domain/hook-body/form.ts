import { decodeBytes } from './text-encoding.ts';

/** Every platform of ours has it; the types of this room know no platform. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

/** A name and a value, as they were meant. */
export type FormField = readonly [name: string, value: string];

/** A call is told with a dozen fields; a form of thousands is an attack or no form. */
export const mostFields = 200;

/**
 * The fields of an `application/x-www-form-urlencoded` text; undefined when it is none. Its label is a hint only: with it, a
 * value may have forgotten to encode its blanks.
 */
export function readUrlEncodedForm(text: string, isLabelled: boolean, charset?: string): FormField[] | undefined {
  const pair = isLabelled ? labelledPair : plainPair;
  const fields: FormField[] = [];
  for (let from = 0; from <= text.length; ) {
    const end = indexOrEnd(text, '&', from);
    const part = text.slice(from, end);
    from = end + 1;
    if (part === '') continue;
    if (!pair.test(part) || fields.length === mostFields) return undefined;
    const cut = indexOrEnd(part, '=', 0);
    fields.push([decodeComponent(part.slice(0, cut), charset), decodeComponent(part.slice(cut + 1), charset)]);
  }
  return fields;
}
const labelledPair = /^[^=]/;
const plainPair = /^[\w.~!*'()%+[\]-]+(?:=[^\s<>{}"]*)?$/;

/**
 * The fields of a `multipart/form-data` text; undefined when it is none. The boundary is its first line, whatever the label says.
 */
export function readMultipartForm(text: string): FormField[] | undefined {
  const delimiter = /^--\S{1,200}/.exec(text)?.[0];
  if (delimiter === undefined) return undefined;
  const fields: FormField[] = [];
  for (let from = 0; ; ) {
    const begin = from + delimiter.length;
    const end = text.indexOf(`\n${delimiter}`, begin);
    const field = readPart(text.slice(begin, end === -1 ? text.length : end));
    if (field === undefined || fields.length === mostFields) return undefined;
    fields.push(field);
    from = end + 1;
    if (end === -1 || text.startsWith('--', from + delimiter.length)) return fields;
  }
}

/** Headers, an empty line, the value. */
function readPart(part: string): FormField | undefined {
  const blank = /\r?\n\r?\n/.exec(part);
  if (blank === null) return undefined;
  const name = /^content-disposition:[^\n]*?[;\s]name=(?:"([^"\r\n]*)"|([^\s;"]+))/im.exec(part.slice(0, blank.index));
  if (name === null) return undefined;
  return [name[1] ?? name[2] ?? '', part.slice(blank.index + blank[0].length).replace(/\r$/, '')];
}

/** As a record: a name that comes again is a list, and PHP's `call[state]` is a record inside. */
export function recordOfFields(fields: readonly FormField[]): unknown {
  const root: Nested = new Map();
  for (const [name, value] of fields) {
    const { place, key } = placeOf(root, name);
    const before = place.get(key);
    if (Array.isArray(before)) before.push(value);
    else place.set(key, before === undefined ? value : [before, value]);
  }
  return plainOf(root);
}

type Nested = Map<string, unknown>;

const deepestName = 4;

/** `call[state]` is `state` in `call`, where that is no value yet; what is not written like that is one name. */
function placeOf(root: Nested, name: string): { place: Nested; key: string } {
  const asOne = { place: root, key: name };
  const [, first, rest] = /^([^[\]]+)((?:\[[^[\]]*\])+)$/.exec(name) ?? [];
  if (first === undefined || rest === undefined) return asOne;
  const path = [first, ...rest.slice(1, -1).split('][')];
  const last = path.pop() ?? '';
  if (path.length > deepestName) return asOne;
  let place = root;
  for (const step of path) {
    const inner = place.get(step) ?? new Map();
    if (!(inner instanceof Map)) return asOne;
    place.set(step, inner);
    place = inner;
  }
  return { place, key: last === '' ? String(place.size) : last };
}

/** `fromEntries` makes own properties, `__proto__` among them. */
function plainOf(value: unknown): unknown {
  return value instanceof Map
    ? Object.fromEntries([...value].map(([name, inner]) => [name, plainOf(inner)]))
    : Array.isArray(value)
      ? value.map(plainOf)
      : value;
}

/** Percent signs hide bytes, and bytes may be of any encoding. A sign that hides none stands for itself. */
function decodeComponent(text: string, charset: string | undefined): string {
  const spaced = text.replaceAll('+', ' ');
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return decodeBytes(bytesOf(spaced), charset);
  }
}

/** As UTF-8, with the bytes that percent signs stand for. */
function bytesOf(text: string): Uint8Array {
  const written = new TextEncoder().encode(text);
  const bytes = new Uint8Array(written.length);
  let length = 0;
  for (let index = 0; index < written.length; index += 1) {
    const high = written[index] === percentSign ? hexDigit(written[index + 1]) : -1;
    const low = high === -1 ? -1 : hexDigit(written[index + 2]);
    bytes[length] = low === -1 ? (written[index] ?? 0) : high * 16 + low;
    if (low !== -1) index += 2;
    length += 1;
  }
  return bytes.subarray(0, length);
}
const percentSign = 0x25;

function hexDigit(byte = 0): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : -1;
}

function indexOrEnd(text: string, sought: string, from: number): number {
  const index = text.indexOf(sought, from);
  return index === -1 ? text.length : index;
}
