import {
  daySeconds,
  type Interval,
  type Schedule,
  spansOf,
  type Weekday,
  weekdays,
} from '../../../shared/domain/schedule/schedule.ts';
import { erase, paint } from '../../../shared/domain/schedule/schedule-edits.ts';

/** The same hours of some days: what is selected in a week. Seconds of the day. */
export interface WeekPart extends Interval {
  days: readonly Weekday[];
}

/** An hour of a day, as the keyboard walks them. */
export interface Cell {
  day: Weekday;
  /** 0 to 23. */
  hour: number;
}

const hour = 3600;

/** From one cell to another, whichever comes first. */
export function partBetween(anchor: Cell, cursor: Cell): WeekPart {
  return {
    days: daysBetween(anchor.day, cursor.day),
    from: Math.min(anchor.hour, cursor.hour) * hour,
    to: (Math.max(anchor.hour, cursor.hour) + 1) * hour,
  };
}

export function daysBetween(one: Weekday, other: Weekday): Weekday[] {
  return weekdays.filter((day) => day >= Math.min(one, other) && day <= Math.max(one, other));
}

/** Where a key of the keyboard leads; undefined for one that does not move. */
export function moveCell({ day, hour: at }: Cell, key: string): Cell | undefined {
  const within = (value: number, most: number) => Math.min(Math.max(value, 0), most);
  const dayAt = (value: number) => weekdays[within(value, weekdays.length - 1)] ?? day;
  switch (key) {
    case 'ArrowLeft':
      return { day, hour: within(at - 1, 23) };
    case 'ArrowRight':
      return { day, hour: within(at + 1, 23) };
    case 'ArrowUp':
      return { day: dayAt(day - 2), hour: at };
    case 'ArrowDown':
      return { day: dayAt(day), hour: at };
    case 'Home':
      return { day, hour: 0 };
    case 'End':
      return { day, hour: 23 };
    case 'PageUp':
      return { day: dayAt(0), hour: at };
    case 'PageDown':
      return { day: dayAt(6), hour: at };
    default:
      return undefined;
  }
}

/** Gives a part of the week to a block, or to nobody. */
export function givePart(schedule: Schedule, part: WeekPart, blockId: string | undefined): Schedule {
  return part.days.reduce(
    (next, day) => (blockId === undefined ? erase(next, day, part) : paint(next, day, part, blockId)),
    schedule,
  );
}

/** The whole stretch around a moment that has one owner, or none. */
export function stretchAt(schedule: Schedule, day: Weekday, at: number): WeekPart {
  const spans = spansOf(schedule, day);
  const own = spans.find(({ from, to }) => from <= at && at < to);
  if (own !== undefined) return { days: [day], from: own.from, to: own.to };
  const before = spans.filter(({ to }) => to <= at).map(({ to }) => to);
  const behind = spans.filter(({ from }) => from > at).map(({ from }) => from);
  return { days: [day], from: Math.max(0, ...before), to: Math.min(daySeconds, ...behind) };
}
