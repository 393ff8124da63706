import { describe, expect, test } from 'vitest';
import { formatBytes, formatDuration, formatPeriod, formatWaiting, isoDuration } from './duration.ts';

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

test.each([
  [0, '0 kB'],
  [1536, '1.5 kB'],
  [700 * 1024, '700 kB'],
  [2.25 * 1024 ** 2, '2.3 MB'],
  [500 * 1024 ** 2, '500 MB'],
  [2 * 1024 ** 3, '2 GB'],
])('%s bytes read %s', (bytes, text) => {
  expect(formatBytes(bytes, 'en-GB').replace(/\s/g, ' ')).toBe(text);
});

test.each([
  [30, '30 дней'],
  [365, '1 год'],
  [730, '2 года'],
  [1825, '5 лет'],
])('%s days in Russian are "%s"', (days, text) => {
  expect(formatPeriod(days, 'ru-RU').replace(/\s/g, ' ')).toBe(text);
});
