/** One of each time that Russia has, from west to east: providers' lists are in one of them. */
const russian = [
  'Europe/Kaliningrad',
  'Europe/Moscow',
  'Europe/Samara',
  'Asia/Yekaterinburg',
  'Asia/Omsk',
  'Asia/Krasnoyarsk',
  'Asia/Irkutsk',
  'Asia/Yakutsk',
  'Asia/Vladivostok',
  'Asia/Magadan',
  'Asia/Kamchatka',
];

/** To choose from; what is set is among them, wherever it is. `now` is epoch ms: offsets change. */
export function timeZoneOptions(set: string, locale: string, now: number): { value: string; label: string }[] {
  const zones = russian.includes(set) ? russian : [set, ...russian];
  return zones.map((value) => ({ value, label: describeTimeZone(value, locale, now) }));
}

/** As people know it. */
export function describeTimeZone(timeZone: string, locale: string, now: number): string {
  return `${nameOf(timeZone, locale, now)} (${offsetOf(timeZone, now)})`;
}

function nameOf(timeZone: string, locale: string, now: number): string {
  return partOf(new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'longGeneric' }), now);
}

function offsetOf(timeZone: string, now: number): string {
  return partOf(new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' }), now);
}

function partOf(format: Intl.DateTimeFormat, now: number): string {
  return (
    format.formatToParts(now).find(({ type }) => type === 'timeZoneName')?.value ?? format.resolvedOptions().timeZone
  );
}
