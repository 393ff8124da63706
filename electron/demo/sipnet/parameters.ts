import { dayOf, type PeriodEnd, parseDateParameter } from './dates.ts';
import { Refusal } from './refusal.ts';
import type { Traps } from './traps.ts';

export type ParameterMethod = 'form' | 'json' | 'get';

/**
 * Reads a form or JSON (SIPNET API 2.7.0, 2); throws Refusal on a body that is neither. The document's third way, GET, is
 * refused: it advises against it, and a client that used it would leave its password in the logs of others.
 */
export function readParameters(
  httpMethod: string,
  body: string,
): { method: ParameterMethod; values: Map<string, string> } {
  if (httpMethod !== 'POST') throw new Refusal('bad-request', httpMethod);
  // By the body and not by Content-Type: the document's own examples post JSON as text/plain.
  if (body.trimStart().startsWith('{')) return { method: 'json', values: readJson(body) };
  return { method: 'form', values: new Map(new URLSearchParams(body)) };
}

function readJson(body: string): Map<string, string> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    throw new Refusal('bad-request', 'JSON');
  }
  const values = new Map<string, string>();
  for (const [name, value] of Object.entries(parsed as object)) {
    if (value === null) continue;
    if (typeof value === 'object') throw new Refusal('bad-parameter', name);
    values.set(name, String(value));
  }
  return values;
}

/** What an operation asks of its parameters; everything throws Refusal. An empty value counts as not given. */
export interface Parameters {
  optional(name: string): string | undefined;
  required(name: string): string;
  oneOf<T extends string>(name: string, allowed: readonly T[], fallback?: T): T;
  integer(name: string, fallback: number): number;
  /** d1 and d2, filled and defaulted to today; epoch ms, both inclusive. */
  period(): { from: number; to: number };
  /** Whether either end of the period was given. */
  hasPeriod(): boolean;
}

export function createParameters(values: ReadonlyMap<string, string>, traps: Traps, now: number): Parameters {
  function optional(name: string): string | undefined {
    const value = values.get(name);
    return value === '' ? undefined : value;
  }

  function required(name: string): string {
    const value = optional(name);
    if (value === undefined) throw new Refusal('no-parameter', name);
    return value;
  }

  function dateOf(name: string, end: PeriodEnd, today: number): number {
    const text = optional(name);
    if (text === undefined) return today;
    const instant = parseDateParameter(text, end, traps.hourEnd);
    if (instant === undefined && traps.badDates === 'refused') throw new Refusal('bad-parameter', name);
    return instant ?? today;
  }

  return {
    optional,
    required,
    oneOf<T extends string>(name: string, allowed: readonly T[], fallback?: T): T {
      const value = fallback === undefined ? required(name) : (optional(name) ?? fallback);
      const known = allowed.find((one) => one === value);
      if (known === undefined) throw new Refusal('bad-parameter', name);
      return known;
    },
    integer(name, fallback) {
      const value = optional(name);
      if (value === undefined) return fallback;
      if (!/^\d{1,9}$/.test(value)) throw new Refusal('bad-parameter', name);
      return Number(value);
    },
    period() {
      const today = dayOf(now, traps.today);
      return { from: dateOf('d1', 'start', today.from), to: dateOf('d2', 'end', today.to) };
    },
    hasPeriod: () => optional('d1') !== undefined || optional('d2') !== undefined,
  };
}

const phone = /^(?:\+?\d{3,20}|[\w.+-]{1,64}@[\w.-]{1,100})$/;

/** A number or a SIP id, with or without a domain (SIPNET API 2.7.0, 6.15). */
export function requirePhone(name: string, value: string): string {
  if (!phone.test(value)) throw new Refusal('bad-parameter', name);
  return value;
}

/** However it was given, the service keeps a number in digits. */
export function inDigits(phone: string): string {
  return phone.replace(/^\+/, '');
}
