const earliest = Date.UTC(2000, 0, 1);
const latest = Date.UTC(2100, 0, 1);

/** `Thu Nov 26 2026 09:00:00 GMT+0300 (Moscow Standard Time)` is the longest that is known. */
const longestText = 80;

/**
 * A time in any form that providers, databases and their languages are known to write, as epoch ms; undefined for anything
 * else. `fromWall` makes an instant of text that names no zone: it is given the epoch ms at which GMT shows that text. Left out,
 * such text is GMT. What can be read in two ways is not read: a year of two digits, a day and a month between slashes,
 * hours of a half day, a zone by letters that mean several.
 */
export function readTime(value: unknown, fromWall = (wall: number) => wall): number | undefined {
  const given = typeof value === 'number' ? String(value) : value;
  if (typeof given !== 'string' || given.length > longestText) return undefined;
  // Typographic minus signs and blanks that do not break come out of spreadsheets.
  const text = given.trim().replaceAll('\u2212', '-').replace(/\s+/g, ' ');
  const epoch = /^\d{9,19}(\.\d{1,9})?$/.test(text) ? readEpoch(Number(text)) : undefined;
  return epoch ?? readWritten(text, fromWall);
}

function readWritten(text: string, fromWall: (wall: number) => number): number | undefined {
  for (const form of forms) {
    const groups = form.exec(text)?.groups;
    if (groups === undefined) continue;
    const wall = wallOf(groups);
    if (wall === undefined) return undefined;
    const offset = offsetOf(groups.zone);
    // A zone by its name alone says nothing: names change their offset, and letters stand for several zones.
    if (offset === undefined || (offset === 'none' && groups.remark)) return undefined;
    const instant = offset === 'none' ? fromWall(wall) : wall - offset;
    return isPlausibleTime(instant) ? instant : undefined;
  }
  // ASP.NET: milliseconds of UTC; the offset only says how they were shown.
  const milliseconds = /^\/Date\((\d{9,13})(?:[+-]\d{4})?\)\/$/.exec(text)?.[1];
  return milliseconds === undefined ? undefined : readEpoch(Number(milliseconds));
}

const clockTime = String.raw`(?<hours>\d{1,2}):(?<minutes>\d{2})(?::(?<seconds>\d{2})(?:[.,](?<fraction>\d{1,9}))?)?`;
const zone = String.raw`(?: ?(?<zone>Z|(?:UTC|GMT|UT)?(?: ?[+-]\d{1,2}(?::?\d{2}(?::\d{2})?)?)?))`;
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthName = `(?<monthName>${months.join('|')})`;
const weekday = '(?:(?:mon|tue|wed|thu|fri|sat|sun),? )?';
/** The name of the zone beside its offset. */
const remark = String.raw`(?<remark> ?\([\p{L} ]{1,40}\)| ?\[[\w/+-]{1,40}\])?`;

const forms = [
  // ISO 8601, RFC 3339, SQL, also without zeros in front, and with a comma, as it allows.
  String.raw`(?<year>\d{4})(?<mark>[-/.])(?<month>\d{1,2})\k<mark>(?<day>\d{1,2})(?:[ T]${clockTime}${zone}${remark})?`,
  // ISO 8601 without separators.
  String.raw`(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})[ T]?(?<hours>\d{2})(?<minutes>\d{2})(?<seconds>\d{2})?${zone}`,
  // As in Russia, and as SIPNET writes it.
  String.raw`(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})(?:,?[ T]${clockTime}${zone}${remark})?`,
  // RFC 2822 and HTTP.
  `${weekday}(?<day>\\d{1,2})[ -]${monthName}[ -](?<year>\\d{4}) ${clockTime}${zone}${remark}`,
  // C, JavaScript.
  `${weekday}${monthName} (?<day>\\d{1,2}) ${clockTime}${zone} (?<year>\\d{4})`,
  `${weekday}${monthName} (?<day>\\d{1,2}) (?<year>\\d{4}) ${clockTime}${zone}${remark}`,
].map((form) => new RegExp(`^${form}$`, 'iu'));

/** The epoch ms at which GMT shows what was written. */
function wallOf(groups: Record<string, string | undefined>): number | undefined {
  const { year, month, monthName: name, day, hours = '0', minutes = '0', seconds = '0', fraction = '0' } = groups;
  const monthIndex = name === undefined ? Number(month) - 1 : months.indexOf(name.toLowerCase());
  const parts = [Number(year), monthIndex, Number(day), Number(hours), Number(minutes), Number(seconds)] as const;
  const instant = Date.UTC(...parts) + Math.floor(Number(`0.${fraction}`) * 1000);
  const date = new Date(instant);
  // Date.UTC turns the 31st of February into the 3rd of March; such a text is no date.
  const exists = date.getUTCMonth() === parts[1] && date.getUTCDate() === parts[2] && date.getUTCMinutes() === parts[4];
  return exists && parts[3] < 24 && parts[5] < 60 && isPlausibleTime(instant) ? instant : undefined;
}

/** Ms to the east of GMT; `none` where nothing says it, undefined for an offset that no place on earth has. */
function offsetOf(zone = ''): number | 'none' | undefined {
  if (zone === '') return 'none';
  const [, sign, hours = '0', minutes = '0', seconds = '0'] =
    /([+-])(\d{1,2}):?(\d{2})?(?::(\d{2}))?$/.exec(zone) ?? [];
  if (sign === undefined) return 0;
  const offset = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  if (Number(minutes) > 59 || offset > farthestEast) return undefined;
  return sign === '-' ? -offset : offset;
}
const farthestEast = 14 * 60 * 60_000;

/** Seconds, milliseconds, microseconds or nanoseconds: in this century the ranges do not meet. */
function readEpoch(value: number): number | undefined {
  const instants = [value, value * 1000, value / 1000, value / 1_000_000];
  const instant = instants.find(isPlausibleTime);
  return instant === undefined ? undefined : Math.floor(instant);
}

/** Whether epoch ms can be a time that a provider knows. */
export function isPlausibleTime(instant: number): boolean {
  return instant >= earliest && instant < latest;
}
