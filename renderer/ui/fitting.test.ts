import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countFitting } from './fitting.ts';

test('all of a row stay where they fit, to the pixel', () => {
  expect(countFitting([40, 60, 50], 162, 6, 90)).toBe(3);
  expect(countFitting([40, 60, 50], 161, 6, 40)).toBe(2);
  expect(countFitting([40, 60, 50], 151, 6, 40)).toBe(1);
  expect(countFitting([], 0, 6, 90)).toBe(0);
});

test('whatever the room, nothing is cut but a single item, and no item that would fit is put away', () => {
  const width = fc.integer({ min: 1, max: 300 });
  fc.assert(
    fc.property(fc.array(width, { minLength: 1 }), width, fc.nat(2000), fc.nat(20), (widths, button, room, gap) => {
      const count = countFitting(widths, room, gap, button);
      const taken = (upTo: number) => widths.slice(0, upTo).reduce((sum, one) => sum + one + gap, -gap);
      const needs = (upTo: number) => taken(upTo) + (upTo < widths.length ? gap + button : 0);
      expect(count === 1 || needs(count) <= room).toBe(true);
      expect(count === widths.length || needs(count + 1) > room).toBe(true);
    }),
  );
});
