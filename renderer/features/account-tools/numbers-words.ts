import { parseParty } from '../../../shared/domain/phone-number.ts';
import {
  type Destination,
  numberFlags,
  numberMails,
  numberSeconds,
  pairDestinations,
  type UniversalNumber,
} from '../../../shared/domain/universal-numbers.ts';
import type { Words } from '../../words/words.ts';
import type { ChangeSentence } from '../lines/change-words.ts';

type SomeWords = Pick<Words, 't' | 'number'>;

/** What each number is set to, a sentence for each. */
export function numberSentences(numbers: readonly UniversalNumber[], words: SomeWords): string[] {
  const { t, number } = words;
  return numbers.map(({ phone, flags, seconds, destinations, changed }) =>
    [
      `${number(parseParty(phone))}:`,
      `${t('tools.numbers.rings', { count: destinations.length })};`,
      ...numberFlags.filter((name) => flags[name] === true).map((name) => `${t(`tools.numbers.flags.${name}`)};`),
      ...numberSeconds.flatMap((name) =>
        seconds[name] === undefined
          ? []
          : [`${t(`tools.numbers.seconds.${name}`)}: ${t('tools.seconds', { value: seconds[name] })};`],
      ),
      changed === undefined ? '' : t('tools.numbers.changed', { changed }),
    ]
      .join(' ')
      .replace(/;\s*$/, '.'),
  );
}

/** What differs, number by number; destinations wherever they stand in the list. */
export function numberChanges(
  before: readonly UniversalNumber[],
  after: readonly UniversalNumber[],
  words: SomeWords,
): ChangeSentence[] {
  return after.flatMap((one) => {
    const was = before.find(({ phone }) => phone === one.phone);
    if (was === undefined) return [];
    const title = words.number(parseParty(one.phone));
    const pairs = [
      ...fieldsOf(was, words).map((value, index) => [value, fieldsOf(one, words)[index] ?? value] as const),
      ...pairDestinations(was.destinations, one.destinations).map(
        ({ before, after }) => [toldOf(before, words), toldOf(after, words)] as const,
      ),
    ];
    return pairs.flatMap(([from, to]) =>
      from.value === to.value
        ? []
        : [{ what: `${title}, ${from.label || to.label}`, before: from.value, after: to.value }],
    );
  });
}

interface Said {
  label: string;
  value: string;
}

function fieldsOf({ flags, seconds, mails }: UniversalNumber, { t }: SomeWords): Said[] {
  return [
    ...numberFlags.map((name) => ({
      label: t(`tools.numbers.flags.${name}`),
      value: t(`tools.${flags[name] === undefined ? 'untold' : flags[name] ? 'yes' : 'no'}`),
    })),
    ...numberSeconds.map((name) => ({
      label: t(`tools.numbers.seconds.${name}`),
      value: seconds[name] === undefined ? t('tools.untold') : t('tools.seconds', { value: seconds[name] }),
    })),
    ...numberMails.map((name) => ({
      label: t(`tools.numbers.mails.${name}`),
      value: mails[name] || t('tools.notSet'),
    })),
  ];
}

function toldOf(destination: Destination | undefined, words: SomeWords): Said {
  if (destination === undefined) return { label: '', value: words.t('tools.numbers.absent') };
  return { label: titleOf(destination, words), value: describeDestination(destination, words) };
}

/** Whom it rings, and the fields whose meaning is not stated, as they are. */
export function titleOf({ phone, day, priority, ext }: Destination, { t, number }: SomeWords): string {
  return [
    number(parseParty(phone)),
    t('tools.numbers.day', { day }),
    t('tools.numbers.priority', { priority }),
    ext && t('tools.numbers.ext', { ext }),
  ]
    .filter(Boolean)
    .join(', ');
}

/** The whole of it, in the order in which a person asks: when, whom, how. */
export function describeDestination(destination: Destination, words: SomeWords): string {
  const { t } = words;
  const { begin, end, channels, locked, record } = destination;
  return [
    begin === '00:00:00' && end === '23:59:59' ? t('tools.numbers.allDay') : `${begin}–${end}`,
    titleOf(destination, words),
    t('tools.numbers.channelCount', { count: channels }),
    record && t('tools.numbers.record'),
    locked && t('tools.numbers.locked'),
  ]
    .filter(Boolean)
    .join(', ');
}

/** Words that stand in a sentence elsewhere. */
export function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
