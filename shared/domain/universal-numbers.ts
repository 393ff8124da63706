import { parseParty } from './phone-number.ts';

/**
 * What a number with an automatic secretary is set to (Autosecretary API v1, GET un), under the provider's own names. What it did
 * not tell is left out, and is not offered for editing.
 */
export interface UniversalNumber {
  /** As the provider writes it. */
  phone: string;
  flags: Readonly<Partial<Record<NumberFlag, boolean>>>;
  seconds: Readonly<Partial<Record<NumberSeconds, number>>>;
  /** Empty where nothing is sent. */
  mails: Readonly<Partial<Record<NumberMail, string>>>;
  texts: Readonly<Partial<Record<NumberText, string>>>;
  destinations: readonly Destination[];
  /** The last change, by whomever: as received. */
  changed?: string;
  /** Nothing of it could be read while others could: what the provider said of it, or nothing. Such a number is never sent. */
  unread?: string;
}

export const numberFlags = [
  /** In the sample, and not in the table of what the fields mean. */
  'enabled',
  'need_begin_ivr',
  'need_advert',
  'say_tone',
  'say_ani',
  'menu_allowed',
  'op_ext_enabled',
  /** `ab_ext_enabled` in the sample. */
  'ap_ext_enabled',
  'ext_queue',
  'need_record',
] as const;
export type NumberFlag = (typeof numberFlags)[number];
export const numberSeconds = ['max_queue_time', 'make_call_time'] as const;
export type NumberSeconds = (typeof numberSeconds)[number];
export const numberMails = ['voice_email', 'conf_email', 'fax_email'] as const;
export type NumberMail = (typeof numberMails)[number];
/** `description` stands in the sample only; of which unit `time_zone` is, is not stated: it is shown and sent as it is. */
export const numberTexts = ['description', 'time_zone'] as const;
type NumberText = (typeof numberTexts)[number];

/** A number that is rung, and when. What `day` and `priority` count is not stated: they are shown as they are. */
export interface Destination {
  phone: string;
  /** HH:MM:SS; a begin after the end is legal. */
  begin: string;
  end: string;
  day: number;
  channels: number;
  priority: number;
  ext: string;
  locked: boolean;
  record: boolean;
  /** JSON of what was received: fields that nobody knows go back as they came. Empty for one that is new. */
  received: string;
}

/** The destination of the sample, without its phone. */
export const newDestination: Destination = {
  phone: '',
  begin: '00:00:00',
  end: '23:59:59',
  day: 0,
  channels: 1,
  priority: 0,
  ext: '',
  locked: false,
  record: false,
  received: '',
};
/** "For short numbers the priority is -1" (GET un). */
export const shortNumberPriority = -1;

const timeOfDay = /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;
const mail = /^[^@\s]+@[^@\s]+$/;
const mostChannels = 100;
const longestSeconds = 3600;
const largestWhole = 999;

/** Where in the numbers something is at fault. */
export interface NumberPlace {
  phone: string;
  /** Under the provider's own name; `dn_list` alone where it is not known of which destination. */
  field: string;
  /** Of a destination in the list. */
  index?: number;
}

export interface NumberFault extends NumberPlace {
  field: NumberSeconds | NumberMail | DestinationField;
}
type DestinationField = 'phone' | 'begin' | 'end' | 'channels' | 'day' | 'priority' | 'ext';

/** As it stands in `field` of a problem: `4954071111 dn_list[2].end`. */
export function writePlace({ phone, field, index }: NumberPlace): string {
  return `${phone} ${index === undefined ? field : `dn_list[${index}].${field}`}`;
}

/** The first field that would be refused or lost; undefined where all is well. */
export function findNumberFault(numbers: readonly UniversalNumber[]): NumberFault | undefined {
  for (const { phone, seconds, mails, destinations } of numbers) {
    const wrongSeconds = numberSeconds.find((name) => !isWithin(seconds[name] ?? 0, 0, longestSeconds));
    const wrongMail = numberMails.find((name) => (mails[name] ?? '') !== '' && !mail.test(mails[name] ?? ''));
    const field = wrongSeconds ?? wrongMail;
    if (field !== undefined) return { phone, field };
    for (const [index, one] of destinations.entries()) {
      const wrong = findDestinationFault(one);
      if (wrong !== undefined) return { phone, field: wrong, index };
    }
  }
  return undefined;
}

