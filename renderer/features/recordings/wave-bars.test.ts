import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { barsOf, drawBars } from './wave-bars.ts';

test('a bar is as high as the loudest of what it stands for', () => {
  expect(barsOf([0.1, 0.5, 0.25, 0], 2)).toEqual([1, 0.5]);
  expect(barsOf([0.5, 0.25], 4)).toEqual([1, 1, 0.5, 0.5]);
  expect(barsOf([], 100)).toEqual([]);
});

test('noise alone is not drawn as if somebody spoke', () => {
  expect(Math.max(...barsOf([0.005, 0.01], 2))).toBeLessThan(0.25);
});

test('no peak is lost, however many bars there are', () => {
  const peaks = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 2000 });
  fc.assert(
    fc.property(peaks, fc.integer({ min: 1, max: 900 }), (all, count) => {
      const bars = barsOf(all, count);
      expect(bars).toHaveLength(count);
      if (Math.max(...all) >= 0.05) expect(Math.max(...bars)).toBe(1);
      for (const bar of bars) expect(bar).toBeLessThanOrEqual(1);
    }),
  );
});

test('is drawn around the middle, and silence is still a line', () => {
  expect(drawBars([1, 0])).toBe('M0 0h2v100h-2zM3 48h2v4h-2z');
});
