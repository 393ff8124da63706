import { expect, test } from 'vitest';
import { shareOf } from './transfer-share.ts';

test('what failed is behind us too, and nothing to do is all done', () => {
  expect(shareOf({ active: 1, waiting: 1, done: 1, failed: 1 })).toBe(0.5);
  expect(shareOf({ active: 0, waiting: 3, done: 0, failed: 0 })).toBe(0);
  expect(shareOf({ active: 0, waiting: 0, done: 0, failed: 0 })).toBe(1);
});
