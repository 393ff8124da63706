import { describe, expect, test } from 'vitest';
import { dayKey, dayStart, daysAgo, formatDayHeading, formatWhen, formatWhenShort } from './day.ts';

const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute).getTime();
const now = at(20, 14, 5);

test('days are counted by the calendar, not by 24 hours', () => {
  expect(daysAgo(at(20, 0, 1), now)).toBe(0);
  expect(daysAgo(at(19, 23, 59), now)).toBe(1);
  expect(daysAgo(at(13, 15), now)).toBe(7);
  expect(dayKey(at(19, 23, 59))).not.toBe(dayKey(at(20, 0, 1)));
});

test('the start of a day is its midnight', () => {
  expect(dayStart(now)).toBe(at(20, 0));
  expect(dayStart(now, 1)).toBe(at(19, 0));
});

describe('in words', () => {
  test('headings name today and yesterday, then the weekday', () => {
    expect(formatDayHeading(at(20, 9), now, 'ru-RU')).toBe('Сегодня');
    expect(formatDayHeading(at(19, 9), now, 'en-GB')).toBe('Yesterday');
    expect(formatDayHeading(at(17, 9), now, 'ru-RU')).toBe('Вторник, 17 ноября');
    expect(formatDayHeading(new Date(2025, 4, 3).getTime(), now, 'ru-RU')).toMatch(/^Суббота, 3 мая 2025/);
  });

  test('short forms get coarser with age', () => {
    expect(formatWhenShort(at(20, 9, 7), now, 'ru-RU')).toBe('09:07');
    expect(formatWhenShort(at(19, 9), now, 'ru-RU')).toBe('вчера');
    expect(formatWhenShort(at(17, 9), now, 'ru-RU')).toBe('вт');
    expect(formatWhenShort(at(3, 9), now, 'en-GB')).toBe('3 Nov');
  });

  test('full forms have the day and the clock', () => {
    expect(formatWhen(at(20, 14, 5), now, 'en-GB')).toBe('today, 14:05');
    expect(formatWhen(at(21, 9), now, 'ru-RU')).toBe('завтра, 09:00');
    expect(formatWhen(at(17, 9), now, 'ru-RU')).toMatch(/^вт, 17 .*09:00$/);
  });
});
