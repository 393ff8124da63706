import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatTimeOfDay, parseTimeOfDay } from './time-of-day.ts';

it.each([
  ['9', 9 * 3600],
  ['09', 9 * 3600],
  ['9:30', 34_200],
  ['9.30', 34_200],
  ['0930', 34_200],
  ['930', 34_200],
  [' 18:05 ', 65_100],
  ['0', 0],
  ['24', 86_400],
  ['24:00', 86_400],
  ['23:59:59', 86_399],
  ['24:01', undefined],
  ['25', undefined],
  ['9:60', undefined],
  ['noon', undefined],
  ['', undefined],
])('%s is %s seconds of the day', (typed, seconds) => {
  expect(parseTimeOfDay(typed)).toBe(seconds);
});

it('reads every time that it writes', () => {
  fc.assert(fc.property(fc.nat(86_400), (seconds) => parseTimeOfDay(formatTimeOfDay(seconds)) === seconds));
});
