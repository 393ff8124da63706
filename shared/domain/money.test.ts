import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readAmount, writeAmount } from './money.ts';

it.each([
  ['-1.8', -1_800_000],
  ['1 843,50', 1_843_500_000],
  ['+12', 12_000_000],
  ['0', 0],
  ['-0', 0],
  ['1.8 RUB', undefined],
  ['1,843.50', undefined],
  ['1e9', undefined],
  ['', undefined],
])('reads %j as %j', (received, amount) => {
  expect(readAmount(received)).toBe(amount);
});

it('loses nothing of what was written, however much is added up', () => {
  const kopecks = fc.integer({ min: -99_999_999, max: 99_999_999 });
  fc.assert(
    fc.property(fc.array(kopecks, { maxLength: 200 }), (amounts) => {
      const total = amounts.reduce((sum, one) => sum + (readAmount((one / 100).toFixed(2)) ?? Number.NaN), 0);
      const expected = amounts.reduce((sum, one) => sum + one, 0);
      expect(writeAmount(total)).toBe((expected / 100).toFixed(2).replace('-0.00', '0.00'));
    }),
  );
});
