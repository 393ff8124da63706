import type { NumberMeanings } from '../../../shared/domain/destination-week.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import {
  type Destination,
  numberFlags,
  numberMails,
  numberSeconds,
  numberTexts,
  pairDestinations,
  type UniversalNumber,
} from '../../../shared/domain/universal-numbers.ts';
import type { Words } from '../../words/words.ts';
import { describeTimeZone } from '../accounts/connect/time-zones.ts';
import type { ChangeSentence } from '../lines/change-words.ts';
import { dayWords } from './meanings.ts';

type SomeWords = Pick<Words, 't' | 'number' | 'locale'>;

/** What each number is set to, a sentence for each. */
export function numberSentences(
  numbers: readonly UniversalNumber[],
  words: SomeWords,
  { timeZones }: NumberMeanings,
): string[] {
  const { t, number, locale } = words;
  return numbers.map(({ phone, flags, seconds, texts, destinations, changed, unread }) => {
    if (unread !== undefined)
      return [`${number(parseParty(phone))}: ${t('tools.numbers.unread')}`, unread].filter(Boolean).join(' ');
    const { description = '', time_zone: timeZone = '' } = texts;
    const said = [
      description && `«${description}»`,
      flags.enabled === false && t('tools.numbers.off'),
      t('tools.numbers.rings', { count: destinations.length }),
      ...numberFlags.map((name) => name !== 'enabled' && flags[name] === true && t(`tools.numbers.flags.${name}`)),
      ...numberSeconds.map(
        (name) =>
          seconds[name] !== undefined &&
          `${t(`tools.numbers.seconds.${name}`)}: ${t('tools.seconds', { value: seconds[name] })}`,
      ),
      timeZone && t('tools.numbers.timeZone', { timeZone: zoneWords(timeZones[timeZone], locale) ?? timeZone }),
      // Unpadded as it may be, its day and its hour stand apart.
      changed !== undefined && t('tools.numbers.changed', { changed: changed.replace(/(\d)T(\d)/, '$1 $2') }),
    ];
    return `${number(parseParty(phone))}: ${said.filter(Boolean).join('; ')}.`;
  });
}

/** What differs, number by number; destinations wherever they stand in the list. */
export function numberChanges(
  before: readonly UniversalNumber[],
  after: readonly UniversalNumber[],
  words: SomeWords,
  meanings: NumberMeanings,
): ChangeSentence[] {
  return after.flatMap((one) => {
    const was = before.find(({ phone }) => phone === one.phone);
    if (was === undefined || one.unread !== undefined) return [];
    const title = words.number(parseParty(one.phone));
    // Nobody can say that it is the same.
    if (was.unread !== undefined) {
      const after = words.t('tools.numbers.rings', { count: one.destinations.length });
      return [{ what: title, before: words.t('tools.numbers.unread'), after }];
    }
    const pairs = [
      ...fieldsOf(was, words).map((value, index) => [value, fieldsOf(one, words)[index] ?? value] as const),
      ...pairDestinations(was.destinations, one.destinations).map(
        ({ before, after }) => [toldOf(before, words, meanings), toldOf(after, words, meanings)] as const,
      ),
    ];
    return pairs.flatMap(([from, to]) =>
      // What one of them does not tell is not sent either.
      from.value === to.value || from.value === '' || to.value === ''
        ? []
        : [{ what: `${title}, ${from.label || to.label}`, before: from.value, after: to.value }],
    );
  });
}

interface Said {
  label: string;
  value: string;
}

/** The value is empty where it was not told. */
function fieldsOf({ flags, seconds, mails, texts }: UniversalNumber, { t }: SomeWords): Said[] {
  return [
    ...numberFlags.map((name) => ({
      label: t(`tools.numbers.flags.${name}`),
      value: flags[name] === undefined ? '' : t(`tools.${flags[name] ? 'yes' : 'no'}`),
    })),
    ...numberSeconds.map((name) => ({
      label: t(`tools.numbers.seconds.${name}`),
      value: seconds[name] === undefined ? '' : t('tools.seconds', { value: seconds[name] }),
    })),
    ...numberMails.map((name) => ({
      label: t(`tools.numbers.mails.${name}`),
      value: mails[name] || t('tools.notSet'),
    })),
    ...numberTexts.map((name) => ({
      label: t(`tools.numbers.texts.${name}`),
      value: texts[name] === undefined ? '' : texts[name] || t('tools.notSet'),
    })),
  ];
}

function toldOf(destination: Destination | undefined, words: SomeWords, meanings: NumberMeanings): Said {
  if (destination === undefined) return { label: '', value: words.t('tools.numbers.absent') };
  const days = dayWords(destination.day, meanings, words.t);
  return { label: titleOf(destination, days, words), value: describeDestination(destination, days, words) };
}

/** Whom it rings, on which days in the words of `days`, and the other fields whose meaning is not stated, as they are. */
export function titleOf({ phone, priority, ext }: Destination, days: string, { t, number }: SomeWords): string {
  return [
    number(parseParty(phone)),
    days,
    t('tools.numbers.priority', { priority }),
    ext && t('tools.numbers.ext', { ext }),
  ]
    .filter(Boolean)
    .join(', ');
}

/** The whole of it, in the order in which a person asks: when, whom, how. */
export function describeDestination(destination: Destination, days: string, words: SomeWords): string {
  const { t } = words;
  const { begin, end, channels, locked, record } = destination;
  return [
    begin === '00:00:00' && end === '23:59:59' ? t('tools.numbers.allDay') : `${begin}–${end}`,
    titleOf(destination, days, words),
    t('tools.numbers.channelCount', { count: channels }),
    record && t('tools.numbers.record'),
    locked && t('tools.numbers.locked'),
  ]
    .filter(Boolean)
    .join(', ');
}

/** Whose hours they are, where the user said so. */
export function zoneWords(zone: string | undefined, locale: string): string | undefined {
  return zone === undefined ? undefined : describeTimeZone(zone, locale, Date.now());
}

/** Words that stand in a sentence elsewhere. */
export function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
