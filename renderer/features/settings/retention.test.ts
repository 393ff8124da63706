import { expect, test } from 'vitest';
import { keepsLess, retentionChoices } from './retention.ts';

test('what is in force can be chosen, once, and for ever comes first', () => {
  expect(retentionChoices(0)[0]).toBe(0);
  expect(retentionChoices(45)).toContain(45);
  const choices = retentionChoices(30);
  expect(new Set(choices).size).toBe(choices.length);
  expect(choices.slice(1)).toEqual(choices.slice(1).toSorted((a, b) => a - b));
});

test('any end is less than for ever', () => {
  expect(keepsLess(0, 1825)).toBe(true);
  expect(keepsLess(90, 30)).toBe(true);
  expect(keepsLess(30, 90)).toBe(false);
  expect(keepsLess(30, 0)).toBe(false);
  expect(keepsLess(30, 30)).toBe(false);
});
