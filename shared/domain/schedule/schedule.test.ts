import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daySeconds, emptyWeek, type Schedule, spansOf, type Weekday, weekdays } from './schedule.ts';
import { compareSchedules } from './schedule-difference.ts';
import { boundariesOf, copyDay, erase, moveBoundary, paint, roundTheClock, workingHours } from './schedule-edits.ts';
import { findScheduleFaults, sharedWeek } from './schedule-faults.ts';

const hour = 3600;
const day = fc.constantFrom(...weekdays);
const second = fc.oneof(
  fc.integer({ min: 0, max: daySeconds }),
  fc.nat(24).map((hours) => hours * hour),
);
const blockIds = ['working', 'other', 'lunch'] as const;
const blockId = fc.constantFrom(...blockIds);

const blank: Schedule = { blocks: blockIds.map((id) => ({ id, isActive: true, week: emptyWeek })) };
const nine = { working: 'working', other: 'other', days: [1, 2, 3, 4, 5] as Weekday[], from: 9 * hour, to: 18 * hour };
const office = workingHours(blank, nine);

/** Anything that hands and presets can do to a week. */
const edit: fc.Arbitrary<(schedule: Schedule) => Schedule> = fc.oneof(
  fc.tuple(day, second, second, blockId).map(
    ([on, from, to, id]) =>
      (schedule: Schedule) =>
        paint(schedule, on, { from, to }, id),
  ),
  fc.tuple(day, fc.nat(10), second).map(([on, index, to]) => (schedule: Schedule) => {
    const boundaries = boundariesOf(schedule, on);
    return moveBoundary(schedule, on, boundaries[index % Math.max(1, boundaries.length)] ?? 0, to);
  }),
  fc.tuple(day, fc.subarray([...weekdays])).map(
    ([from, to]) =>
      (schedule: Schedule) =>
        copyDay(schedule, from, to),
  ),
  blockId.map((id) => (schedule: Schedule) => roundTheClock(schedule, id)),
);
const edited = fc
  .array(edit, { maxLength: 12 })
  .map((edits) => edits.reduce((schedule, change) => change(schedule), office));

const ownerAt = (schedule: Schedule, on: Weekday, at: number) =>
  spansOf(schedule, on).find(({ from, to }) => from <= at && at < to)?.blockId;

