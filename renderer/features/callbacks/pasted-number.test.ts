import { expect, test } from 'vitest';
import { numberIn } from './pasted-number.ts';

test.each([
  ['+7 916 100-02-32', '+7 916 100-02-32'],
  [' 89161000232\n', '89161000232'],
  ['tel:+79161000232', 'tel:+79161000232'],
  ['Мария, 8 (916) 100-02-32, после обеда', '8 (916) 100-02-32'],
  ['заказ 1204 от 12.10.2026, тел. +7 812 309-45-67', '+7 812 309-45-67'],
  ['<a href="tel:+442079460018">call us</a>', 'tel:+442079460018'],
  ['810 44 20 7946 0018', '810 44 20 7946 0018'],
  ['0042656976', '0042656976'],
])('finds the number in %j', (text, number) => {
  expect(numberIn(text)).toBe(number);
});

test.each(['', 'перезвоните мне', 'счёт 48 000 ₽', '112'])('finds none in %j', (text) => {
  expect(numberIn(text)).toBeUndefined();
});
