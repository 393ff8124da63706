import { expect, test } from 'vitest';
import { tomorrowMorning } from '../../../shared/domain/tomorrow-morning.ts';
import { keepOrder } from './calm-order.ts';
import { inAnHour } from './snooze.ts';

test('rows keep their places while the pointer is among them, with what is new in them', () => {
  const items = [{ key: 'new' }, { key: 'b', tries: 2 }, { key: 'a' }];
  expect(keepOrder(items, ['a', 'b', 'gone'])).toEqual([{ key: 'a' }, { key: 'b', tries: 2 }, { key: 'new' }]);
});

test('tomorrow is nine in the morning by the clock on the wall, also over the end of a month', () => {
  expect(new Date(tomorrowMorning(new Date(2026, 10, 30, 23, 59).getTime()))).toEqual(new Date(2026, 11, 1, 9));
  expect(inAnHour(5)).toBe(3_600_005);
});
