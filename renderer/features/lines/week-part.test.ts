import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyWeek, type Schedule, spansOf, weekdays } from '../../../shared/domain/schedule/schedule.ts';
import { roundTheClock, workingHours } from '../../../shared/domain/schedule/schedule-edits.ts';
import { findScheduleFaults, sharedWeek } from '../../../shared/domain/schedule/schedule-faults.ts';
import { type Cell, givePart, moveCell, partBetween, stretchAt } from './week-part.ts';

const hour = 3600;
const blank: Schedule = { blocks: ['working', 'other'].map((id) => ({ id, isActive: true, week: emptyWeek })) };
const office = workingHours(blank, {
  working: 'working',
  other: 'other',
  days: [1, 2, 3, 4, 5],
  from: 9 * hour,
  to: 18 * hour,
});
const cell: fc.Arbitrary<Cell> = fc.record({ day: fc.constantFrom(...weekdays), hour: fc.nat(23) });
const key = fc.constantFrom('ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown');

describe('a part of the week', () => {
  it('is the same from whichever end it is drawn, and has both its cells', () => {
    fc.assert(
      fc.property(cell, cell, (one, other) => {
        const part = partBetween(one, other);
        expect(part).toEqual(partBetween(other, one));
        for (const { day, hour: at } of [one, other]) {
          expect(part.days).toContain(day);
          expect(part.from <= at * hour && part.to >= (at + 1) * hour).toBe(true);
        }
      }),
    );
  });

  it('has one owner after it was given away, and the week has no gap', () => {
    fc.assert(
      fc.property(cell, cell, (one, other) => {
        const part = partBetween(one, other);
        const given = givePart(office, part, 'working');
        expect(findScheduleFaults(given, sharedWeek)).toEqual([]);
        for (const day of part.days) {
          const owner = spansOf(given, day).find(({ from, to }) => from <= part.from && to >= part.to);
          expect(owner?.blockId).toBe('working');
        }
      }),
    );
  });

  it('is a gap on each of its days once it is left to nobody', () => {
    const part = { days: weekdays.slice(3, 5), from: 9 * hour, to: 10 * hour };
    expect(findScheduleFaults(givePart(office, part, undefined), sharedWeek)).toEqual(
      part.days.map((day) => ({ kind: 'gap', day, from: part.from, to: part.to, blockIds: [] })),
    );
  });
});

describe('keys', () => {
  it('never leave the week', () => {
    fc.assert(
      fc.property(cell, fc.array(key, { maxLength: 60 }), (begin, keys) => {
        const { day, hour: at } = keys.reduce((now, pressed) => moveCell(now, pressed) ?? now, begin);
        expect(weekdays).toContain(day);
        expect(at >= 0 && at <= 23).toBe(true);
      }),
    );
  });

  it.each([
    ['ArrowRight', { day: 5, hour: 19 }],
    ['ArrowDown', { day: 6, hour: 18 }],
    ['ArrowUp', { day: 4, hour: 18 }],
    ['Home', { day: 5, hour: 0 }],
    ['PageDown', { day: 7, hour: 18 }],
    ['Tab', undefined],
  ] as const)('%s leads from Friday evening to %o', (pressed, there) => {
    expect(moveCell({ day: 5, hour: 18 }, pressed)).toEqual(there);
  });
});

describe('the stretch at a moment', () => {
  it.each([
    [office, 5, 12 * hour, [9, 18]],
    [office, 5, 20 * hour, [18, 24]],
    [blank, 5, 12 * hour, [0, 24]],
    [
      givePart(roundTheClock(blank, 'other'), { days: [5], from: 9 * hour, to: 18 * hour }, undefined),
      5,
      12 * hour,
      [9, 18],
    ],
  ] as const)('is whose it is from end to end', (schedule, day, at, [from, to]) => {
    expect(stretchAt(schedule, day, at)).toEqual({ days: [day], from: from * hour, to: to * hour });
  });
});
