import { describe, expect, test } from 'vitest';
import { formatDuration, formatWaiting, isoDuration } from './duration.ts';

test.each([
  [0, '0:00'],
  [5.9, '0:05'],
  [65, '1:05'],
  [600, '10:00'],
  [3723, '1:02:03'],
  [-3, '0:00'],
])('%s seconds read %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

test('the duration for machines is whole seconds', () => {
  expect(isoDuration(65.4)).toBe('PT65S');
});

describe('formatWaiting', () => {
  const minute = 60_000;
  // Intl separates by a narrow space that differs between versions.
  const said = (minutes: number, locale: string) => formatWaiting(0, minutes * minute, locale).replace(/\s/g, ' ');

  test.each([
    [0, '1 мин'],
    [25, '25 мин'],
    [60, '1 ч'],
    [70, '1 ч 10 мин'],
    [26 * 60 + 40, '1 д 2 ч'],
  ])('%s minutes in Russian are "%s"', (minutes, text) => {
    expect(said(minutes, 'ru-RU')).toBe(text);
  });

  test('in English they are short', () => {
    expect(said(70, 'en-GB')).toBe('1h 10m');
  });

  test('a clock that runs ahead makes no negative wait', () => {
    expect(formatWaiting(minute, 0, 'ru-RU').replace(/\s/g, ' ')).toBe('1 мин');
  });
});
