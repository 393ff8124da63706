import { Refusal } from './refusal.ts';

/** Nothing that tells of a call is nested deeper; a reader's recursive code must not be brought down by a body. */
const deepest = 32;

/**
 * A posted body as JSON text. Providers are careless with the content type, so only a form is believed to be one, and
 * all else is tried as JSON. Throws Refusal.
 */
export function readHookBody(contentType: string | undefined, bytes: Buffer): string {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type.startsWith('multipart/')) {
    throw new Refusal(415, 'Post JSON or application/x-www-form-urlencoded; multipart forms are not read.');
  }
  const text = bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trim();
  if (text === '') throw new Refusal(400, 'The body is empty.');
  return type === 'application/x-www-form-urlencoded' ? formAsJson(text) : checkedJson(text);
}

function checkedJson(text: string): string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Refusal(400, 'The body is not valid JSON.', { cause: error });
  }
  if (typeof value !== 'object' || value === null) throw new Refusal(400, 'The body must be a JSON object or a list.');
  if (isDeeperThan(deepest, value)) throw new Refusal(400, `The body is nested deeper than ${deepest} levels.`);
  return text;
}

/** A field that comes once is a text; one that comes again is a list of texts. */
function formAsJson(text: string): string {
  const fields = new Map<string, string | string[]>();
  for (const [name, value] of new URLSearchParams(text)) {
    const before = fields.get(name);
    fields.set(name, before === undefined ? value : [before, value].flat());
  }
  return JSON.stringify(Object.fromEntries(fields));
}

function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(levels - 1, inner));
}
