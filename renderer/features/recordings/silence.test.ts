import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { endOfSilence, silenceLength } from './silence.ts';

const silences: [number, number][] = [
  [2, 5],
  [10, 12.5],
];

test('goes on where somebody speaks again', () => {
  expect(endOfSilence(silences, 1.9)).toBeUndefined();
  expect(endOfSilence(silences, 2)).toBe(5);
  expect(endOfSilence(silences, 4)).toBe(5);
  expect(endOfSilence(silences, 5)).toBeUndefined();
  expect(endOfSilence(silences, 11)).toBe(12.5);
  expect(endOfSilence(silences, 60)).toBeUndefined();
});

test('never jumps back, and never twice for one silence', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.double({ min: 0, max: 600, noNaN: true }), fc.double({ min: 0, max: 60, noNaN: true }))),
      fc.double({ min: 0, max: 700, noNaN: true }),
      (found, at) => {
        const stretches = found.map(([from, long]): [number, number] => [from, from + long]);
        const end = endOfSilence(stretches, at);
        if (end === undefined) return;
        expect(end).toBeGreaterThan(at);
        // A sound card that lands some hundredths early is not sent there again.
        expect(endOfSilence([[at, end]], end - 0.05)).toBeUndefined();
      },
    ),
  );
});

test('adds up', () => {
  expect(silenceLength(silences)).toBe(5.5);
  expect(silenceLength([])).toBe(0);
});