function findDestinationFault(one: Destination): DestinationField | undefined {
  const { phone, begin, end, day, channels, priority, ext } = one;
  if (!isPhone(phone) && !isAsReceived(one, phone)) return 'phone';
  if (!timeOfDay.test(begin)) return 'begin';
  if (!timeOfDay.test(end)) return 'end';
  if (!isWithin(channels, 1, mostChannels)) return 'channels';
  if (!isWithin(day, -largestWhole, largestWhole)) return 'day';
  if (!isWithin(priority, -largestWhole, largestWhole)) return 'priority';
  return /^\d{0,6}$/.test(ext) || isAsReceived(one, ext) ? undefined : 'ext';
}

/** Of a form that is none to us, and the provider has it. */
function isAsReceived({ received }: Destination, text: string): boolean {
  return text !== '' && received.includes(JSON.stringify(text).slice(1, -1));
}

/** A number in any form, or a short one of the company's own. */
function isPhone(text: string): boolean {
  return /^\+?[\d\s().-]+$/.test(text) && isWithin(text.replace(/\D/g, '').length, 3, 15);
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

/**
 * Whoever changed it and when does not count, nor in which order and form the provider writes destinations, nor what one of them
 * does not tell. What is asked for with an `other` that was not read is that it be left alone.
 */
export function isSameNumbers(one: readonly UniversalNumber[], other: readonly UniversalNumber[]): boolean {
  return (
    one.length === other.length &&
    one.every((number, index) => {
      const counterpart = other[index];
      return counterpart !== undefined && isSameNumber(number, counterpart);
    })
  );
}

export function isSameNumber(one: UniversalNumber, other: UniversalNumber): boolean {
  if (other.unread !== undefined) return parseParty(one.phone).key === parseParty(other.phone).key;
  return (
    one.unread === undefined &&
    parseParty(one.phone).key === parseParty(other.phone).key &&
    isSameWhereTold(one.flags, other.flags) &&
    isSameWhereTold(one.seconds, other.seconds) &&
    // An address that is not set may be told as empty, or left out.
    numberMails.every((name) => (one.mails[name] ?? '') === (other.mails[name] ?? '')) &&
    isSameWhereTold(one.texts, other.texts) &&
    JSON.stringify(one.destinations.map(toldOf).sort()) === JSON.stringify(other.destinations.map(toldOf).sort())
  );
}

/**
 * Whether `now` is what was asked for by an edit of `before`; undefined where everything that is told is, and a field that was
 * changed is told no more: what became of that one nobody knows.
 */
export function areNumbersAsSent(
  now: readonly UniversalNumber[],
  edited: readonly UniversalNumber[],
  before: readonly UniversalNumber[],
): boolean | undefined {
  if (!isSameNumbers(now, edited)) return false;
  const isUntold = edited.some((number, index) => {
    const [is, was] = [now[index], before[index]];
    if (number.unread !== undefined || is === undefined) return false;
    return (['flags', 'seconds', 'texts'] as const).some((kind) =>
      Object.entries(number[kind]).some(
        ([name, value]) => value !== (was?.[kind] as Record<string, unknown>)?.[name] && !(name in is[kind]),
      ),
    );
  });
  return isUntold ? undefined : true;
}

function isSameWhereTold<Value>(one: Readonly<Record<string, Value>>, other: Readonly<Record<string, Value>>): boolean {
  return Object.entries(one).every(([name, value]) => !(name in other) || other[name] === value);
}

/** What is known of a destination, in one text. */
function toldOf({ phone, begin, end, day, channels, priority, ext, locked, record }: Destination): string {
  return JSON.stringify([parseParty(phone).key, begin, end, day, channels, priority, ext, locked, record]);
}

/** Each destination with what it was before: undefined on one side where it was added or taken away. */
export interface DestinationPair {
  before: Destination | undefined;
  after: Destination | undefined;
}

/** Destinations have no id: the same are the same, then what came out of the same row, then the same phone. In the order of `after`. */
export function pairDestinations(before: readonly Destination[], after: readonly Destination[]): DestinationPair[] {
  const left = [...before];
  const pairs: DestinationPair[] = after.map((one) => ({ before: undefined, after: one }));
  const alike: ((one: Destination, other: Destination) => boolean)[] = [
    (one, other) => toldOf(one) === toldOf(other),
    (one, other) => one.received !== '' && one.received === other.received,
    (one, other) => parseParty(one.phone).key === parseParty(other.phone).key && one.day === other.day,
  ];
  for (const isAlike of alike) {
    for (const pair of pairs) {
      if (pair.before !== undefined || pair.after === undefined) continue;
      const { after: wanted } = pair;
      const found = left.findIndex((one) => isAlike(one, wanted));
      if (found >= 0) [pair.before] = left.splice(found, 1);
    }
  }
  return [...pairs, ...left.map((one) => ({ before: one, after: undefined }))];
}
