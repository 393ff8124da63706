import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf, snoozeChoices, timeOn } from './snooze.ts';

const at = (day: number, hour: number, minutes = 0) => new Date(2026, 10, day, hour, minutes).getTime();
const keysAt = (now: number) => snoozeChoices(now).map(({ key }) => key);

test('a caller is put off for a quarter, an hour, until the evening or until nine tomorrow, by the clock on the wall', () => {
  expect(snoozeChoices(at(30, 14, 5))).toEqual([
    { key: 'quarter', until: at(30, 14, 20) },
    { key: 'hour', until: at(30, 15, 5) },
    { key: 'evening', until: at(30, 18) },
    { key: 'tomorrow', until: new Date(2026, 11, 1, 9).getTime() },
  ]);
});

test('the evening is offered while it is ahead by some while', () => {
  expect(keysAt(at(30, 17, 30))).toContain('evening');
  expect(keysAt(at(30, 17, 31))).not.toContain('evening');
  expect(keysAt(at(30, 23, 59))).not.toContain('evening');
});

test('every choice is later than now, whenever that is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), (now) => {
      expect(snoozeChoices(now).every(({ until }) => until > now)).toBe(true);
    }),
  );
});

test('an own time is a day and a time as people type it', () => {
  expect(timeOn('2026-11-30', '9')).toBe(at(30, 9));
  expect(timeOn('2026-11-30', '14:05')).toBe(at(30, 14, 5));
  expect(timeOn('2026-11-30', '25:00')).toBeUndefined();
  expect(timeOn('', '9:00')).toBeUndefined();
  expect(timeOn(dayOf(at(30, 23, 59)), '23:59')).toBe(at(30, 23, 59));
});
