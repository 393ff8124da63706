import { describe, expect, it } from 'vitest';
import { retryWait } from './retry.ts';

const limits = { tries: 3, firstWaitMs: 500, longestWaitMs: 10_000 };
const now = Date.UTC(2026, 0, 1);
const wait = (tried: number, retryAfter?: string, random = 0.5) =>
  retryWait(tried, retryAfter, limits, now, () => random);

describe('retryWait', () => {
  it('draws from a range that doubles', () => {
    expect([wait(1), wait(2)]).toEqual([250, 500]);
    expect([wait(1, undefined, 0), wait(2, undefined, 0.999)]).toEqual([0, 999]);
  });

  it('ends with the last try', () => {
    expect(wait(3)).toBeUndefined();
  });

  it('waits as long as the server asks, in seconds or as a date', () => {
    expect(wait(1, '2')).toBe(2000);
    expect(wait(1, 'Thu, 01 Jan 2026 00:00:03 GMT')).toBe(3000);
  });

  it('gives up at once where the server asks for more than it is worth', () => {
    expect(wait(1, '3600')).toBeUndefined();
  });

  it('ignores what it cannot read', () => {
    expect(wait(1, 'soon')).toBe(250);
    expect(wait(1, 'Wed, 31 Dec 2025 00:00:00 GMT')).toBe(250);
  });
});
