import type { Party } from '../../shared/contract/call.ts';
import type { Problem } from '../../shared/contract/problem.ts';
import { formatMoney } from '../../shared/domain/money-format.ts';
import { formatParty } from '../../shared/domain/party-format.ts';
import {
  daysAgo,
  formatClock,
  formatDate,
  formatDay,
  formatDayHeading,
  formatDayMonth,
  formatWhen,
  formatWhenShort,
} from '../format/day.ts';
import { formatBytes, formatPeriod, formatWaiting } from '../format/duration.ts';
import { problemOf } from '../session/session.tsx';
import { type Locale, problemIn, translatorOf, useLocale } from './i18n.ts';

/** English here is the one with 24 hours and the day before the month. */
const intlLocales: Record<Locale, string> = { ru: 'ru-RU', en: 'en-GB' };

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

const languages = new Map<Locale, ReturnType<typeof wordsOf>>();

/** The words and the formats of the language that is set. Times are epoch ms. */
export function useWords() {
  const locale = useLocale();
  // Made once, and not by each of the hundreds of rows that a scrolled list draws and drops.
  const words = languages.get(locale) ?? wordsOf(locale);
  languages.set(locale, words);
  return words;
}

function wordsOf(locale: Locale) {
  const intl = intlLocales[locale];
  const t = translatorOf(locale);
  const number = (party: Pick<Party, 'kind' | 'e164' | 'raw'>) => {
    if (party.kind === 'hidden') return t('app.party.hidden');
    if (party.kind === 'extension') return t('app.party.extension', { number: formatParty(party) });
    return formatParty(party);
  };
  return {
    t,
    locale,
    /** The number as people write it, or that it is hidden. */
    number,
    /** The name, or else the number. */
    who: (party: Party) => party.name ?? number(party),
    /** In the middle of a sentence: "today at 14:05", "yesterday", "on Tuesday", "14 Oct". */
    spoken: (at: number, now: number) => {
      const days = daysAgo(at, now);
      if (days <= 0) return t('app.todayAt', { time: formatClock(at, intl) });
      if (days === 1 || days > 6) return formatWhenShort(at, now, intl);
      return t(`app.onWeekday.${weekdays[new Date(at).getDay()] ?? 'sunday'}`);
    },
    /** The time of today, or else the date: "14:05", "14 Oct". */
    dated: (at: number, now: number) => (daysAgo(at, now) === 0 ? formatClock(at, intl) : formatDate(at, now, intl)),
    clock: (at: number) => formatClock(at, intl),
    when: (at: number, now: number) => formatWhen(at, now, intl),
    whenShort: (at: number, now: number) => formatWhenShort(at, now, intl),
    /** In the middle of a sentence: "14 October". */
    day: (at: number, now: number) => formatDay(at, now, intl),
    /** "Tue, 14 Oct". */
    weekdayDate: (at: number, now: number) => formatDate(at, now, intl, 'short'),
    /** "14.10", for an axis. */
    dayMonth: (at: number) => formatDayMonth(at, intl),
    dayHeading: (at: number, now: number) => formatDayHeading(at, now, intl),
    waiting: (since: number, now: number) => formatWaiting(since, now, intl),
    bytes: (count: number) => formatBytes(count, intl),
    period: (days: number) => formatPeriod(days, intl),
    count: (value: number) => new Intl.NumberFormat(intl).format(value),
    /** Day, month and year. */
    date: (at: number) => new Intl.DateTimeFormat(intl, { dateStyle: 'medium' }).format(at),
    percent: (share: number) => new Intl.NumberFormat(intl, { style: 'percent' }).format(share),
    problem: (problem: Problem) => problemIn(locale, problem),
    /** What a failed request says, in a sentence. */
    error: (error: unknown) => {
      const said = problemOf(error);
      return said ? problemIn(locale, said) : t('app.lost.short');
    },
    money: (amount: string, currency: string) => formatMoney(amount, currency, intl),
  };
}

export type Words = ReturnType<typeof useWords>;
