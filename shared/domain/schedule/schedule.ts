/** 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;
export const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

export const daySeconds = 86_400;

/** Seconds since the day began by its wall clock: from 0 to 86400, the end not in it. Of no length is legal. */
export interface Interval {
  from: number;
  to: number;
}

export type Week = Readonly<Record<Weekday, readonly Interval[]>>;

/** What happens to a call at some times of the week; what that is belongs to the provider. */
export interface ScheduleBlock {
  id: string;
  /** Blocks that are switched off have times and do not count. */
  isActive: boolean;
  week: Week;
}

export interface Schedule {
  blocks: readonly ScheduleBlock[];
}

/** A piece of a day and whose it is, in the order of the day. */
export interface Span extends Interval {
  blockId: string;
}

export const emptyWeek: Week = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] };

/** The day as a person sees it: what is of no length or of a block that is off is not there. */
export function spansOf({ blocks }: Schedule, day: Weekday): Span[] {
  return blocks
    .filter((block) => block.isActive)
    .flatMap((block) => block.week[day].map(({ from, to }) => ({ from, to, blockId: block.id })))
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.from - b.from || a.to - b.to);
}

/** Gives a day to blocks anew: neighbours of one block become one, and blocks that are off keep what they have. */
export function withDay(schedule: Schedule, day: Weekday, spans: readonly Span[]): Schedule {
  const sorted = [...spans].filter(({ from, to }) => to > from).sort((a, b) => a.from - b.from);
  return {
    blocks: schedule.blocks.map((block) =>
      block.isActive
        ? { ...block, week: { ...block.week, [day]: join(sorted.filter(({ blockId }) => blockId === block.id)) } }
        : block,
    ),
  };
}

function join(spans: readonly Span[]): Interval[] {
  const joined: Interval[] = [];
  for (const { from, to } of spans) {
    const last = joined.at(-1);
    if (last !== undefined && last.to >= from) last.to = Math.max(last.to, to);
    else joined.push({ from, to });
  }
  return joined;
}
