import { expect, it } from 'vitest';
import { keyByContent, keyById } from './call-list-row.ts';

const at = Date.UTC(2026, 4, 4, 12);

it('gives a row without an id the same key whenever it is read, and no other row that key', () => {
  const key = keyByContent(at, ['79161000232', 60]);
  expect(keyByContent(at, ['79161000232', 60])).toBe(key);
  expect(keyByContent(at, ['79161000232', 61])).not.toBe(key);
  expect(keyByContent(at, ['7916100023', '260'])).not.toBe(key);
  expect(keyByContent(at + 1000, ['79161000232', 60])).not.toBe(key);
});

it('tells the parts of one talk, which share an id, by when they began', () => {
  expect(keyById('1001', at)).not.toBe(keyById('1001', at + 1000));
  expect(keyById('1001', at)).not.toBe(keyById('1002', at));
});

it('counts whole seconds: lists round what events tell exactly', () => {
  expect(keyById('1001', at + 999)).toBe(keyById('1001', at));
  expect(keyByContent(at + 999, ['a'])).toBe(keyByContent(at, ['a']));
});
