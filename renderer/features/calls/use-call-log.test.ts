import { expect, test } from 'vitest';
import { isFiltered } from './use-call-log.ts';

test('whatever is asked for makes it less than all', () => {
  expect(isFiltered({ kind: 'all', accountId: undefined, line: undefined, search: undefined })).toBe(false);
  expect(isFiltered({ kind: 'missed' })).toBe(true);
  expect(isFiltered({ kind: 'all', search: 'a' })).toBe(true);
  expect(isFiltered({ kind: 'all', from: 0 })).toBe(true);
});
