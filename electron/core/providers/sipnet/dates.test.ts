import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTime } from '../times.ts';
import { formatGmt, splitInDays } from './dates.ts';

const instants = fc.integer({ min: Date.UTC(2000, 0, 2), max: Date.UTC(2099, 10, 1) });

describe('formatGmt', () => {
  it('writes all six parts, padded, in GMT', () => {
    expect(formatGmt(Date.UTC(2020, 2, 2, 3, 4, 5, 999))).toBe('02.03.2020 03:04:05');
  });

  it('is read back to the second', () => {
    fc.assert(
      fc.property(instants, (at) => {
        expect(readTime(formatGmt(at))).toBe(Math.floor(at / 1000) * 1000);
      }),
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, -1, 1_700_000_000, 1e15])(
    'refuses %s, which the service would take as today',
    (at) => {
      expect(() => formatGmt(at)).toThrow(RangeError);
    },
  );
});

describe('splitInDays', () => {
  it('covers every second of a period once', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 40 * 86_400_000 }), (from, length) => {
        const days = splitInDays({ from, to: from + length }).map(({ d1, d2 }) => [readTime(d1), readTime(d2)]);
        expect(days[0]?.[0]).toBe(Math.floor(from / 1000) * 1000);
        expect(days.at(-1)?.[1]).toBe(Math.floor((from + length) / 1000) * 1000);
        for (const [index, [start = 0, end = 0]] of days.entries()) {
          expect(end - start).toBeLessThan(86_400_000);
          const next = days[index + 1]?.[0];
          if (next !== undefined) expect(next - end).toBe(1000);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('asks once for a period within a day', () => {
    const at = Date.UTC(2026, 0, 31, 12);
    expect(splitInDays({ from: at, to: at })).toEqual([{ d1: '31.01.2026 12:00:00', d2: '31.01.2026 12:00:00' }]);
  });

  it('refuses a period that ends before it begins', () => {
    const at = Date.UTC(2026, 0, 31);
    expect(() => splitInDays({ from: at, to: at - 1000 })).toThrow(RangeError);
  });
});
