import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markHits } from './search-hits.ts';

const marked = (text: string, search: string) =>
  markHits(text, search)
    .map((part) => (part.hit ? `[${part.text}]` : part.text))
    .join('');

test.each([
  ['Мария Соколова', 'соко мар', '[Мар]ия [Соко]лова'],
  ['Мария Соколова', 'vfhbz', '[Мария] Соколова'],
  ['Артём', 'арте', '[Артё]м'],
  ['+7 916 100-02-32 · Офис', '8 (916) 100', '+7 [916 100]-02-32 · Офис'],
  ['+7 916 100-02-32', '0232', '+7 916 100-[02-32]'],
  ['Анна', 'анан', 'Анна'],
  ['ананан', 'ана нан', '[ананан]'],
  ['', 'а', ''],
])('in %s, what %s found is marked', (text, search, expected) => {
  expect(marked(text, search)).toBe(expected);
});

test('a text stays what it is, whatever is searched for', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, search) => {
      expect(
        markHits(text, search)
          .map((part) => part.text)
          .join(''),
      ).toBe(text);
    }),
  );
});
