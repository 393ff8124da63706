import { expect, test } from 'vitest';
import { isSeveral, nameTyped, numbersOf, readContractNumber, withoutNumber } from './contract-numbers.ts';

test.each(['4950000110', '8 (495) 000-01-10', '+7 495 000 01 10', '74950000110'])(
  '%s is a number of a contract',
  (typed) => {
    expect(readContractNumber(typed)).toBe('+74950000110');
  },
);

test.each(['', 'shop', '101', '495000011', '+44 20 7946 0018', '0042656976'])('%o is none', (typed) => {
  expect(readContractNumber(typed)).toBeUndefined();
});

test('a pasted column is taken apart, each number once, and what is none stays to be put right', () => {
  const pasted = '8 495 000-01-10\r\n84990000120;\n+7 495 000 01 10, магазин';
  expect(isSeveral(pasted)).toBe(true);
  expect(isSeveral('8 495 000-01-10\n')).toBe(false);
  expect(nameTyped({ named: [], typed: '' }, pasted)).toEqual({
    named: ['+74950000110', '+74990000120'],
    typed: 'магазин',
  });
});

test('a number that still stands in the field counts', () => {
  expect(numbersOf({ named: [], typed: '' })).toBeUndefined();
  expect(numbersOf({ named: ['+74950000110'], typed: ' 8 499 000-01-20 ' })).toEqual(['+74950000110', '+74990000120']);
  expect(numbersOf({ named: ['+74950000110'], typed: '8 499' })).toBeUndefined();
  expect(withoutNumber({ named: ['+74950000110'], typed: '8' }, '+74950000110')).toEqual({ named: [], typed: '8' });
});
