import { expect, it } from 'vitest';
import { joinTerms, type SearchTerm } from './call-search.ts';

const term = (fields: Partial<SearchTerm>): SearchTerm => ({
  text: 'word',
  callers: [],
  lines: [],
  noted: [],
  notedDownTo: undefined,
  ...fields,
});

it('words that only callers have are looked up as one, in the callers that have them all', () => {
  const joined = joinTerms([term({ callers: [1, 2, 3] }), term({ callers: [3, 1, 9] }), term({ callers: [1, 3, 4] })]);
  expect(joined.map(({ callers }) => callers)).toEqual([[1, 3]]);
  expect(joinTerms([term({ callers: [1] }), term({ callers: [2] })]).map(({ callers }) => callers)).toEqual([[]]);
});

it('words that are found elsewhere too, or in too many callers, stay as they are', () => {
  const elsewhere = [
    term({ callers: [1], lines: [7] }),
    term({ callers: [2], noted: [5] }),
    term({ callers: undefined }),
  ];
  expect(joinTerms(elsewhere)).toEqual(elsewhere);
  expect(joinTerms([...elsewhere, term({ callers: [1, 2] }), term({ callers: [2] })])).toEqual([
    term({ callers: [2] }),
    ...elsewhere,
  ]);
});
