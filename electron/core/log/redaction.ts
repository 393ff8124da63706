import { createSecretHider, hidden } from '../secrets/secret-hider.ts';

/** Turns anything into plain data without what is secret or personal: what a log line may hold. */
export interface Redaction {
  /** From now on this text, and what it becomes in URLs, JSON and base64, is replaced wherever it stands. */
  protect(secret: string): void;
  apply(value: unknown): unknown;
}

const deepest = 6;
const widest = 50;
const longestText = 2000;
/** Longer texts are not even searched for secrets, and therefore not written at all. */
const longestSearched = 100_000;

export function createRedaction(): Redaction {
  const secrets = createSecretHider();

  function redactText(text: string): string {
    if (text.length > longestSearched) return `[${text.length} characters]`;
    return maskPatterns(secrets.hide(text)).slice(0, longestText);
  }

  function redact(value: unknown, depth: number): unknown {
    switch (typeof value) {
      case 'string':
        return redactText(value);
      case 'number':
        return isNumberOfSomebody(value) ? maskDigits(String(value)) : value;
      case 'bigint':
        return redactText(String(value));
      case 'boolean':
      case 'undefined':
        return value;
      case 'object':
        return value === null ? null : redactObject(value, depth);
      default:
        return `[${typeof value}]`;
    }
  }

  function redactObject(value: object, depth: number): unknown {
    if (depth === deepest) return '[deeper]';
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? '[no date]' : value.toISOString();
    if (value instanceof URL) return redactText(value.href);
    if (value instanceof RegExp) return redactText(String(value));
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
    if (value instanceof Error) return redactFields(describeError(value), depth);
    if (Array.isArray(value) || value instanceof Set) {
      return [...value].slice(0, widest).map((item) => redact(item, depth + 1));
    }
    return redactFields(value instanceof Map ? [...value] : Object.entries(value), depth);
  }

  function redactFields(entries: readonly (readonly [unknown, unknown])[], depth: number): Record<string, unknown> {
    return Object.fromEntries(
      entries.slice(0, widest).map(([key, content]) => {
        const name = redactText(String(key)).slice(0, 100);
        return [name, secretName.test(name) && content !== undefined ? hidden : redact(content, depth + 1)];
      }),
    );
  }

  return {
    protect: secrets.add,
    apply(value) {
      try {
        return redact(value, 0);
      } catch {
        // A getter or a proxy threw; the line is still worth writing.
        return '[unreadable]';
      }
    },
  };
}

/** Fields that hold a secret by their name, whether it was ever protected or not. */
const secretName = /passw|passphrase|secret|token|api_?key|authorization|cookie|credential/i;

/** An error as fields; the frames say where it came from, and not in whose home directory that is. */
function describeError(error: Error): [string, unknown][] {
  const code: unknown = Reflect.get(error, 'code');
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [
    ['name', error.name],
    ...(code === undefined ? [] : [['code', code] as [string, unknown]]),
    ['message', error.message],
    ['at', frames.slice(0, 8).map((frame) => frame.trim().replace(directories, '$1'))],
    ...(error.cause === undefined ? [] : [['cause', error.cause] as [string, unknown]]),
  ];
}
/** All of a frame's path but its last two names. */
const directories = /^(at (?:[^(]*\()?).*[/\\](?=[^/\\]+[/\\][^/\\]+:\d)/;

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const timestamp = '\\d{4}-\\d\\d-\\d\\d(?:[T ]\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?)?';
const address = '\\b[a-z][a-z0-9+.-]{1,20}://[^\\s"\'<>`]+';
/** Paths that carry a capability even without their host. */
const hookPath = '/hook/[^\\s"\'<>`]+';
const jwt = 'eyJ[\\w-]+\\.[\\w-]+(?:\\.[\\w-]*)?';
/** Random keys in hexadecimal or base64: no word is as long. */
const longToken = '(?<![\\w-])[\\w-]{32,}';
/** Ten digits or more, written as people or machines write them. */
const phoneNumber = '(?<![\\w.])\\+?\\d(?:[\\s()-]{0,3}\\d){9,}';
const patterns = new RegExp(
  [`(${uuid}|${timestamp})`, `(${address})`, `(${hookPath})`, `(${jwt}|${longToken})`, `(${phoneNumber})`].join('|'),
  'gi',
);

/** What is personal or a capability by its form. Addresses keep their origin, numbers their last four digits. */
function maskPatterns(text: string): string {
  return text.replace(patterns, (match, harmless, url, path, token) => {
    if (harmless !== undefined) return match;
    if (url !== undefined) return maskAddress(match);
    if (path !== undefined) return `/hook/${hidden}`;
    if (token !== undefined) return /\d/.test(match) && /[a-z]/i.test(match) ? hidden : match;
    return maskDigits(match);
  });
}

function maskAddress(text: string): string {
  const url = URL.parse(text);
  if (url === null || url.host === '') return hidden;
  return `${url.protocol}//${url.host}${url.pathname === '/' && url.search === '' ? '' : `/${hidden}`}`;
}

function maskDigits(text: string): string {
  return hidden + text.replace(/\D/g, '').slice(-4);
}

/** A telephone number that came as a JSON number; times in epoch ms of this century are none. */
function isNumberOfSomebody(value: number): boolean {
  return Number.isInteger(value) && Math.abs(value) >= 1e9 && !(value >= 946_684_800_000 && value < 4_102_444_800_000);
}
