import { daySeconds, type Interval, type Schedule, spansOf, type Weekday, weekdays } from './schedule.ts';

/** What a provider wants of a week. */
export interface ScheduleRules {
  /** Every moment belongs to a block. */
  isComplete: boolean;
  /** No moment belongs to two. */
  isExclusive: boolean;
}

/** Blocks share the week among themselves and leave nothing of it (Integration API, Vats/settings/set). */
export const sharedWeek: ScheduleRules = { isComplete: true, isExclusive: true };

/** One thing that is wrong, and where. */
export interface ScheduleFault extends Interval {
  kind: 'gap' | 'overlap' | 'backwards' | 'outside';
  day: Weekday;
  /** Whose intervals it is about; none for a gap. */
  blockIds: readonly string[];
}

/** All faults in the order of the week; none means that a provider with these rules should take it. */
export function findScheduleFaults(schedule: Schedule, rules: ScheduleRules): ScheduleFault[] {
  return weekdays.flatMap((day) => {
    const impossible = findImpossible(schedule, day);
    // Gaps beside an interval that makes no sense would only tell of it again.
    return impossible.length > 0 ? impossible : findUnshared(schedule, day, rules);
  });
}

function findImpossible({ blocks }: Schedule, day: Weekday): ScheduleFault[] {
  return blocks
    .filter((block) => block.isActive)
    .flatMap((block) =>
      block.week[day].flatMap(({ from, to }): ScheduleFault[] => {
        const isInside = [from, to].every((at) => Number.isInteger(at) && at >= 0 && at <= daySeconds);
        if (isInside && from <= to) return [];
        return [{ kind: isInside ? 'backwards' : 'outside', day, from, to, blockIds: [block.id] }];
      }),
    );
}

function findUnshared(schedule: Schedule, day: Weekday, rules: ScheduleRules): ScheduleFault[] {
  const faults: ScheduleFault[] = [];
  let covered = 0;
  let last: string | undefined;
  for (const { from, to, blockId } of spansOf(schedule, day)) {
    if (rules.isComplete && from > covered) faults.push({ kind: 'gap', day, from: covered, to: from, blockIds: [] });
    if (rules.isExclusive && from < covered) {
      const blockIds = last === undefined || last === blockId ? [blockId] : [last, blockId];
      faults.push({ kind: 'overlap', day, from, to: Math.min(covered, to), blockIds });
    }
    if (to > covered) {
      covered = to;
      last = blockId;
    }
  }
  if (rules.isComplete && covered < daySeconds) {
    faults.push({ kind: 'gap', day, from: covered, to: daySeconds, blockIds: [] });
  }
  return faults;
}
