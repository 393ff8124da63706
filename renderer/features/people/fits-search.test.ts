import { expect, test } from 'vitest';
import { fitsSearch } from './fits-search.ts';

test.each([
  ['Как приходят звонки', 'зво как', true],
  ['Как приходят звонки', 'pdjy', true],
  ['Recordings', 'кусщкв', true],
  ['Recordings', 'cord', false],
  ['Записи', '', true],
])('%s is found by "%s": %s', (text, search, found) => {
  expect(fitsSearch(text, search)).toBe(found);
});
