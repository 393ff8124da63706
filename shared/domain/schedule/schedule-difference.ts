import { daySeconds, type Interval, type Schedule, spansOf, type Weekday, weekdays } from './schedule.ts';

/** A part of a day that changes hands. */
export interface ScheduleChange extends Interval {
  day: Weekday;
  /** Whose it was and whose it will be; none for a gap, several for an overlap. */
  before: readonly string[];
  after: readonly string[];
}

/** What of the week is not as it was, in its order; the same change on several days is told for each. */
export function compareSchedules(before: Schedule, after: Schedule): ScheduleChange[] {
  return weekdays.flatMap((day) => compareDay(before, after, day));
}

function compareDay(before: Schedule, after: Schedule, day: Weekday): ScheduleChange[] {
  const was = spansOf(before, day);
  const will = spansOf(after, day);
  const edges = [...new Set([0, daySeconds, ...[...was, ...will].flatMap(({ from, to }) => [from, to])])].sort(
    (a, b) => a - b,
  );
  const changes: ScheduleChange[] = [];
  for (const [index, from] of edges.slice(0, -1).entries()) {
    const to = edges[index + 1] ?? daySeconds;
    const change = { day, from, to, before: ownersOf(was, from), after: ownersOf(will, from) };
    if (isSame(change.before, change.after)) continue;
    const last = changes.at(-1);
    if (last?.to === from && isSame(last.before, change.before) && isSame(last.after, change.after)) last.to = to;
    else changes.push(change);
  }
  return changes;
}

function ownersOf(spans: readonly (Interval & { blockId: string })[], at: number): string[] {
  const owners = spans.filter(({ from, to }) => from <= at && at < to).map(({ blockId }) => blockId);
  return [...new Set(owners)].sort();
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}
