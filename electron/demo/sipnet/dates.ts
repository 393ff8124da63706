const dateParameter = /^(\d{2})\.(\d{2})\.(\d{4})(?: (\d{2})(?::(\d{2})(?::(\d{2}))?)?)?$/;

export type PeriodEnd = 'start' | 'end';

/**
 * A date parameter as an instant, epoch ms; undefined when it does not parse (SIPNET API 2.7.0, 4). Left-out parts are
 * filled to the start or to the end. For an end of `DD.MM.YYYY HH` the document's rule fills to HH:59:59 and its
 * example says HH:59:00: `hourEnd` says which.
 */
export function parseDateParameter(text: string, end: PeriodEnd, hourEnd: 'rule' | 'example'): number | undefined {
  const match = dateParameter.exec(text);
  if (!match) return undefined;
  const [day, month, year] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const onlyHour = match[4] !== undefined && match[5] === undefined;
  const last = end === 'end';
  const hours = Number(match[4] ?? (last ? 23 : 0));
  const minutes = Number(match[5] ?? (last ? 59 : 0));
  const seconds = Number(match[6] ?? (last && !(onlyHour && hourEnd === 'example') ? 59 : 0));
  const instant = Date.UTC(year, month - 1, day, hours, minutes, seconds);
  const date = new Date(instant);
  const exists = date.getUTCDate() === day && date.getUTCMonth() === month - 1;
  return exists && hours < 24 && minutes < 60 && seconds < 60 ? instant : undefined;
}

const moscowOffsetMs = 3 * 3_600_000;

/** The first and the last second of the day. */
export function dayOf(now: number, zone: 'gmt' | 'moscow'): { from: number; to: number } {
  const offset = zone === 'moscow' ? moscowOffsetMs : 0;
  const from = Math.floor((now + offset) / 86_400_000) * 86_400_000 - offset;
  return { from, to: from + 86_399_000 };
}

/** `DD.MM.YYYY HH:MM:SS` in GMT. */
export function formatGmt(instant: number): string {
  const iso = new Date(instant).toISOString();
  return `${iso.slice(8, 10)}.${iso.slice(5, 7)}.${iso.slice(0, 4)} ${iso.slice(11, 19)}`;
}
