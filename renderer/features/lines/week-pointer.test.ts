import fc from 'fast-check';
import { expect, it } from 'vitest';
import { daySeconds } from '../../../shared/domain/schedule/schedule.ts';
import { boundaryNear, drawingStep, drawnPart, timeAt } from './week-pointer.ts';

const minute = 60;
const step = fc.constantFrom(minute, 15 * minute, 30 * minute);

it('draws in quarters of an hour, in halves where there is little room, and in minutes when asked', () => {
  expect([drawingStep(40, false), drawingStep(12, false), drawingStep(12, true)]).toEqual([
    15 * minute,
    30 * minute,
    minute,
  ]);
});

it('stays within the day and on its steps, wherever the pointer goes', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -2, max: 3, noNaN: true }),
      fc.double({ min: -2, max: 3, noNaN: true }),
      step,
      (a, b, by) => {
        const { from, to } = drawnPart(timeAt(a, by), timeAt(b, by), by);
        expect(from >= 0 && to <= daySeconds && to - from >= by).toBe(true);
        expect([from % by, to % by]).toEqual([0, 0]);
      },
    ),
  );
});

it('takes the nearest boundary within reach', () => {
  expect(boundaryNear([100, 130, 500], 120, 25)).toBe(130);
  expect(boundaryNear([100, 130, 500], 300, 25)).toBeUndefined();
  expect(boundaryNear([], 300, 25)).toBeUndefined();
});