describe('edits', () => {
  it('never leave a gap or an overlap in a week that had none', () => {
    fc.assert(fc.property(edited, (schedule) => findScheduleFaults(schedule, sharedWeek).length === 0));
  });

  it('give a painted part to its block, and leave all other moments as they were', () => {
    fc.assert(
      fc.property(edited, day, day, second, second, second, blockId, (schedule, on, other, a, b, moment, id) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const at = Math.min(moment, daySeconds - 1);
        const painted = paint(schedule, on, { from: a, to: b }, id);
        const isPainted = other === on && at >= from && at < to;
        expect(ownerAt(painted, other, at)).toBe(isPainted ? id : ownerAt(schedule, other, at));
      }),
    );
  });

  it('take a part from everybody, and a gap is all that is left of it', () => {
    fc.assert(
      fc.property(edited, day, second, second, (schedule, on, a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const faults = findScheduleFaults(erase(schedule, on, { from: a, to: b }), sharedWeek);
        expect(faults).toEqual(from === to ? [] : [{ kind: 'gap', day: on, from, to, blockIds: [] }]);
      }),
    );
  });

  it('move a boundary as far as the next one and no further', () => {
    fc.assert(
      fc.property(
        edited,
        day,
        fc.nat(5),
        fc.integer({ min: -daySeconds, max: 2 * daySeconds }),
        (schedule, on, index, to) => {
          const before = boundariesOf(schedule, on);
          const after = boundariesOf(moveBoundary(schedule, on, before[index] ?? -1, to), on);
          expect(after.length).toBe(before.length);
          expect(after.filter((at, place) => at !== before[place]).length).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it('copy a day whole', () => {
    fc.assert(
      fc.property(edited, day, fc.subarray([...weekdays]), (schedule, from, to) => {
        const copied = copyDay(schedule, from, to);
        for (const on of weekdays) expect(spansOf(copied, on)).toEqual(spansOf(schedule, to.includes(on) ? from : on));
      }),
    );
  });

  it('leave a block that is off alone', () => {
    const off = { id: 'off', isActive: false, week: { ...emptyWeek, 1: [{ from: 0, to: daySeconds }] } };
    const painted = paint({ blocks: [...office.blocks, off] }, 1, { from: 0, to: hour }, 'working');
    expect(painted.blocks.at(-1)).toEqual(off);
    expect(findScheduleFaults(painted, sharedWeek)).toEqual([]);
  });
});

describe('faults', () => {
  function withIntervals(id: string, intervals: readonly [number, number][]): Schedule {
    const times = intervals.map(([from, to]) => ({ from, to }));
    return {
      blocks: office.blocks.map((block) => (block.id === id ? { ...block, week: { ...block.week, 5: times } } : block)),
    };
  }

  it.each([
    ['working', [[9 * hour, 17 * hour]], { kind: 'gap', from: 17 * hour, to: 18 * hour, blockIds: [] }],
    [
      'working',
      [[9 * hour, 19 * hour]],
      { kind: 'overlap', from: 18 * hour, to: 19 * hour, blockIds: ['working', 'other'] },
    ],
    ['other', [[0, 9 * hour]], { kind: 'gap', from: 18 * hour, to: daySeconds, blockIds: [] }],
    ['lunch', [[14 * hour, 13 * hour]], { kind: 'backwards', from: 14 * hour, to: 13 * hour, blockIds: ['lunch'] }],
    ['lunch', [[0, daySeconds + 1]], { kind: 'outside', from: 0, to: daySeconds + 1, blockIds: ['lunch'] }],
  ] as [string, [number, number][], object][])('of %s on Friday are named with their place: %j', (id, times, fault) => {
    expect(findScheduleFaults(withIntervals(id, times), sharedWeek)).toEqual([{ day: 5, ...fault }]);
  });

  it('are not made by intervals of no length, which the provider sends itself', () => {
    expect(findScheduleFaults(withIntervals('lunch', [[daySeconds, daySeconds]]), sharedWeek)).toEqual([]);
  });

  it('are found wherever a moment has no owner or two', () => {
    const interval = fc.tuple(second, second).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));
    const block = fc.record({ id: fc.uuid(), isActive: fc.boolean(), times: fc.array(interval, { maxLength: 4 }) });
    fc.assert(
      fc.property(fc.array(block, { maxLength: 4 }), second, (blocks, moment) => {
        const schedule: Schedule = {
          blocks: blocks.map(({ id, isActive, times }) => ({ id, isActive, week: { ...emptyWeek, 3: times } })),
        };
        const at = Math.min(moment, daySeconds - 1);
        const owners = spansOf(schedule, 3).filter(({ from, to }) => from <= at && at < to).length;
        const faults = findScheduleFaults(schedule, sharedWeek).filter((fault) => fault.day === 3);
        const here = faults.filter(({ from, to }) => from <= at && at < to).map(({ kind }) => kind);
        expect([...new Set(here)]).toEqual(owners === 0 ? ['gap'] : owners === 1 ? [] : ['overlap']);
        expect(findScheduleFaults(schedule, { isComplete: false, isExclusive: false })).toEqual([]);
      }),
    );
  });
});

describe('a difference', () => {
  it('is what a person did', () => {
    expect(compareSchedules(office, moveBoundary(office, 5, 18 * hour, 16 * hour))).toEqual([
      { day: 5, from: 16 * hour, to: 18 * hour, before: ['working'], after: ['other'] },
    ]);
    expect(compareSchedules(office, office)).toEqual([]);
  });

  it('tells of exactly the moments whose owner changes', () => {
    fc.assert(
      fc.property(edited, edited, day, second, (before, after, on, moment) => {
        const at = Math.min(moment, daySeconds - 1);
        const told = compareSchedules(before, after).filter((one) => one.day === on && one.from <= at && at < one.to);
        const [was, will] = [ownerAt(before, on, at), ownerAt(after, on, at)];
        expect(told.map((one) => [one.before, one.after])).toEqual(was === will ? [] : [[[was], [will]]]);
      }),
    );
  });
});
