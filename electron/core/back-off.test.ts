import { expect, it } from 'vitest';
import { backOffMs } from './back-off.ts';

const limits = { firstMs: 1000, longestMs: 30_000 };
const longest = (failures: number) => backOffMs(failures, limits, () => 1);

it('waits up to twice as long after each failure, and no longer than the longest', () => {
  expect([1, 2, 3, 4, 5, 6, 1000].map(longest)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
});

it('waits anywhere from the shortest on', () => {
  expect(backOffMs(9, limits, () => 0)).toBe(0);
  expect(backOffMs(9, limits, () => 0.5)).toBe(15_000);
  expect(backOffMs(9, { ...limits, shortestMs: 1000 }, () => 0)).toBe(1000);
  expect(backOffMs(1, { ...limits, shortestMs: 2000 }, () => 1)).toBe(2000);
});

it('waits at least its share of what it may wait at most', () => {
  const least = (failures: number) => backOffMs(failures, { ...limits, leastShare: 0.5 }, () => 0);
  expect([1, 2, 3, 1000].map(least)).toEqual([500, 1000, 2000, 15_000]);
  expect(backOffMs(3, { ...limits, leastShare: 0.5 }, () => 1)).toBe(4000);
});
