/** `1:05`, `12:40`, `1:02:03`. Whole seconds; a negative one counts as none. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = String(whole % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

/** The same as screen readers and `<time>` read it: `PT1M5S`. */
export function isoDuration(seconds: number): string {
  return `PT${Math.max(0, Math.floor(seconds))}S`;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

interface Waiting {
  days: number;
  hours: number;
  minutes: number;
}

/**
 * How long something has waited, in the one or two units a person would say: "25 min", "1 h 10 min", "2 d 3 h". From a
 * day on minutes are left out. Arguments are epoch ms.
 */
function measureWaiting(since: number, now: number): Waiting {
  const waited = Math.max(0, now - since);
  const days = Math.floor(waited / day);
  const hours = Math.floor((waited % day) / hour);
  return { days, hours, minutes: days > 0 ? 0 : Math.floor((waited % hour) / minute) };
}

const unitFormats = new Map<string, Intl.NumberFormat>();

/** Making a format costs more than drawing the row that it is for, so each is made once. */
function unitFormat(locale: string, unit: string): Intl.NumberFormat {
  const key = `${locale} ${unit}`;
  const format = unitFormats.get(key) ?? new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'narrow' });
  unitFormats.set(key, format);
  return format;
}

/** `25 мин`, `1 ч 10 мин`; nothing waits less than "1 min". */
export function formatWaiting(since: number, now: number, locale: string): string {
  const { days, hours, minutes } = measureWaiting(since, now);
  const parts: [number, 'day' | 'hour' | 'minute'][] = [
    [days, 'day'],
    [hours, 'hour'],
    [minutes, 'minute'],
  ];
  const said = parts.filter(([count]) => count > 0);
  return (said.length > 0 ? said : ([[1, 'minute']] as const))
    .map(([count, unit]) => unitFormat(locale, unit).format(count).replace('.', ''))
    .join(' ');
}

/** `30 days`, `2 years`: whole years where they are. */
export function formatPeriod(days: number, locale: string): string {
  const years = days % 365 === 0;
  return new Intl.NumberFormat(locale, { style: 'unit', unit: years ? 'year' : 'day', unitDisplay: 'long' }).format(
    years ? days / 365 : days,
  );
}

const byteUnits = ['kilobyte', 'megabyte', 'gigabyte'] as const;

/** `48 KB`, `2.1 MB`, `2 GB` in the words of the locale. */
export function formatBytes(bytes: number, locale: string): string {
  const step = 1024;
  const power = bytes >= step ** 3 ? 3 : bytes >= step ** 2 ? 2 : 1;
  const value = bytes / step ** power;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: byteUnits[power - 1],
    unitDisplay: 'short',
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
}
