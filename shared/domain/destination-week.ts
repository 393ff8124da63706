import { daySeconds, type Interval, type Weekday, weekdays } from './schedule/schedule.ts';
import { type Destination, shortNumberPriority, type UniversalNumber } from './universal-numbers.ts';

/**
 * What values that the document does not explain (Autosecretary API v1, GET un) mean in the user's own data, as the user
 * confirmed. What is missing is not known, and nothing is guessed of it.
 */
export interface NumberMeanings {
  /** By `day`: on which days of the week a destination with it is rung. */
  days: Readonly<Record<string, readonly Weekday[]>>;
  /** By `time_zone`: whose hours they are, an IANA zone. */
  timeZones: Readonly<Record<string, string>>;
  /** Who is rung first of those that are rung at the same time. */
  priority?: 'smaller-first' | 'greater-first' | 'no-order' | undefined;
}

/** What is left to confirm before a week can be drawn of a number. */
export interface OpenMeanings {
  days: number[];
  timeZone: string | undefined;
  priority: boolean;
}

export function openMeanings({ destinations, texts }: UniversalNumber, meanings: NumberMeanings): OpenMeanings {
  const days = [...new Set(destinations.map(({ day }) => day))].sort((a, b) => a - b);
  const timeZone = texts.time_zone;
  const isTold = timeZone !== undefined && timeZone !== '';
  return {
    days: days.filter((day) => meanings.days[day] === undefined),
    timeZone: isTold && meanings.timeZones[timeZone] === undefined ? timeZone : undefined,
    priority: prioritiesOf(destinations).length > 1 && meanings.priority === undefined,
  };
}

/** Short numbers have one of their own, which orders nothing. */
export function prioritiesOf(destinations: readonly Destination[]): number[] {
  const all = new Set(destinations.map(({ priority }) => priority));
  all.delete(shortNumberPriority);
  return [...all].sort((a, b) => a - b);
}

export interface ReachedSpan extends Interval {
  destination: Destination;
}

export interface ReachedDay {
  day: Weekday;
  /** In the order in which they are rung, as far as that is known. Several at once are legal. */
  spans: ReachedSpan[];
  /** When nobody is rung. */
  gaps: Interval[];
}

export interface ReachedWeek {
  days: ReachedDay[];
  /** Rung at no hours that can be drawn: locked, by their short number alone, or with an end before the beginning. */
  others: { destination: Destination; days: readonly Weekday[] }[];
}

/** Who is rung when. Throws RangeError while anything of it is not confirmed. */
export function reachedWeek(number: UniversalNumber, meanings: NumberMeanings): ReachedWeek {
  const open = openMeanings(number, meanings);
  if (open.days.length > 0 || open.timeZone !== undefined || open.priority) throw new RangeError('not confirmed');
  const drawn = number.destinations.flatMap((destination) => {
    const hours = hoursOf(destination);
    return hours === undefined ? [] : [{ ...hours, destination }];
  });
  const direction = { 'smaller-first': 1, 'greater-first': -1, 'no-order': 0 }[meanings.priority ?? 'no-order'];
  const ranked = drawn.toSorted(
    (a, b) => direction * (a.destination.priority - b.destination.priority) || a.from - b.from,
  );
  return {
    days: weekdays.map((day) => {
      const spans = ranked.filter(({ destination }) => meanings.days[destination.day]?.includes(day));
      return { day, spans, gaps: gapsBetween(spans) };
    }),
    others: number.destinations
      .filter((one) => !drawn.some(({ destination }) => destination === one))
      .map((destination) => ({ destination, days: meanings.days[destination.day] ?? [] })),
  };
}

/** Undefined where it is rung at none. The last second of a minute is the whole of it: 23:59:59 is the end of the day. */
function hoursOf({ begin, end, locked, priority }: Destination): Interval | undefined {
  const [from, last] = [secondsOf(begin), secondsOf(end)];
  if (locked || priority === shortNumberPriority || from === undefined || last === undefined) return undefined;
  const to = last % 60 === 59 ? last + 1 : last;
  // Over midnight, or a slip: nobody says which.
  return to > from ? { from, to } : undefined;
}

function secondsOf(time: string): number | undefined {
  const [, hours, minutes, seconds] = /^(\d\d):(\d\d):(\d\d)$/.exec(time) ?? [];
  return hours === undefined ? undefined : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

function gapsBetween(spans: readonly Interval[]): Interval[] {
  const gaps: Interval[] = [];
  let reached = 0;
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    if (from > reached) gaps.push({ from: reached, to: from });
    reached = Math.max(reached, to);
  }
  return reached < daySeconds ? [...gaps, { from: reached, to: daySeconds }] : gaps;
}

/** Lanes of a day, so that none lies over another: each takes the first that is free. */
export function lanesOf(spans: readonly ReachedSpan[]): ReachedSpan[][] {
  const lanes: ReachedSpan[][] = [];
  for (const span of spans) {
    const free = lanes.find((lane) => lane.every(({ from, to }) => span.from >= to || span.to <= from));
    if (free === undefined) lanes.push([span]);
    else free.push(span);
  }
  return lanes;
}
