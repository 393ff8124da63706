import fc from 'fast-check';
import { expect, it } from 'vitest';
import { axisTicks } from './axis-ticks.ts';

it.each([
  [0, 0, [0, 1]],
  [0, 1, [0, 1]],
  [1, 1, [0, 1]],
  [7, 1, [0, 5, 10]],
  [31, 1, [0, 20, 40]],
  [0.3, 0, [0, 0.1, 0.2, 0.3]],
  [512.3, 0, [0, 200, 400, 600]],
])('up to %d by steps of at least %d: %j', (most, leastStep, ticks) => {
  expect(axisTicks(most, 3, leastStep)).toEqual(ticks);
});

it('reaches the most with few equal steps from zero, whatever that is', () => {
  const most = fc.double({ min: 1e-6, max: 1e9, noNaN: true });
  fc.assert(
    fc.property(most, fc.constantFrom(0, 1), (value, leastStep) => {
      const ticks = axisTicks(value, 3, leastStep);
      const [first, second = 0] = ticks;
      expect(first).toBe(0);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(value * (1 - 1e-9));
      expect(ticks.length).toBeLessThanOrEqual(4);
      expect(second).toBeGreaterThanOrEqual(leastStep);
      for (const [at, tick] of ticks.entries()) expect(tick).toBeCloseTo(at * second, 9);
    }),
  );
});
