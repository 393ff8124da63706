const earliest = Date.UTC(2000, 0, 1);
const latest = Date.UTC(2100, 0, 1);

/**
 * A time in any form that providers are known to write, as epoch ms; undefined for anything else. `fromWall` makes an
 * instant of text that names no zone: it is given the epoch ms at which GMT shows that text. Left out, such text is GMT.
 */
export function readTime(value: unknown, fromWall = (wall: number) => wall): number | undefined {
  if (typeof value === 'number') return readEpoch(value);
  if (typeof value !== 'string' || value.length > 40) return undefined;
  const text = value.trim();
  if (/^\d{9,13}(\.\d{1,6})?$/.test(text)) return readEpoch(Number(text));
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(\.\d+)?)?)?$/.exec(text);
  if (dotted !== null) {
    const [, day, month, year, ...time] = dotted;
    return inZone(fromParts(year, month, day, time), fromWall);
  }
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)? ?(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(
    text,
  );
  if (iso === null) return undefined;
  const [, year, month, day, hours, minutes, seconds, fraction, zone] = iso;
  const local = fromParts(year, month, day, [hours, minutes, seconds, fraction]);
  return inZone(local, zone === undefined ? fromWall : (wall) => wall - offsetOf(zone));
}

function inZone(wall: number | undefined, fromWall: (wall: number) => number): number | undefined {
  return wall === undefined ? undefined : fromWall(wall);
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
  return exists && parts[3] < 24 && parts[5] < 60 && isPlausibleTime(instant) ? instant : undefined;
}

function offsetOf(zone: string): number {
  if (zone.toUpperCase() === 'Z') return 0;
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  return (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1);
}

/** Seconds or milliseconds: in this century the two ranges do not meet. */
function readEpoch(value: number): number | undefined {
  if (isPlausibleTime(value)) return Math.floor(value);
  return isPlausibleTime(value * 1000) ? Math.floor(value * 1000) : undefined;
}

/** Whether epoch ms can be a time that a provider knows. */
export function isPlausibleTime(instant: number): boolean {
  return instant >= earliest && instant < latest;
}
