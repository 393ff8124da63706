import { type Profile, secondsOfDay } from './line-settings.ts';

export interface ScheduleFault {
  kind: 'gap' | 'overlap' | 'reversed';
  /** 1 Monday to 7 Sunday. */
  day: number;
  /** Seconds of the day. */
  from: number;
  to: number;
}

/**
 * What is wrong first in a profile's week. Working and other hours must not overlap and must leave no gap (Integration API,
 * Vats/settings/set): on each weekday the intervals of the active blocks together are 0 to 86400. Empty
 * intervals are legal wherever they stand: the example has `86400-86400`. That blocks which are switched off do not count,
 * and that a profile without any active block has gaps, is our reading.
 */
export function findScheduleFault({ scheduleBlocks }: Pick<Profile, 'scheduleBlocks'>): ScheduleFault | undefined {
  const active = scheduleBlocks.filter((block) => block.isActive === 1);
  for (let day = 1; day <= 7; day++) {
    const spans = active.flatMap((block) => block.scheduleJson.schedule.days[day]?.times ?? []);
    const fault = findDayFault(spans);
    if (fault !== undefined) return { ...fault, day };
  }
  return undefined;
}

function findDayFault(
  spans: readonly { time_start: number; time_end: number }[],
): Omit<ScheduleFault, 'day'> | undefined {
  const reversed = spans.find((span) => span.time_end < span.time_start);
  if (reversed) return { kind: 'reversed', from: reversed.time_start, to: reversed.time_end };
  const filled = spans.filter((span) => span.time_end > span.time_start);
  let covered = 0;
  for (const { time_start, time_end } of filled.sort((one, other) => one.time_start - other.time_start)) {
    if (time_start > covered) return { kind: 'gap', from: covered, to: time_start };
    if (time_start < covered) return { kind: 'overlap', from: time_start, to: Math.min(covered, time_end) };
    covered = time_end;
  }
  return covered < secondsOfDay ? { kind: 'gap', from: covered, to: secondsOfDay } : undefined;
}
