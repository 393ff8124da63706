import type { Listing } from '../../../shared/contract/settings.ts';

export interface CallListMoment {
  /** Epoch ms. */
  now: number;
  /** When a call was last seen to come or end, epoch ms. */
  lastCallAt: number | undefined;
  /** IANA zone of the account. */
  timeZone: string;
  /** Whether events are heard at this moment: then the lists only complete them. */
  webhook: boolean;
  /** Whether a call rings or talks, as far as is known: its end may be lost. */
  hasOpenCall: boolean;
  /** Whether a page is open. */
  watched: boolean;
  /** What the user chose. */
  listing: Listing;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

const completing = 10 * minute;
/** Where the end of a call was not heard, the lists tell it a minute later. */
const awaitingEnd = minute;
/** Where there is one call there are more: a caller who was missed tries again, somebody calls back. */
const busy = 10 * second;
const busyFor = 10 * minute;
const working = 20 * second;
/** No call for so long, and fewer are to be expected. */
const quietAfter = 2 * hour;
const quiet = 40 * second;
const evening = 60 * second;
const night = 2 * minute;
/** Nobody looks: what is missed is told by a notification, and that may come a little later. */
const unwatchedFactor = 1.5;
const factors: Record<Listing, number> = { auto: 1, often: 1 / 3, rarely: 6 };
/** More often the provider would not like, and so rarely it would be no news. */
const bounds: Record<Listing, { least: number; most: number }> = {
  auto: { least: 10 * second, most: 5 * minute },
  often: { least: 10 * second, most: minute },
  rarely: { least: 2 * minute, most: 15 * minute },
};

/**
 * How long to wait before the provider's lists are read again, in ms: from 10 s while calls come in to 3 min at night, unless
 * the user chose otherwise.
 */
export function callListIntervalMs({ webhook, hasOpenCall, watched, listing, ...moment }: CallListMoment): number {
  if (webhook) return hasOpenCall ? awaitingEnd : completing;
  const { least, most } = bounds[listing];
  const wanted = usualPace(moment) * (watched ? 1 : unwatchedFactor) * factors[listing];
  return Math.min(Math.max(wanted, least), most);
}

/** By how much is going on, and by the hour. */
function usualPace({
  now,
  lastCallAt = Number.NEGATIVE_INFINITY,
  timeZone,
}: Pick<CallListMoment, 'now' | 'lastCallAt' | 'timeZone'>): number {
  const silentFor = now - lastCallAt;
  // A call of the future is one of a clock that was set back.
  if (silentFor < busyFor) return busy;
  const { hour: at, isSunday } = localTime(now, timeZone);
  if (at < 7 || at >= 23) return night;
  if (isSunday || at < 8 || at >= 20) return evening;
  return silentFor < quietAfter ? working : quiet;
}

function localTime(now: number, timeZone: string): { hour: number; isSunday: boolean } {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23', weekday: 'short' });
  const parts = new Map(format.formatToParts(now).map(({ type, value }) => [type, value]));
  return { hour: Number(parts.get('hour')), isSunday: parts.get('weekday') === 'Sun' };
}
