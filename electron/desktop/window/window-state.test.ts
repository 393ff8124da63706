import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeWindow, type Rectangle, readWindowState, smallest, writeWindowState } from './window-state.ts';

const laptop: Rectangle = { x: 0, y: 25, width: 1440, height: 875 };
const second: Rectangle = { x: 1440, y: 0, width: 1920, height: 1080 };

describe('placeWindow', () => {
  it('opens as it was left', () => {
    const saved = { bounds: { x: 1500, y: 40, width: 900, height: 700 }, maximized: true };
    expect(placeWindow(saved, [laptop, second])).toEqual(saved);
  });

  it('comes back from a display that is gone, with the size it had', () => {
    const saved = { bounds: { x: 1500, y: 40, width: 900, height: 700 }, maximized: false };
    const { bounds } = placeWindow(saved, [laptop]);
    expect(bounds).toEqual({ x: 270, y: 113, width: 900, height: 700 });
  });

  it('lies wholly on a display, whatever was saved', () => {
    const integer = fc.integer({ min: -5000, max: 5000 });
    const size = fc.integer({ min: -100, max: 8000 });
    fc.assert(
      fc.property(integer, integer, size, size, (x, y, width, height) => {
        const areas = [laptop, second];
        const { bounds } = placeWindow({ bounds: { x, y, width, height }, maximized: false }, areas);
        const home = areas.find((area) => bounds.x >= area.x && bounds.x < area.x + area.width);
        expect(home).toBeDefined();
        expect(bounds.width).toBeGreaterThanOrEqual(smallest.width);
        expect(bounds.height).toBeGreaterThanOrEqual(smallest.height);
        expect(bounds.y).toBeGreaterThanOrEqual(home?.y ?? Number.NaN);
        expect(bounds.x + bounds.width).toBeLessThanOrEqual((home?.x ?? 0) + (home?.width ?? 0));
        expect(bounds.y + bounds.height).toBeLessThanOrEqual((home?.y ?? 0) + (home?.height ?? 0));
      }),
    );
  });
});

it('keeps the place over a restart and takes no damaged one', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'perezvon-window-'));
  const path = join(directory, 'window.json');
  const state = { bounds: { x: 1, y: 2, width: 800, height: 600 }, maximized: true };
  expect(readWindowState(path)).toBeUndefined();
  await writeWindowState(path, state);
  expect(readWindowState(path)).toEqual(state);
  await writeFile(path, '{"bounds":{"x":"left"}}');
  expect(readWindowState(path)).toBeUndefined();
  await rm(directory, { recursive: true });
});
