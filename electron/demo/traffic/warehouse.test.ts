import fc from 'fast-check';
import { expect, it } from 'vitest';
import { monthBefore, warehouse } from './warehouse.ts';

const dayMs = 86_400_000;

it('is a month of calls that are over, the same for everyone, with a message to hear', () => {
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 31) }), (now) => {
      const month = monthBefore(now);
      expect(monthBefore(now)).toEqual(month);
      expect(month.length).toBeGreaterThan(100);
      expect(month.some(({ voicemail }) => voicemail === 'unread')).toBe(true);
      expect(new Set(month.map(({ line }) => line))).toEqual(new Set(warehouse.lines));
      for (const [index, { startedAt, ringSeconds = 0, talkSeconds = 0 }] of month.entries()) {
        expect(startedAt).toBeGreaterThanOrEqual(month[index - 1]?.startedAt ?? now - 28 * dayMs);
        expect(startedAt + (ringSeconds + talkSeconds) * 1000).toBeLessThan(now);
      }
    }),
    { numRuns: 40 },
  );
});
