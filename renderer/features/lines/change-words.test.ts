import { describe, expect, it } from 'vitest';
import type { PbxLineProfile, PbxLineSettings } from '../../../shared/domain/hosted-pbx/pbx-line-settings.ts';
import { emptyWeek, type Schedule, weekdays } from '../../../shared/domain/schedule/schedule.ts';
import { moveBoundary, workingHours } from '../../../shared/domain/schedule/schedule-edits.ts';
import { findScheduleFaults, sharedWeek } from '../../../shared/domain/schedule/schedule-faults.ts';
import { en } from '../../words/en/index.ts';
import { ru } from '../../words/ru/index.ts';
import { createTable } from '../../words/translate.ts';
import { describeChanges } from './change-words.ts';
import { describeFaults } from './fault-words.ts';
import { givePart } from './week-part.ts';
import { describePart, joinDays } from './week-words.ts';

const inEnglish = createTable('en');
inEnglish.add(en);
const inRussian = createTable('ru');
inRussian.add(ru);
const { t } = inEnglish;

const hour = 3600;
const blank: Schedule = { blocks: ['w', 'o'].map((id) => ({ id, isActive: true, week: emptyWeek })) };
const schedule = workingHours(blank, {
  working: 'w',
  other: 'o',
  days: [1, 2, 3, 4, 5],
  from: 9 * hour,
  to: 18 * hour,
});
const profile: PbxLineProfile = {
  id: 'p',
  schedule,
  blocks: [
    {
      id: 'w',
      name: 'Working hours',
      dialMode: 'in-turn',
      numbers: [
        { id: '1', number: '89430000001', name: 'Anna', isActive: true, dialSeconds: 30 },
        { id: '2', number: '89430000002', name: '', isActive: true, dialSeconds: 30 },
      ],
    },
    { id: 'o', name: 'Other hours', numbers: [] },
  ],
};
const line: PbxLineSettings = { number: '4950000110', name: 'Shop', doNotDisturb: false, profiles: [profile] };
const withWeek = (week: Schedule): PbxLineSettings => ({ ...line, profiles: [{ ...profile, schedule: week }] });

describe('a difference in words', () => {
  it('tells equal changes of several days once', () => {
    const longer = [1, 2, 3, 5].reduce(
      (week, day) => moveBoundary(week, weekdays[day - 1] ?? 1, 18 * hour, 19 * hour),
      schedule,
    );
    expect(describeChanges(line, withWeek(longer), t)).toEqual([
      {
        title: 'Hours',
        changes: [{ what: 'Mon–Wed, Fri 18:00–19:00', before: 'Other hours', after: 'Working hours' }],
      },
    ]);
  });

  it('names the line, the block and the number that a change belongs to', () => {
    const [working, other] = profile.blocks;
    if (working === undefined || other === undefined) throw new Error('no blocks');
    const [anna, second] = working.numbers;
    if (anna === undefined || second === undefined) throw new Error('no numbers');
    const added = { id: '', number: '89160000000', name: 'Boris', isActive: true, dialSeconds: 10 };
    const edited: PbxLineSettings = {
      ...line,
      name: '',
      doNotDisturb: true,
      profiles: [
        {
          ...profile,
          blocks: [
            {
              ...working,
              dialMode: 'together',
              numbers: [
                { ...second, isActive: false },
                { ...anna, dialSeconds: 5 },
              ],
            },
            { ...other, numbers: [added] },
          ],
        },
      ],
    };
    expect(describeChanges(line, edited, t)).toEqual([
      {
        title: 'The line',
        changes: [
          { what: 'Name', before: 'Shop', after: 'empty' },
          { what: 'Do not disturb', before: 'off', after: 'on' },
        ],
      },
      {
        title: 'Working hours',
        changes: [
          { what: 'Numbers ring', before: 'In turn', after: 'Together' },
          { what: 'Anna, +7 943 000-00-01: rings for', before: '30 s', after: '5 s' },
          { what: '+7 943 000-00-02: calls go there', before: 'on', after: 'off' },
          { what: 'Order: +7 943 000-00-02, Anna' },
        ],
      },
      { title: 'Other hours', changes: [{ what: 'Added: Boris, +7 916 000-00-00' }] },
    ]);
  });

  it('names the profile where there are several', () => {
    const two = {
      ...line,
      profiles: [
        { ...profile, name: 'Main' },
        { ...profile, id: 'q', name: '' },
      ],
    };
    const edited = { ...two, profiles: two.profiles.map((one) => ({ ...one, usesCalendar: true })) };
    expect(describeChanges(two, edited, t).map(({ title }) => title)).toEqual(['Main', 'Profile 2']);
  });

  it('says nothing of what is the same', () => {
    expect(describeChanges(line, withWeek(schedule), t)).toEqual([]);
  });
});

describe('days in words', () => {
  it.each([
    [[1, 2, 3, 4, 5], 'Пн–Пт'],
    [[6, 7], 'Сб, Вс'],
    [[7, 1, 3, 2, 5], 'Пн–Ср, Пт, Вс'],
    [weekdays, 'Каждый день'],
  ] as const)('%j are %s', (days, told) => {
    expect(joinDays(days, inRussian.t)).toBe(told);
  });
});

describe('a part of the week in words', () => {
  it.each([
    [5, 12, 'Friday, 12:00–13:00: Working hours'],
    [5, 18, 'Friday, 18:00–19:00: Working hours until 18:30, Other hours'],
    [4, 18, 'Thursday, 18:00–19:00: not assigned'],
  ] as const)('says whose it is', (day, at, told) => {
    const week = givePart(
      moveBoundary(schedule, 5, 18 * hour, 18.5 * hour),
      { days: [4], from: 0, to: 24 * hour },
      undefined,
    );
    expect(describePart({ day, from: at * hour, to: (at + 1) * hour }, week, profile, t)).toBe(told);
  });
});

describe('a fault in words', () => {
  const faultsOf = (week: Schedule) => findScheduleFaults(week, sharedWeek);

  it('names its days and hours once, and is mended on all of them', () => {
    const gap = givePart(schedule, { days: [4, 5], from: 17 * hour, to: 18 * hour }, undefined);
    const [fault, ...others] = describeFaults(faultsOf(gap), profile, t);
    expect(others).toEqual([]);
    expect(fault?.text).toBe('Thu, Fri 17:00–18:00: not assigned');
    expect(fault && faultsOf(fault.mend(gap, 'o'))).toEqual([]);
  });

  it.each([
    [[[9, 19]], 'Fri 18:00–19:00: Working hours and Other hours at once', false],
    [[[14, 13]], 'Fri: Working hours ends before it begins (14:00–13:00)', true],
    [[[0, 25]], 'Fri: Working hours goes beyond the day', true],
  ] as const)('is mended whatever it is: %j', (times, text, wholeDay) => {
    const week: Schedule = {
      blocks: schedule.blocks.map((block) =>
        block.id === 'w'
          ? { ...block, week: { ...block.week, 5: times.map(([from, to]) => ({ from: from * hour, to: to * hour })) } }
          : block,
      ),
    };
    const [fault] = describeFaults(faultsOf(week), profile, t);
    expect(fault).toMatchObject({ text, wholeDay });
    expect(fault && faultsOf(fault.mend(week, 'o'))).toEqual([]);
  });
});
