import { createContext, useContext } from 'react';
import type { NumberMeanings } from '../../../shared/domain/destination-week.ts';
import { type Weekday, weekdays } from '../../../shared/domain/schedule/schedule.ts';
import type { Translate } from '../../words/translate.ts';
import { joinDays } from '../lines/week-words.ts';

export const noMeanings: NumberMeanings = { days: {}, timeZones: {} };

/** What the user confirmed of the account's own values, for the forms below it. */
export const MeaningsContext = createContext(noMeanings);

export function useMeanings(): NumberMeanings {
  return useContext(MeaningsContext);
}

/** On which days, by their names; the provider's own value where nobody said what it means. */
export function dayWords(day: number, { days }: NumberMeanings, t: Translate): string {
  const meant = days[day];
  if (meant === undefined) return t('tools.numbers.day', { day });
  return namesOfDays(meant, t);
}

/** In the middle of a sentence. */
export function namesOfDays(days: readonly Weekday[], t: Translate): string {
  const names = joinDays(days, t);
  return new Set(days).size === weekdays.length ? names.toLowerCase() : names;
}
