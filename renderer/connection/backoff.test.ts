import { expect, test } from 'vitest';
import { backoffDelay } from './backoff.ts';

test('the ceiling doubles up to its limit, and the delay is anywhere below it', () => {
  const ceilings = [0, 1, 2, 3, 4, 5, 50].map((attempt) => backoffDelay(attempt, () => 1));
  expect(ceilings).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000]);
  expect(backoffDelay(3, () => 0)).toBe(0);
});
