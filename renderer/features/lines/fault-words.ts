import type { PbxLineProfile } from '../../../shared/domain/hosted-pbx/pbx-line-settings.ts';
import { daySeconds, type Schedule, type Weekday } from '../../../shared/domain/schedule/schedule.ts';
import { roundTheClock } from '../../../shared/domain/schedule/schedule-edits.ts';
import type { ScheduleFault } from '../../../shared/domain/schedule/schedule-faults.ts';
import { formatTimeOfDay } from '../../format/time-of-day.ts';
import type { Translate } from '../../words/translate.ts';
import { givePart } from './week-part.ts';
import { groupByDays, joinDays, ownerNames } from './week-words.ts';

/** One thing that is wrong on some days, and how it is put right. */
export interface FaultSentence {
  key: string;
  text: string;
  /** Times that make no sense cannot be given away: only the whole day can. */
  wholeDay: boolean;
  mend(schedule: Schedule, blockId: string): Schedule;
}

const sentences = {
  gap: 'lines.faults.gap',
  overlap: 'lines.faults.overlap',
  backwards: 'lines.faults.backwards',
  outside: 'lines.faults.outside',
} as const;

/** What is wrong with a week, in words; the same on several days once. */
export function describeFaults(
  faults: readonly ScheduleFault[],
  profile: Pick<PbxLineProfile, 'blocks'>,
  t: Translate,
): FaultSentence[] {
  const groups = groupByDays(faults, ({ kind, from, to, blockIds }) => JSON.stringify([kind, from, to, blockIds]));
  return groups.map(({ item: { kind, from, to, blockIds }, days }) => {
    const wholeDay = kind === 'backwards' || kind === 'outside';
    return {
      key: [kind, from, to, ...blockIds, ...days].join(' '),
      text: t(sentences[kind], {
        days: joinDays(days, t),
        owners: ownerNames(blockIds, profile, t),
        from: formatTimeOfDay(Math.max(0, from)),
        to: formatTimeOfDay(Math.min(daySeconds, Math.max(0, to))),
      }),
      wholeDay,
      mend: (schedule, blockId) =>
        wholeDay
          ? roundTheClock(schedule, blockId, days as readonly Weekday[])
          : givePart(schedule, { days, from, to }, blockId),
    };
  });
}
