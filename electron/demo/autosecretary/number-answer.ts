import type { Fields } from './answer.ts';
import { moscowOffsetMinutes, wallOf, writeDate, writeOffset } from './dates.ts';
import { withEight } from './phone-forms.ts';
import type { Traps } from './traps.ts';
import type { Destination, UniversalNumber } from './universal-number.ts';

/** A universal number as GET un shows it. */
export function writeNumber(number: UniversalNumber, offsetMinutes: number, traps: Traps): Fields {
  const { phone, dn_list, offsetMinutes: own, updated_by, updatedAt, extra, ab_ext_enabled, ...settings } = number;
  const { description, enabled, voice_email, conf_email, fax_email, ...flags } = settings;
  return {
    ...shortNumberFields(ab_ext_enabled, traps),
    ...flags,
    ...(traps.sampleFields === 'present' ? { description, enabled } : {}),
    ...emptyFields({ voice_email, conf_email, fax_email }, traps),
    dn_list: orderOf(dn_list, traps).map((one) => writeDestination(one, traps)),
    phone,
    time_zone: writeTimeZone(own, traps),
    updated_by,
    updated_on: writeDate(wallOf(updatedAt, offsetMinutes), offsetMinutes, traps.dates),
    ...(traps.unknownFields ? { music: { name: 'piano', steps: [1, 2] } } : {}),
    ...extra,
  };
}

function writeDestination(destination: Destination, traps: Traps): Fields {
  const { phone, ext, extra, ...rest } = destination;
  return {
    ...rest,
    phone: traps.storedPhones === 'with-8' ? withEight(phone) : phone,
    // In the table and not in the sample, whose destination has no short number.
    ...(ext === '' && traps.emptyFields === 'empty' ? {} : emptyFields({ ext }, traps)),
    ...(traps.unknownFields ? { group: 'A' } : {}),
    ...extra,
  };
}

function shortNumberFields(enabled: boolean, { shortNumberField }: Traps): Fields {
  return {
    ...(shortNumberField === 'ap_ext_enabled' ? {} : { ab_ext_enabled: enabled }),
    ...(shortNumberField === 'ab_ext_enabled' ? {} : { ap_ext_enabled: enabled }),
  };
}

function emptyFields(texts: Record<string, string>, { emptyFields: shape }: Traps): Fields {
  const entries = Object.entries(texts)
    .filter(([, text]) => text !== '' || shape !== 'absent')
    .map(([name, text]) => [name, text === '' && shape === 'null' ? null : text]);
  return Object.fromEntries(entries) as Fields;
}

function orderOf(destinations: readonly Destination[], { destinationOrder }: Traps): readonly Destination[] {
  if (destinationOrder === 'as-stored') return destinations;
  return destinations.toSorted((one, other) => one.priority - other.priority || one.day - other.day);
}

function writeTimeZone(minutes: number, { timeZoneUnit }: Traps): number | string {
  return timeZoneUnit === 'text' ? writeOffset(minutes, ':') : toUnit(minutes, timeZoneUnit);
}

type NumericUnit = Exclude<Traps['timeZoneUnit'], 'text'>;

function toUnit(minutes: number, unit: NumericUnit): number {
  const { base, size } = units[unit];
  return (minutes - base) / size;
}

const units: Readonly<Record<NumericUnit, { base: number; size: number }>> = {
  'moscow-hours': { base: moscowOffsetMinutes, size: 60 },
  'utc-hours': { base: 0, size: 60 },
  'utc-minutes': { base: 0, size: 1 },
  'utc-seconds': { base: 0, size: 1 / 60 },
};

/** Minutes east of Greenwich; undefined when it is no zone in the unit of the trap. */
export function readTimeZone(value: unknown, { timeZoneUnit }: Traps): number | undefined {
  if (timeZoneUnit === 'text') {
    const [, sign, hours, minutes] = /^([+-])(\d{2}):(\d{2})$/.exec(String(value)) ?? [];
    return sign === undefined ? undefined : inRange((Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1));
  }
  const isNumber = typeof value === 'number' || (typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value));
  const { base, size } = units[timeZoneUnit];
  return isNumber ? inRange(Number(value) * size + base) : undefined;
}

/** Nowhere are clocks further from Greenwich. */
function inRange(minutes: number): number | undefined {
  return Number.isInteger(minutes) && Math.abs(minutes) <= 14 * 60 ? minutes : undefined;
}
