/** Seconds of the day as `9:05`, the end of the day as `24:00`; seconds only where there are some. */
export function formatTimeOfDay(seconds: number): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  const minute = Math.floor(seconds / 60);
  const rest = seconds % 60;
  return `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}${rest === 0 ? '' : `:${pad(rest)}`}`;
}

/** What people type for a time of the day, in seconds: `9`, `9:30`, `0930`, `9.30`, `24:00`; undefined for anything else. */
export function parseTimeOfDay(text: string): number | undefined {
  const typed = text.trim();
  const [, hours, minutes = '0', seconds = '0'] =
    /^(\d{1,2})(?:[:.\s-](\d{1,2})(?:[:.\s-](\d{1,2}))?)?$/.exec(typed) ?? /^(\d{1,2})(\d{2})$/.exec(typed) ?? [];
  if (hours === undefined || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  const time = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return time <= 24 * 3600 ? time : undefined;
}
