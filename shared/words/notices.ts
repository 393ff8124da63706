import type { Call, Party } from '../contract/call.ts';
import type { QuietMissed } from '../contract/quiet.ts';
import type { Settings } from '../contract/settings.ts';
import type { LiveCard } from '../contract/updates.ts';
import { formatParty } from '../domain/party-format.ts';

interface NoticeWords {
  title: string;
  body: string;
}

type Tells = Settings['noticeCaller'];

/** What a notification of a call says. Short: the system cuts a title at about forty characters. */
export function noticeWords(
  notice: { call: Call; accountLabel: string; before: LiveCard['before']; tells: Tells; now: number },
  locale: 'ru' | 'en',
): NoticeWords {
  const { call, accountLabel, before, tells, now } = notice;
  const words = wordsOf[locale];
  const who = nameOf(call.remote, tells, locale);
  const [named, unnamed] =
    call.state === 'missed' ? [words.missed, words.someoneMissed] : [words.incoming, words.someone];
  const details = [
    // One that a list brought to light: it is not of this moment.
    call.state === 'missed' && now - call.startedAt >= longAgoMs ? words.calledAt(timeOf(call.startedAt)) : undefined,
    tells === 'full' && call.remote.name !== undefined ? numberOf(call.remote, locale) : undefined,
    call.line === '' ? accountLabel : `${call.line} · ${accountLabel}`,
    tells === 'nobody' ? undefined : earlierCalls(before, now, locale),
  ];
  return {
    title: who === undefined ? unnamed : named(who),
    body: details.filter((part) => part !== undefined).join('\n'),
  };
}

/** What is said of a quiet time once it is over. */
export function quietMissedWords({ callers, who }: QuietMissed, tells: Tells, locale: 'ru' | 'en'): NoticeWords {
  const names = who.map((party) => nameOf(party, tells, locale)).filter((name) => name !== undefined);
  const further = callers - names.length;
  const words = wordsOf[locale];
  return {
    title: words.quietMissed(callers),
    body: [...names, ...(names.length > 0 && further > 0 ? [words.further(further)] : [])].join('\n'),
  };
}

/** Nobody is said to call for the first time beyond what was read. */
function earlierCalls({ count, since }: LiveCard['before'], now: number, locale: 'ru' | 'en'): string | undefined {
  const words = wordsOf[locale];
  if (count > 0) return words.before(count);
  return since === undefined ? undefined : words.firstSince(dateOf(since, now, locale));
}

function dateOf(instant: number, now: number, locale: 'ru' | 'en'): string {
  const sameYear = new Date(instant).getFullYear() === new Date(now).getFullYear();
  const year = sameYear ? undefined : 'numeric';
  return new Intl.DateTimeFormat(locale === 'ru' ? 'ru' : 'en-GB', { day: 'numeric', month: 'long', year }).format(
    instant,
  );
}

const longAgoMs = 60_000;
/** Without "am" and "pm", which no clock of the program shows. */
const clockTime = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const timeOf = (instant: number) => clockTime.format(instant);

/** `undefined` where the user wants nothing said that tells who it is. */
function nameOf(party: Party, tells: Tells, locale: 'ru' | 'en'): string | undefined {
  if (tells === 'nobody') return undefined;
  return party.name ?? (tells === 'full' ? numberOf(party, locale) : undefined);
}

function numberOf(party: Party, locale: 'ru' | 'en'): string {
  return party.kind === 'hidden' ? wordsOf[locale].hidden : formatParty(party);
}

const russianCounts = new Intl.PluralRules('ru');
const inRussian = (count: number, one: string, few: string, many: string) =>
  `${count} ${{ one, few, many }[russianCounts.select(count) as 'one'] ?? few}`;

const wordsOf = {
  ru: {
    hidden: 'Номер скрыт',
    incoming: (who: string) => `Звонит ${who}`,
    someone: 'Входящий звонок',
    missed: (who: string) => `Пропущен: ${who}`,
    someoneMissed: 'Пропущенный звонок',
    calledAt: (time: string) => `Звонок был в ${time}`,
    firstSince: (date: string) => `Первый звонок с ${date}`,
    before: (count: number) => `До этого ${inRussian(count, 'звонок', 'звонка', 'звонков')}`,
    quietMissed: (count: number) => `Пока было тихо: ${inRussian(count, 'пропущенный', 'пропущенных', 'пропущенных')}`,
    further: (count: number) => `и ещё ${count}`,
  },
  en: {
    hidden: 'Hidden number',
    incoming: (who: string) => `${who} is calling`,
    someone: 'Incoming call',
    missed: (who: string) => `Missed: ${who}`,
    someoneMissed: 'Missed call',
    calledAt: (time: string) => `Called at ${time}`,
    firstSince: (date: string) => `First call since ${date}`,
    before: (count: number) => `${count} ${count === 1 ? 'call' : 'calls'} before`,
    quietMissed: (count: number) => `While it was quiet: ${count} ${count === 1 ? 'caller waits' : 'callers wait'}`,
    further: (count: number) => `and ${count} more`,
  },
};
