import { expect, test } from 'vitest';
import { timeZoneOptions } from './time-zones.ts';

const now = Date.UTC(2026, 10, 22, 12);

test('the times of Russia are told apart by name and by offset', () => {
  const options = timeZoneOptions('Europe/Moscow', 'ru', now);
  expect(options.find(({ value }) => value === 'Europe/Moscow')?.label).toMatch(/Моск.*\(GMT\+3\)/);
  expect(new Set(options.map(({ label }) => label.replace(/^.*\(/, ''))).size).toBe(options.length);
});

test('what is set can be kept', () => {
  expect(timeZoneOptions('Asia/Almaty', 'en', now)[0]?.value).toBe('Asia/Almaty');
});
