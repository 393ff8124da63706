import { backOffMs } from '../back-off.ts';
import type { HttpError } from './http.ts';

export interface RetryLimits {
  /** Requests in all, the first among them. */
  tries: number;
  /** The longest first wait, ms; doubles with every try. */
  firstWaitMs: number;
  /** The longest wait that is worth it, ms; a server that asks for more gets no second request at all. */
  longestWaitMs: number;
}

/** Failures that may be gone a moment later. A request that has already used up its time is not among them. */
export function mayPass(error: HttpError): boolean {
  return error.kind === 'unreachable' || error.kind === 'broken';
}

export function asksForRetry(status: number): boolean {
  return status === 429 || status >= 500;
}

/**
 * How long to wait before the next try, ms; undefined when it is not worth it.
 */
export function retryWait(
  tried: number,
  retryAfter: string | undefined,
  limits: RetryLimits,
  now: number,
  random: () => number,
): number | undefined {
  if (tried >= limits.tries) return undefined;
  const asked = readRetryAfter(retryAfter, now);
  if (asked > limits.longestWaitMs) return undefined;
  const wait = backOffMs(tried, { firstMs: limits.firstWaitMs, longestMs: limits.longestWaitMs }, random);
  return Math.max(asked, Math.round(wait));
}

/** RFC 9110, 10.2.3: seconds or an HTTP date. Anything else asks for nothing. */
function readRetryAfter(text: string | undefined, now: number): number {
  if (text === undefined) return 0;
  if (/^\d{1,9}$/.test(text.trim())) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? 0 : Math.max(0, date - now);
}
