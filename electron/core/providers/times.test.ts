import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlausibleTime, readTime } from './times.ts';

const noon = Date.UTC(2026, 4, 9, 12, 0, 0);
const two = (value: number) => String(value).padStart(2, '0');
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** What a clock shows at an instant, so many minutes to the east of GMT. */
function shown(instant: number, east: number) {
  const at = new Date(instant + east * 60_000);
  const sign = east < 0 ? '-' : '+';
  const [hours, minutes] = [Math.floor(Math.abs(east) / 60), Math.abs(east) % 60];
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    weekday: weekdays[at.getUTCDay()],
    time: `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`,
    /** As short as it can be told, as PostgreSQL does. */
    short: minutes === 0 ? `${sign}${two(hours)}` : `${sign}${two(hours)}:${two(minutes)}`,
    plain: `${sign}${two(hours)}${two(minutes)}`,
    colon: `${sign}${two(hours)}:${two(minutes)}`,
  };
}
type Shown = ReturnType<typeof shown>;
const iso = ({ year, month, day, time }: Shown, mark = 'T') => `${year}-${two(month)}-${two(day)}${mark}${time}`;
const dotted = ({ year, month, day, time }: Shown) => `${two(day)}.${two(month)}.${year} ${time}`;
const monthOf = ({ month }: Shown) => months[month - 1];

const withZone: Record<string, (at: Shown) => string> = {
  'RFC 3339': (at) => `${iso(at)}${at.colon}`,
  'ISO 8601 without a colon': (at) => `${iso(at)}${at.plain}`,
  PostgreSQL: (at) => `${iso(at, ' ')}${at.short}`,
  'PostgreSQL with microseconds': (at) => `${iso(at, ' ')}.000000${at.short}`,
  'an offset behind a blank': (at) => `${iso(at, ' ')} ${at.colon}`,
  'a comma before the fraction': (at) => `${iso(at)},0${at.colon}`,
  'Java, with the name of the zone': (at) => `${iso(at)}${at.colon}[Europe/Moscow]`,
  'ISO 8601 without separators': (at) => `${iso(at).replace(/[-:]/g, '')}${at.plain}`,
  'Russian, with an offset': (at) => `${dotted(at)} ${at.colon}`,
  'UTC and an offset': (at) => `${iso(at, ' ')} UTC${at.colon}`,
  'a typographic minus': (at) => `${iso(at)}${at.colon.replace('-', '\u2212')}`,
  'RFC 2822': (at) => `${at.weekday}, ${at.day} ${monthOf(at)} ${at.year} ${at.time} ${at.plain}`,
  'RFC 2822 with a comment': (at) => `${two(at.day)} ${monthOf(at)} ${at.year} ${at.time} ${at.plain} (MSK)`,
  JavaScript: (at) =>
    `${at.weekday} ${monthOf(at)} ${two(at.day)} ${at.year} ${at.time} GMT${at.plain} (Moscow Standard Time)`,
};
const inGmt: Record<string, (instant: number, at: Shown) => string | number> = {
  'seconds since 1970': (instant) => instant / 1000,
  'seconds as text': (instant) => String(instant / 1000),
  'seconds with a fraction': (instant) => `${instant / 1000}.000123`,
  milliseconds: (instant) => instant,
  microseconds: (instant) => instant * 1000,
  'microseconds as text': (instant) => `${instant}000`,
  nanoseconds: (instant) => `${instant}000000`,
  'ASP.NET': (instant) => `/Date(${instant}+0300)/`,
  'ISO 8601': (_, at) => `${iso(at)}Z`,
  HTTP: (_, at) => `${at.weekday}, ${two(at.day)} ${monthOf(at)} ${at.year} ${at.time} GMT`,
  SIPNET: (_, at) => dotted(at),
  SQL: (_, at) => iso(at, ' '),
  'year first with slashes': (_, at) => iso(at, ' ').replaceAll('-', '/'),
  'digits only': (_, at) => iso(at).replace(/\D/g, ''),
  'digits only, as a number': (_, at) => Number(iso(at).replace(/\D/g, '')),
  C: (_, at) => `${at.weekday} ${monthOf(at)} ${String(at.day).padStart(2)} ${at.time} ${at.year}`,
  'without zeros in front': (_, at) => `${at.year}-${at.month}-${at.day}T${at.time}`,
};

