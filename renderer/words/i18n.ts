import { useSyncExternalStore } from 'react';
import type { Problem } from '../../shared/contract/problem.ts';
import { type ProblemWords, sayProblem } from '../../shared/words/problem-words.ts';
import { createTable, type Table, type Translate, type WordTree } from './translate.ts';

export type Locale = 'ru' | 'en';

/** What the first screen says, and all other words: each language in files of its own, so that the other one waits. */
const sources: Record<
  Locale,
  { first(): Promise<{ first: WordTree; problemWords: ProblemWords }>; rest(): Promise<WordTree> }
> = {
  ru: {
    first: () => import('./ru/first.ts'),
    rest: async () => (await import('./ru/rest.ts')).rest,
  },
  en: {
    first: () => import('./en/first.ts'),
    rest: async () => (await import('./en/rest.ts')).rest,
  },
};

interface Language {
  table: Table;
  /** There since the first words are. */
  problemWords?: ProblemWords;
  hasRest: boolean;
}

const languages: Record<Locale, Language> = {
  ru: { table: createTable('ru'), hasRest: false },
  en: { table: createTable('en'), hasRest: false },
};
const listeners = new Set<() => void>();
let spoken: Locale = 'en';
let wanted: Locale = 'en';
/** Whether somebody needs more than the first words. */
let needsAll = false;

/** The page speaks the language once it resolves. Rejects when the words cannot be loaded; then it speaks as before. */
export async function speak(locale: Locale): Promise<void> {
  wanted = locale;
  const language = languages[locale];
  await Promise.all([loadFirst(language, locale), needsAll && loadRest(language, locale)]);
  // Another language may have been chosen meanwhile.
  if (wanted !== locale) return;
  spoken = locale;
  document.documentElement.lang = locale;
  for (const listener of listeners) listener();
}

/**
 * For what is not on the first screen: all words of the language that is spoken, now and after it is changed. The one that is
 * wanted may not have come yet, or never come: until then the other goes on.
 */
export async function loadAllWords(): Promise<void> {
  needsAll = true;
  await Promise.all([...new Set([spoken, wanted])].map((locale) => loadRest(languages[locale], locale)));
}

async function loadFirst(language: Language, locale: Locale): Promise<void> {
  if (language.problemWords !== undefined) return;
  const { first, problemWords } = await sources[locale].first();
  language.table.add(first);
  language.problemWords = problemWords;
}

async function loadRest(language: Language, locale: Locale): Promise<void> {
  if (language.hasRest) return;
  language.table.add(await sources[locale].rest());
  language.hasRest = true;
}

/**
 * The language of whoever looks at the page: what the browser asks for, and in a window of our own what the system is set
 * to. Core may run where another language is spoken.
 */
export function browserLocale(): Locale {
  return navigator.language.toLowerCase().startsWith('ru') ? 'ru' : 'en';
}

export const translatorOf = (locale: Locale): Translate => languages[locale].table.t;

/** A problem in a sentence; of a language that was never spoken, its code. */
export function problemIn(locale: Locale, problem: Problem): string {
  const { problemWords } = languages[locale];
  return problemWords === undefined ? problem.code : sayProblem(problem, problemWords);
}

export function useLocale(): Locale {
  return useSyncExternalStore(onLanguage, () => spoken);
}

/** The words alone; what is counted, dated and named is in `useWords`. */
export function useTranslate(): Translate {
  return translatorOf(useLocale());
}

function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
