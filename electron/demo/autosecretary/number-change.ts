import { z } from 'zod';
import type { Fields } from './answer.ts';
import { readTimeZone } from './number-answer.ts';
import { Refusal } from './refusal.ts';
import type { Traps } from './traps.ts';
import {
  createUniversalNumber,
  type Destination,
  type NumberSettings,
  newDestination,
  type UniversalNumber,
} from './universal-number.ts';

const integer = (from: number, to: number) =>
  z
    .union([z.int(), z.string().regex(/^-?\d{1,9}$/)])
    .transform(Number)
    .pipe(z.int().min(from).max(to));
const email = z.union([z.literal(''), z.string().regex(/^[^@\s]+@[^@\s]+$/)]).nullable();
const emptyText = (text: string | null) => text ?? '';
const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/);

const settingsShape = {
  description: z.string().max(200).nullable().transform(emptyText),
  enabled: z.boolean(),
  menu_allowed: z.boolean(),
  need_begin_ivr: z.boolean(),
  need_advert: z.boolean(),
  need_record: z.boolean(),
  say_ani: z.boolean(),
  say_tone: z.boolean(),
  ext_queue: z.boolean(),
  max_queue_time: integer(0, 3_600),
  make_call_time: integer(0, 3_600),
  op_ext_enabled: z.boolean(),
  voice_email: email.transform(emptyText),
  conf_email: email.transform(emptyText),
  fax_email: email.transform(emptyText),
} satisfies Record<keyof Omit<NumberSettings, 'ab_ext_enabled'>, z.ZodType>;

const settingsSchema = z.object(settingsShape).partial();

const destinationShape = {
  phone: z.string().regex(/^\+?\d{3,15}$/),
  begin: timeOfDay,
  end: timeOfDay,
  channels: integer(1, 100),
  priority: integer(-1, 100),
  locked: z.boolean(),
  record: z.boolean(),
  ext: z
    .string()
    .regex(/^\d{0,6}$/)
    .nullable()
    .transform(emptyText),
};

const dayRanges = { '0-7': [0, 7], '0-6': [0, 6], '1-7': [1, 7] } as const;
/** How many are plenty. */
const mostDestinations = 200;

/** A number as it is once `received` has been carried out (Autosecretary API v1, PUT un). Throws Refusal. */
export function changeNumber(before: UniversalNumber, received: Fields, traps: Traps): UniversalNumber {
  const { phone: _, dn_list, time_zone, updated_by, updated_on, ab_ext_enabled, ap_ext_enabled, ...rest } = received;
  if (traps.readOnlyFields === 'refused' && (updated_by !== undefined || updated_on !== undefined)) {
    throw new Refusal('bad-parameter', updated_by === undefined ? 'updated_on' : 'updated_by');
  }
  const base =
    traps.putFields === 'merge'
      ? before
      : createUniversalNumber({ phone: before.phone, offsetMinutes: before.offsetMinutes }, before.updatedAt);
  const shortNumbers = {
    ...(traps.shortNumberField === 'ap_ext_enabled' ? {} : { ab_ext_enabled }),
    ...(traps.shortNumberField === 'ab_ext_enabled' ? {} : { ap_ext_enabled }),
  };
  const ignored = traps.shortNumberField === 'ap_ext_enabled' ? { ab_ext_enabled } : { ap_ext_enabled };
  const unknown = traps.shortNumberField === 'both' ? {} : ignored;
  const settings = parse(settingsSchema, rest, '');
  return {
    ...base,
    ...settings,
    ab_ext_enabled: readFlag(shortNumbers) ?? base.ab_ext_enabled,
    ...(time_zone === undefined ? {} : { offsetMinutes: offsetOf(time_zone, traps) }),
    ...(dn_list === undefined ? {} : { dn_list: changeDestinations(base.dn_list, dn_list, traps) }),
    ...keepUnknown(base.extra, { ...rest, ...unknown }, settingsShape, traps, ''),
  };
}

function readFlag(fields: Fields): boolean | undefined {
  const [name, value] = Object.entries(fields).find(([, given]) => given !== undefined) ?? [];
  return name === undefined ? undefined : parse(z.boolean(), value, name);
}

function offsetOf(timeZone: unknown, traps: Traps): number {
  const offset = readTimeZone(timeZone, traps);
  if (offset === undefined) throw new Refusal('bad-parameter', 'time_zone');
  return offset;
}

function changeDestinations(before: readonly Destination[], received: unknown, traps: Traps): Destination[] {
  const list = parse(z.array(z.record(z.string(), z.unknown())).max(mostDestinations), received, 'dn_list');
  const sent = list.map((one, index) => readDestination(one, `dn_list[${index}]`, traps));
  if (traps.putEffect === 'loses-last') sent.pop();
  if (traps.putDestinations === 'replace') return sent;
  const kept = before.filter((one) => !sent.some((other) => isSameTurn(one, other)));
  return [...kept, ...sent];
}

/** The same destination at the same time of the same day. */
function isSameTurn(one: Destination, other: Destination): boolean {
  return one.phone === other.phone && one.day === other.day && one.begin === other.begin;
}

function readDestination(received: Fields, path: string, traps: Traps): Destination {
  const [firstDay, lastDay] = dayRanges[traps.days];
  const { phone, ...others } = destinationShape;
  const shape = { ...others, day: integer(firstDay, lastDay) };
  // A short number is what most destinations have none of.
  const obligatory = z.object(shape).partial({ ext: true });
  const schema = traps.missingDestinationFields === 'refused' ? obligatory : obligatory.partial();
  const sent = { phone: parse(phone, received.phone, `${path}.phone`), ...parse(schema, received, path) };
  const destination: Destination = { ...newDestination, ...sent };
  if (destination.ext !== '' && destination.priority !== -1) {
    if (traps.extPriority === 'refused') throw new Refusal('bad-parameter', `${path}.priority`);
    if (traps.extPriority === 'set') destination.priority = -1;
  }
  if (destination.end < destination.begin && traps.overnight === 'refused') {
    throw new Refusal('bad-parameter', `${path}.end`);
  }
  return { ...destination, ...keepUnknown(undefined, received, { phone, ...shape }, traps, path) };
}

/** What the service does not know of what was sent, under `extra` where the trap keeps it. Throws Refusal. */
function keepUnknown(before: Fields | undefined, sent: Fields, known: object, traps: Traps, path: string) {
  if (traps.unknownPutFields === 'ignored') return {};
  const unknown = Object.entries(sent).filter(([name, value]) => !Object.hasOwn(known, name) && value !== undefined);
  if (unknown.length === 0) return {};
  if (traps.unknownPutFields === 'refused') throw new Refusal('bad-parameter', joinPath(path, unknown[0]?.[0] ?? ''));
  return { extra: { ...before, ...Object.fromEntries(unknown) } };
}

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown, path: string): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const field = parsed.error.issues[0]?.path.map((part) => (typeof part === 'number' ? `[${part}]` : part)).join('.');
  throw new Refusal('bad-parameter', joinPath(path, field ?? ''));
}

function joinPath(path: string, field: string): string {
  return path === '' || field === '' ? `${path}${field}` : `${path}${field.startsWith('[') ? '' : '.'}${field}`;
}
