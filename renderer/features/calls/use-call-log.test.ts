import { expect, test } from 'vitest';
import { isFiltered, periodBounds } from './use-call-log.ts';

test('periods begin and end at local midnights', () => {
  const now = new Date(2026, 10, 20, 14, 5).getTime();
  const midnight = (day: number) => new Date(2026, 10, day).getTime();
  expect(periodBounds('any', now)).toEqual({});
  expect(periodBounds('today', now)).toEqual({ from: midnight(20) });
  expect(periodBounds('yesterday', now)).toEqual({ from: midnight(19), to: midnight(20) });
  expect(periodBounds('week', now)).toEqual({ from: midnight(14) });
});

test('whatever is asked for makes it less than all', () => {
  expect(isFiltered({ kind: 'all', accountId: undefined, line: undefined, search: undefined })).toBe(false);
  expect(isFiltered({ kind: 'missed' })).toBe(true);
  expect(isFiltered({ kind: 'all', search: 'a' })).toBe(true);
  expect(isFiltered({ kind: 'all', from: 0 })).toBe(true);
});
