import { expect, test } from 'vitest';
import { leavingBytes, megabyte, quotaChoices } from './quota.ts';

test('what is in force can be chosen', () => {
  expect(quotaChoices(2048).filter((choice) => choice === 2048)).toEqual([2048]);
  const choices = quotaChoices(3000);
  expect(choices).toContain(3000);
  expect(choices).toEqual(choices.toSorted((a, b) => a - b));
});

test('what is over the quota leaves, and nothing that is kept', () => {
  const used = { bytes: 900 * megabyte, keptBytes: 100 * megabyte };
  expect(leavingBytes(used, 1024)).toBe(0);
  expect(leavingBytes(used, 500)).toBe(400 * megabyte);
  expect(leavingBytes({ ...used, keptBytes: 800 * megabyte }, 500)).toBe(100 * megabyte);
});
