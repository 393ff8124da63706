import { expect, test } from 'vitest';
import { en } from './en/index.ts';
import { ru } from './ru/index.ts';

interface Words {
  [key: string]: string | Words;
}

const plural = /_(one|few|many|other)$/;

/** `[key, text]` of every string, the key with dots and, of plurals, with its form. */
function flatten(words: Words, above = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[above + key, value]] : flatten(value, `${above}${key}.`),
  );
}

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

test('both languages fill in the same things', () => {
  const english = new Map(flatten(en).map(([key, text]) => [key.replace(plural, '_other'), placeholders(text)]));
  for (const [key, text] of flatten(ru)) {
    expect(placeholders(text), key).toEqual(english.get(key.replace(plural, '_other')));
  }
});

test('every word is said somewhere', () => {
  // The contract too: states and kinds are put into keys as they are.
  const files = import.meta.glob<string>(
    ['../../**/*.{ts,tsx}', '../../../shared/contract/*.ts', '!./**', '!**/*.test.*'],
    {
      query: '?raw',
      import: 'default',
      eager: true,
    },
  );
  const source = Object.values(files).join('\n');
  const unsaid = flatten(en)
    .map(([key]) => key.replace(plural, ''))
    .filter((key) => {
      const [last = '', ...group] = key.split('.').reverse();
      // Either the whole key stands in the code, or one is put together from its group and a name.
      const made = source.includes(`${group.reverse().join('.')}.\${`);
      return !source.includes(`'${key}'`) && !(made && new RegExp(`\\b${last}\\b`).test(source));
    });
  expect(unsaid).toEqual([]);
});
