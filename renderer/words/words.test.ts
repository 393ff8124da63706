import { type Node, parseSync } from 'oxc-parser';
import { describe, expect, test } from 'vitest';
import { walk } from '../../build/module-references.ts';
import { en } from './en/index.ts';
import { rest } from './en/rest.ts';
import { ru } from './ru/index.ts';
import { createTable } from './translate.ts';

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

const counts = [0, 1, 2, 5, 11, 21, 22, 25, 101];
const languages = { en, ru } as const;

describe.each(['ru', 'en'] as const)('what is counted, in %s', (locale) => {
  const texts = new Map(flatten(languages[locale]));
  const counted = [
    ...new Set([...texts.keys()].filter((key) => plural.test(key)).map((key) => key.replace(plural, ''))),
  ];
  const rules = new Intl.PluralRules(locale);

  const table = createTable(locale);
  table.add(languages[locale]);
  const t = table.t as (key: string, values: { count: number }) => string;

  test.each(counted)('%s is said by the form of its number', (key) => {
    for (const count of counts) {
      const form = texts.get(`${key}_${rules.select(count)}`);
      expect(form, `${key} for ${count}`).toBeDefined();
      // Other things that it names are left out here.
      const said = t(key, { count }).replace(/\{\{\w+\}\}/g, '');
      expect(said).toBe(form?.replaceAll('{{count}}', String(count)).replace(/\{\{\w+\}\}/g, ''));
      expect(said).toContain(String(count));
    }
  });
});

test('in Russian a number before a word has forms', () => {
  const unbent = flatten(ru).filter(([key, text]) => !plural.test(key) && /\{\{count\}\}\s+\p{L}/u.test(text));
  expect(unbent).toEqual([]);
});

/** What a module says of words: texts and numbers that stand in it, beginnings of keys that it ends, modules it imports. */
interface Said {
  texts: Set<string>;
  begun: string[];
  imports: string[];
  /** Those that are more than types. */
  loads: string[];
}

function readSaid(path: string, source: string): Said {
  const said: Said = { texts: new Set(), begun: [], imports: [], loads: [] };
  walk(parseSync(path, source).program, undefined, (node: Node) => {
    if (node.type === 'Literal') said.texts.add(String(node.value));
    else if (node.type === 'ImportDeclaration') {
      said.imports.push(resolve(path, node.source.value));
      if (node.importKind !== 'type') said.loads.push(resolve(path, node.source.value));
    } else if (node.type === 'TemplateLiteral' && node.expressions.length > 0) {
      said.begun.push(node.quasis[0]?.value.cooked ?? '');
    }
  });
  return said;
}

const resolve = (from: string, to: string) => new URL(to, `file://${from}`).pathname;

const sources = import.meta.glob<string>(['../**/*.{ts,tsx}', '../../shared/**/*.ts', '!**/*.test.*'], {
  query: '?raw',
  import: 'default',
  eager: true,
});
const here = '/renderer/words/';
const modules = new Map(
  Object.entries(sources)
    .map(([path, source]) => [resolve(here, path), source] as const)
    .filter(([path]) => !['en/', 'ru/'].some((language) => path.startsWith(`${here}${language}`)))
    .map(([path, source]) => [path, readSaid(path, source)]),
);

/** Whether a text stands in the module or in what it imports: there the names are made that it is given. */
function knows(path: string, text: string, steps = 2): boolean {
  const module = modules.get(path);
  if (module === undefined) return false;
  return module.texts.has(text) || (steps > 0 && module.imports.some((each) => knows(each, text, steps - 1)));
}

/** Keys that no module says: neither whole, nor begun where their end is known, there or to who uses what begins them. */
function unsaidOf(keys: readonly string[]): string[] {
  return keys.filter((key) => {
    const dot = key.lastIndexOf('.') + 1;
    const [group, end] = [key.slice(0, dot), key.slice(dot)];
    const isBegunIn = (path: string) => modules.get(path)?.begun.includes(group) === true;
    return ![...modules].some(
      ([path, { texts, imports }]) =>
        texts.has(key) || (isBegunIn(path) && knows(path, end)) || (texts.has(end) && imports.some(isBegunIn)),
    );
  });
}

describe('every word is said somewhere', () => {
  test('of all that there are', () => {
    expect(unsaidOf(flatten(en).map(([key]) => key.replace(plural, '')))).toEqual([]);
  });

  test('and one that nobody says would be found', () => {
    const unsaid = [
      'app.nav.archive',
      'accounts.states.away',
      'lines.modes.holidays',
      'app.update.state.sold',
      'vault.unused',
    ];
    expect(unsaidOf([...unsaid, 'app.nav.calls', 'app.retry'])).toEqual(unsaid);
  });
});

/** What the page loads before its first screen: all that is imported by what is imported, and nothing that is loaded later. */
function firstModules(): Set<string> {
  const first = new Set<string>();
  const visit = (path: string) => {
    if (first.has(path)) return;
    first.add(path);
    for (const each of modules.get(path)?.loads ?? []) visit(each);
  };
  visit('/renderer/app/main.tsx');
  return first;
}

test('the first screen says none of the words that are loaded after it', () => {
  const first = firstModules();
  expect(first.size).toBeGreaterThan(50);
  const keys = flatten(rest).map(([key]) => key.replace(plural, ''));
  const said = [...first].flatMap((path) => {
    const module = modules.get(path);
    return keys.filter((key) => {
      const group = key.slice(0, key.lastIndexOf('.') + 1);
      return module?.texts.has(key) || module?.begun.includes(group);
    });
  });
  expect(said).toEqual([]);
});
