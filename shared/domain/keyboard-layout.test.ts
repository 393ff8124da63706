import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOtherLayout } from './keyboard-layout.ts';

test.each([
  ['vfhbz', 'мария'],
  ['Gtnhjdyf', 'петровна'],
  [',jhbc', 'борис'],
  ['шмфт', 'ivan'],
  ['lj,. 2', 'добю 2'],
])('%s is %s under the other layout', (typed, meant) => {
  expect(inOtherLayout(typed)).toBe(meant);
});

test.each(['', '916 100', '…', 'ИП Ivanov'])('%s says nothing under another layout', (typed) => {
  expect(inOtherLayout(typed)).toBeUndefined();
});

test('there and back is what was meant', () => {
  const word = fc.stringMatching(/^[а-яё]{1,20}$/);
  fc.assert(
    fc.property(word, (meant) => {
      const typed = inOtherLayout(meant) ?? '';
      expect(/[a-z]/.test(typed) ? inOtherLayout(typed) : meant).toBe(meant);
    }),
  );
});
