import type { Problem } from '../contract/problem.ts';
import { sayProblem } from './problem-words.ts';
import { problemWords as en } from './problem-words-en.ts';
import { problemWords as ru } from './problem-words-ru.ts';

export type ProblemLocale = 'ru' | 'en';

const languages = { ru, en };

/** For whoever has both languages at hand; a page loads the one that it speaks. */
export function problemText(problem: Problem, locale: ProblemLocale): string {
  return sayProblem(problem, languages[locale]);
}