const instants = fc
  .integer({ min: Date.UTC(2001, 8, 9, 2) / 1000, max: Date.UTC(2099, 11, 30) / 1000 })
  .map((s) => s * 1000);
const offsets = fc.constantFrom(-720, -570, -210, -60, 0, 60, 180, 240, 330, 345, 720, 840);

describe('a time', () => {
  it.each(Object.entries(withZone))('is read with its offset: %s', (_name, write) => {
    fc.assert(
      fc.property(instants, offsets, (instant, east) => {
        expect(readTime(write(shown(instant, east)), () => Number.NaN)).toBe(instant);
      }),
    );
  });

  it.each(Object.entries(inGmt))('is read in GMT: %s', (_name, write) => {
    fc.assert(
      fc.property(instants, (instant) => {
        expect(readTime(write(instant, shown(instant, 0)))).toBe(instant);
      }),
    );
  });

  it('without a zone stands in that of the account', () => {
    for (const text of ['2026-05-09 12:00:00', '9.5.2026 12:00', '09 May 2026 12:00:00', '2026-5-9T12:00'])
      expect(readTime(text, (wall) => wall - 10_800_000)).toBe(noon - 10_800_000);
    expect(readTime('09.05.2026')).toBe(Date.UTC(2026, 4, 9));
  });

  it('keeps its milliseconds', () => {
    expect(readTime('2026-05-09 12:00:00.250999+00')).toBe(noon + 250);
  });

  it.each([
    ['a year of two digits', '09.05.26 12:00:00'],
    ['a year of two digits, RFC 822', 'Sat, 09 May 26 12:00:00 +0300'],
    ['a day and a month between slashes', '05/09/2026 12:00:00'],
    ['a day and a month between slashes, though one of them is no month', '25/09/2026 12:00:00'],
    ['a day and a month between dashes', '05-09-2026 12:00:00'],
    ['half a day', '2026-05-09 09:00:00 PM'],
    ['letters that are a zone', '2026-05-09 12:00:00 MSK'],
    ['letters that are several zones', 'Sat, 09 May 2026 12:00:00 EST'],
    ['a zone without its offset', '2026-05-09T12:00:00[Europe/Moscow]'],
    ['an offset that nobody has', '2026-05-09T12:00:00+15:00'],
    ['minutes beyond the hour', '2026-05-09T12:00:00+03:60'],
    ['a day that is not there', '31.02.2026 12:00:00'],
    ['a month that is not there', '09.13.2026'],
    ['an hour that is not there', '09.05.2026 24:00:00'],
    ['a minute that is not there', '09.05.2026 12:60:00'],
    ['mixed separators', '2026-05/09 12:00:00'],
    ['a day as a number', 20_260_509],
    ['nothing', ''],
    ['a word', 'today'],
    ['a length', 12],
    ['a moment before 1970', -5],
    ['null', null],
    ['a record', {}],
    ['a text without end', '1'.repeat(5000)],
  ])('is none, rather than a wrong one: %s', (_name, value) => {
    expect(readTime(value)).toBeUndefined();
  });

  it('is one that a provider can know, or none, whatever is read', () => {
    const nearly = fc.stringMatching(/^[\d.:\-TZ+ a-z()/]{0,40}$/);
    fc.assert(
      fc.property(fc.oneof(fc.anything(), nearly, fc.double()), (value) => {
        const instant = readTime(value);
        if (instant !== undefined) expect([Number.isInteger(instant), isPlausibleTime(instant)]).toEqual([true, true]);
      }),
    );
  });
});
