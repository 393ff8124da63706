import type { Traps } from './traps.ts';

/** What a clock on the wall shows, as ms counted as if its zone were UTC. */
export type WallTime = number;

export interface DateParameter {
  wall: WallTime;
  /** A day without a time. */
  isDay: boolean;
}

const day = '(?<day>\\d{1,2})';
const month = '(?<month>\\d{1,2})';
const year = '(?<year>\\d{4})';
const time = '(?<hours>\\d{1,2}):(?<minutes>\\d{1,2})(?::(?<seconds>\\d{1,2}))?';
/** `01.10.2012` of the example and `2011-10-02T00:00:00` of the link; both are taken with and without a time. */
const dotted = new RegExp(`^${day}\\.${month}\\.${year}(?: ${time})?$`);
const iso = new RegExp(`^${year}-${month}-${day}(?:T${time})?$`);

/** A begin or end (Autosecretary API v1, cdr/bytime); undefined when it does not parse or no such date exists. */
export function parseDateParameter(text: string): DateParameter | undefined {
  const parts = (dotted.exec(text) ?? iso.exec(text))?.groups;
  if (parts === undefined) return undefined;
  const part = (name: string) => Number(parts[name] ?? 0);
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hours'), part('minutes'), part('seconds'));
  const shown = new Date(wall);
  const exists =
    shown.getUTCDate() === part('day') &&
    shown.getUTCMonth() === part('month') - 1 &&
    shown.getUTCHours() === part('hours') &&
    shown.getUTCMinutes() === part('minutes');
  return exists ? { wall, isDay: parts.hours === undefined } : undefined;
}

/** Of Moscow, which has had no daylight saving time since 2014. */
export const moscowOffsetMinutes = 180;

/** In which the times of a number are written and read. */
export function zoneOf({ offsetMinutes }: { offsetMinutes: number }, { recordZone }: Traps): number {
  return { moscow: moscowOffsetMinutes, number: offsetMinutes, utc: 0 }[recordZone];
}

export function wallOf(instant: number, offsetMinutes: number): WallTime {
  return Math.floor(instant / 1000) * 1000 + offsetMinutes * 60_000;
}

/** A date of an answer: in the sample neither padded nor with a zone. */
export function writeDate(wall: WallTime, offsetMinutes: number, form: Traps['dates']): string {
  const padded = new Date(wall).toISOString().slice(0, 19);
  const [years = '', months = '', days = ''] = padded.slice(0, 10).split('-');
  const clock = padded.slice(11);
  switch (form) {
    case 'unpadded':
      return `${years}-${Number(months)}-${Number(days)}T${clock}`;
    case 'day-unpadded':
      return `${years}-${months}-${Number(days)}T${clock}`;
    case 'padded':
      return padded;
    case 'fraction':
      return `${padded}.0000000`;
    case 'offset':
      return `${padded}${writeOffset(offsetMinutes, ':')}`;
    case 'wcf':
      return `/Date(${wall - offsetMinutes * 60_000}${writeOffset(offsetMinutes, '')})/`;
    case 'dotted':
      return `${days}.${months}.${years} ${clock}`;
  }
}

/** `+03:00`, or with another separator. */
export function writeOffset(minutes: number, separator: string): string {
  const of = (value: number) => String(value).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${of(Math.floor(size / 60))}${separator}${of(size % 60)}`;
}

/** As links write it. */
export function writeLinkDate(wall: WallTime): string {
  return new Date(wall).toISOString().slice(0, 19);
}
