import { isPlausibleTime } from '../times.ts';

const daySeconds = 86_400;

/**
 * `DD.MM.YYYY HH:MM:SS` in GMT. Always all six parts: how left-out ones of d2 are filled differs between the rule and the
 * example (SIPNET API 2.7.0, 4), and the real service silently takes a date that it cannot read as today.
 * Throws RangeError for what is no time of this century.
 */
export function formatGmt(instant: number): string {
  if (!isPlausibleTime(instant)) throw new RangeError('not a time that the provider could know');
  const iso = new Date(instant).toISOString();
  return `${iso.slice(8, 10)}.${iso.slice(5, 7)}.${iso.slice(0, 4)} ${iso.slice(11, 19)}`;
}

/**
 * A period as parameters of one request per day, or per so many days: how many rows one answer may hold is not documented, so that each is kept
 * small. Both ends are inclusive, at the wire as here, and days do not overlap. Throws RangeError.
 */
export function splitInDays(range: { from: number; to: number }, perPiece = 1): { d1: string; d2: string }[] {
  const pieceSeconds = perPiece * daySeconds;
  const last = Math.floor(range.to / 1000);
  const days: { d1: string; d2: string }[] = [];
  for (let first = Math.floor(range.from / 1000); first <= last; first += pieceSeconds) {
    const end = Math.min(first + pieceSeconds - 1, last);
    days.push({ d1: formatGmt(first * 1000), d2: formatGmt(end * 1000) });
  }
  if (days.length === 0) throw new RangeError('a period ends before it begins');
  return days;
}
