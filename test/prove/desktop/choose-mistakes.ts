import { nearestOf } from '../../../build/setup/nearest.mjs';
import { UsageError } from '../../../build/setup/usage-error.mjs';
import type { Mistake } from './mistakes/mistake.ts';

export interface ChosenMistake {
  about: string;
  mistake: Mistake;
}

/**
 * All of them; with `only` those about one subject, or else those whose fact has these words. Throws UsageError where there is
 * none, with what was most likely meant.
 */
export function chooseMistakes(
  mistakes: Readonly<Record<string, readonly Mistake[]>>,
  only: string | undefined,
): ChosenMistake[] {
  const all = Object.entries(mistakes).flatMap(([about, list]) => list.map((mistake) => ({ about, mistake })));
  if (only === undefined) return all;
  const ofSubject = all.filter(({ about }) => about === only);
  if (ofSubject.length > 0) return ofSubject;
  const wanted = only.toLowerCase();
  const chosen = all.filter(({ mistake }) => mistake.fact.toLowerCase().includes(wanted));
  if (chosen.length > 0) return chosen;
  const subjects = Object.keys(mistakes);
  const nearest = nearestOf(only, all.map(({ mistake }) => mistake.fact).concat(subjects));
  const meant = nearest === undefined ? '' : ` Did you mean "${nearest}"?`;
  throw new UsageError(
    `No mistake is about "${only}", nor says so in its words.${meant} There are mistakes about ${subjects.join(', ')}.`,
  );
}
