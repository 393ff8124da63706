import { expect, test } from 'vitest';
import { formatMoney } from './money-format.ts';

test('money is written as in the country, and left alone when it is no money', () => {
  expect(formatMoney('1250.40', 'RUB', 'ru-RU').replace(/\s/g, ' ')).toBe('1 250,40 ₽');
  expect(formatMoney('12,5', 'RUB', 'ru-RU')).toBe('12,5 RUB');
  expect(formatMoney('7', 'units', 'en-GB')).toBe('7 units');
  expect(formatMoney('', '', 'en-GB')).toBe('');
});
