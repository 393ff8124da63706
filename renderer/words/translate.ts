import type { en } from './en/index.ts';

export interface WordTree {
  readonly [key: string]: string | WordTree;
}

/** Keys with dots; of what is counted, without the form. */
type KeysOf<Words> = {
  [Key in keyof Words & string]: Words[Key] extends string
    ? Key extends `${infer Base}_${'one' | 'other'}`
      ? Base
      : Key
    : `${Key}.${KeysOf<Words[Key]>}`;
}[keyof Words & string];

export type WordKey = KeysOf<typeof en>;
/** `count` chooses the form of a number. What is filled in stands in `{{name}}`, as it is: React escapes what it renders. */
export type Translate = (key: WordKey, values?: Readonly<Record<string, string | number | undefined>>) => string;

export interface Table {
  /** Words that are known from now on, beside those before. */
  add(words: WordTree): void;
  t: Translate;
}

export function createTable(locale: string): Table {
  const texts = new Map<string, string>();
  const rules = new Intl.PluralRules(locale);

  function add(words: WordTree, above = ''): void {
    for (const [key, value] of Object.entries(words)) {
      if (typeof value === 'string') texts.set(above + key, value);
      else add(value, `${above}${key}.`);
    }
  }

  return {
    add,
    t(key, values = {}) {
      const counted = typeof values.count === 'number' ? texts.get(`${key}_${rules.select(values.count)}`) : undefined;
      const text = counted ?? texts.get(key) ?? key;
      return text.replace(/\{\{(\w+)\}\}/g, (_whole, name) => String(values[name] ?? ''));
    },
  };
}
