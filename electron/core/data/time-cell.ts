/** `2026-11-20 14:05:09`: what every spreadsheet reads as a time. */
export function timeFormat(timeZone: string): (ms: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return (ms) => format.format(ms);
}
