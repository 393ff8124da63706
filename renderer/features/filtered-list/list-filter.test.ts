import { expect, test } from 'vitest';
import { periodBounds } from './list-filter.ts';

test('periods begin and end at local midnights', () => {
  const now = new Date(2026, 10, 20, 14, 5).getTime();
  const midnight = (day: number) => new Date(2026, 10, day).getTime();
  expect(periodBounds('any', now)).toEqual({});
  expect(periodBounds('today', now)).toEqual({ from: midnight(20) });
  expect(periodBounds('yesterday', now)).toEqual({ from: midnight(19), to: midnight(20) });
  expect(periodBounds('week', now)).toEqual({ from: midnight(14) });
});
