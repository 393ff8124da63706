import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Rectangle } from '../window/window-state.ts';
import { placeOf, placePopup } from './place.ts';

const area: Rectangle = { x: 1920, y: 40, width: 1280, height: 700 };

it('stands in the upper right corner at first', () => {
  expect(placePopup(area, 120)).toEqual({ x: 2784, y: 56, width: 400, height: 120 });
});

it('stands where it was dragged, on whatever display', () => {
  const place = placeOf({ x: 2000, y: 500, width: 400, height: 120 }, area);
  expect(placePopup(area, 120, place)).toEqual({ x: 2000, y: 500, width: 400, height: 120 });
  expect(placePopup({ x: 0, y: 0, width: 3840, height: 2100 }, 120, place)).toMatchObject({ x: 2640, y: 460 });
});

it('is wholly on the display, whatever it was told', () => {
  const number = fc.integer({ min: -5000, max: 5000 });
  const size = fc.integer({ min: 200, max: 4000 });
  fc.assert(
    fc.property(number, number, size, size, number, number, size, (x, y, width, height, fromRight, fromTop, wanted) => {
      const placed = placePopup({ x, y, width, height }, wanted, { fromRight, fromTop });
      expect(placed.x).toBeGreaterThanOrEqual(x);
      expect(placed.y).toBeGreaterThanOrEqual(y);
      expect(placed.x + placed.width).toBeLessThanOrEqual(x + width);
      expect(placed.y + placed.height).toBeLessThanOrEqual(y + height);
    }),
  );
});
