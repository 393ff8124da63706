const daySeconds = 86_400;
const earliest = Date.UTC(2000, 0, 1);
const latest = Date.UTC(2100, 0, 1);

/**
 * `DD.MM.YYYY HH:MM:SS` in GMT. Always all six parts: how left-out ones of d2 are filled differs between the rule and the
 * example (seed: SIPNET 4), and the real service silently takes a date that it cannot read as today.
 * Throws RangeError for what is no time of this century.
 */
export function formatGmt(instant: number): string {
  if (!isPlausible(instant)) throw new RangeError('not a time that the provider could know');
  const iso = new Date(instant).toISOString();
  return `${iso.slice(8, 10)}.${iso.slice(5, 7)}.${iso.slice(0, 4)} ${iso.slice(11, 19)}`;
}

/**
 * A period as parameters of one request per day: how many rows one answer may hold is not documented, so that each is kept
 * small. Both ends are inclusive, at the wire as here, and days do not overlap. Throws RangeError.
 */
export function splitInDays(range: { from: number; to: number }): { d1: string; d2: string }[] {
  const last = Math.floor(range.to / 1000);
  const days: { d1: string; d2: string }[] = [];
  for (let first = Math.floor(range.from / 1000); first <= last; first += daySeconds) {
    const end = Math.min(first + daySeconds - 1, last);
    days.push({ d1: formatGmt(first * 1000), d2: formatGmt(end * 1000) });
  }
  if (days.length === 0) throw new RangeError('a period ends before it begins');
  return days;
}

/**
 * A time in any form that answers and hooks may hold, as epoch ms; undefined for anything else. Rows are known to hold
 * `DD.MM.YYYY HH:MM:SS` in GMT; the hook's form and zone are not stated (seed: SIPNET 6.9), so that its times only order
 * the events of one call. Text without a zone is read as GMT.
 */
export function readTime(value: unknown): number | undefined {
  if (typeof value === 'number') return readEpoch(value);
  if (typeof value !== 'string' || value.length > 40) return undefined;
  const text = value.trim();
  if (/^\d{9,13}(\.\d{1,6})?$/.test(text)) return readEpoch(Number(text));
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(\.\d+)?)?)?$/.exec(text);
  if (dotted !== null) {
    const [, day, month, year, ...time] = dotted;
    return fromParts(year, month, day, time);
  }
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)? ?(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(
    text,
  );
  if (iso === null) return undefined;
  const [, year, month, day, hours, minutes, seconds, fraction, zone] = iso;
  const local = fromParts(year, month, day, [hours, minutes, seconds, fraction]);
  return local === undefined ? undefined : local - offsetOf(zone);
}

function fromParts(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  [hours = '0', minutes = '0', seconds = '0', fraction = '0']: (string | undefined)[],
): number | undefined {
  const parts = [
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hours),
    Number(minutes),
    Number(seconds),
  ] as const;
  const instant = Date.UTC(...parts) + Math.floor(Number(fraction) * 1000);
  const date = new Date(instant);
  // Date.UTC turns the 31st of February into the 3rd of March; such a text is no date.
  const exists = date.getUTCMonth() === parts[1] && date.getUTCDate() === parts[2] && date.getUTCMinutes() === parts[4];
  return exists && parts[3] < 24 && parts[5] < 60 && isPlausible(instant) ? instant : undefined;
}

function offsetOf(zone: string | undefined): number {
  if (zone === undefined || zone.toUpperCase() === 'Z') return 0;
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  return (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1);
}

/** Seconds or milliseconds: in this century the two ranges do not meet. */
function readEpoch(value: number): number | undefined {
  if (isPlausible(value)) return Math.floor(value);
  return isPlausible(value * 1000) ? Math.floor(value * 1000) : undefined;
}

function isPlausible(instant: number): boolean {
  return instant >= earliest && instant < latest;
}
