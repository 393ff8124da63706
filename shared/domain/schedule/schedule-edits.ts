import {
  daySeconds,
  type Interval,
  type Schedule,
  type Span,
  spansOf,
  type Weekday,
  weekdays,
  withDay,
} from './schedule.ts';

/** Gives a part of a day to one block, whosever it was: what a pointer drawn over the day does. */
export function paint(schedule: Schedule, day: Weekday, part: Interval, blockId: string): Schedule {
  const { from, to } = within(part);
  if (from === to) return schedule;
  return withDay(schedule, day, [...outside(schedule, day, { from, to }), { from, to, blockId }]);
}

/** Leaves a part of a day to nobody. */
export function erase(schedule: Schedule, day: Weekday, part: Interval): Schedule {
  const { from, to } = within(part);
  return from === to ? schedule : withDay(schedule, day, outside(schedule, day, { from, to }));
}

/** What of a day lies before or behind a part of it. */
function outside(schedule: Schedule, day: Weekday, { from, to }: Interval): Span[] {
  return spansOf(schedule, day).flatMap((span): Span[] => [
    { ...span, to: Math.min(span.to, from) },
    { ...span, from: Math.max(span.from, to) },
  ]);
}

function within({ from, to }: Interval): Interval {
  return { from: clamp(Math.min(from, to), 0, daySeconds), to: clamp(Math.max(from, to), 0, daySeconds) };
}

/** Where one block's time ends and another's begins, seconds of the day; the ends of the day are none. */
export function boundariesOf(schedule: Schedule, day: Weekday): number[] {
  const spans = spansOf(schedule, day);
  const edges = new Set(spans.flatMap(({ from, to }) => [from, to]));
  return [...edges].filter((at) => at > 0 && at < daySeconds).sort((a, b) => a - b);
}

/**
 * Moves a boundary, and with it the end of what lies before and the beginning of what lies behind; it stops at the next
 * boundary, so that nothing disappears by a slip of the hand. A time that is no boundary moves nothing.
 */
export function moveBoundary(schedule: Schedule, day: Weekday, at: number, to: number): Schedule {
  const boundaries = boundariesOf(schedule, day);
  const index = boundaries.indexOf(at);
  if (index < 0) return schedule;
  const least = (boundaries[index - 1] ?? 0) + shortest;
  const most = (boundaries[index + 1] ?? daySeconds) - shortest;
  if (least > most) return schedule;
  const moved = clamp(Math.round(to), least, most);
  const spans = spansOf(schedule, day).map((span) => ({
    ...span,
    from: span.from === at ? moved : span.from,
    to: span.to === at ? moved : span.to,
  }));
  return withDay(schedule, day, spans);
}
/** A minute: less cannot be seen in a grid. */
const shortest = 60;

export function copyDay(schedule: Schedule, from: Weekday, to: readonly Weekday[]): Schedule {
  const spans = spansOf(schedule, from);
  return to.filter((day) => day !== from).reduce((copied, day) => withDay(copied, day, spans), schedule);
}

/** One block has the whole of these days. */
export function roundTheClock(schedule: Schedule, blockId: string, days: readonly Weekday[] = weekdays): Schedule {
  return days.reduce((next, day) => withDay(next, day, [{ from: 0, to: daySeconds, blockId }]), schedule);
}

/** One block has these hours of these days, and the other the rest of the week. */
export function workingHours(
  schedule: Schedule,
  hours: { working: string; other: string; days: readonly Weekday[] } & Interval,
): Schedule {
  const resting = roundTheClock(schedule, hours.other);
  return hours.days.reduce((next, day) => paint(next, day, hours, hours.working), resting);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
