/** Local days are compared by their calendar date: a day has 23 or 25 hours twice a year. */
export function dayKey(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}

/** Whole calendar days from `at` to `now`: 0 today, 1 yesterday; negative ahead. */
export function daysAgo(at: number, now: number): number {
  const start = (time: number) => {
    const date = new Date(time);
    return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  };
  return Math.round((start(now) - start(at)) / 86_400_000);
}

/** Epoch ms of the local midnight that begins the day which is `days` before that of `now`. */
export function dayStart(now: number, days = 0): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - days).getTime();
}

const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs more than drawing the row that it is for, so each is made once; in another zone, anew. */
function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options, new Date().getTimezoneOffset()]);
  const format = dateFormats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  dateFormats.set(key, format);
  return format;
}

const relativeFormats = new Map<string, Intl.RelativeTimeFormat>();

function relativeDay(days: number, locale: string): string {
  const format = relativeFormats.get(locale) ?? new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  relativeFormats.set(locale, format);
  return format.format(-days, 'day');
}

/** "14 Oct", with the year when it is another. */
export function formatDate(at: number, now: number, locale: string, weekday?: 'long' | 'short'): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return dateFormat(locale, {
    weekday,
    day: 'numeric',
    month: weekday === 'long' ? 'long' : 'short',
    year: sameYear ? undefined : 'numeric',
  }).format(at);
}

/** In the middle of a sentence: "14 October", with the year when it is another. */
export function formatDay(at: number, now: number, locale: string): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return dateFormat(locale, { day: 'numeric', month: 'long', year: sameYear ? undefined : 'numeric' }).format(at);
}

/** "24.11", "24/11": under an axis, where there is room for no more. */
export function formatDayMonth(at: number, locale: string): string {
  return dateFormat(locale, { day: '2-digit', month: '2-digit' }).format(at);
}

export function formatClock(at: number, locale: string): string {
  return dateFormat(locale, { hour: '2-digit', minute: '2-digit' }).format(at);
}

/** The heading of a day in a list: "Today", "Yesterday", "Tuesday, 14 October". */
export function formatDayHeading(at: number, now: number, locale: string): string {
  const days = daysAgo(at, now);
  const text = days >= 0 && days <= 1 ? relativeDay(days, locale) : formatDate(at, now, locale, 'long');
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}

/** When something was, as short as it stays clear: "14:05", "yesterday", "Tue", "14 Oct". */
export function formatWhenShort(at: number, now: number, locale: string): string {
  const days = daysAgo(at, now);
  if (days <= 0) return formatClock(at, locale);
  if (days === 1) return relativeDay(1, locale);
  if (days < 7) return dateFormat(locale, { weekday: 'short' }).format(at);
  return formatDate(at, now, locale);
}

/** When something was, in full: "today, 14:05", "Tue, 14 Oct, 14:05". */
export function formatWhen(at: number, now: number, locale: string): string {
  const days = daysAgo(at, now);
  const day =
    days >= -1 && days <= 1 ? relativeDay(days, locale) : formatDate(at, now, locale, days < 7 ? 'short' : undefined);
  return `${day}, ${formatClock(at, locale)}`;
}
