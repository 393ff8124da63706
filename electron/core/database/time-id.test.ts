import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstIdAt, freeIdAt, instantOf } from './time-id.ts';

const instant = fc.integer({ min: 1, max: Date.UTC(2240, 0, 1) });

describe('time ids', () => {
  it('sort as their instants do and stay exact', () => {
    fc.assert(
      fc.property(instant, instant, (a, b) => {
        expect(Math.sign(firstIdAt(a) - firstIdAt(b))).toBe(Math.sign(a - b));
        expect(Number.isSafeInteger(firstIdAt(a))).toBe(true);
        expect(instantOf(firstIdAt(a))).toBe(a);
      }),
    );
  });

  it('are free, also for thousands of calls in one millisecond', () => {
    const taken = new Set<number>();
    for (let i = 0; i < 3000; i += 1) taken.add(freeIdAt(1_790_000_000_123, (id) => taken.has(id)));
    expect(taken.size).toBe(3000);
  });
});
