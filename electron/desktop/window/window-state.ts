import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { replaceFile } from '../../core/secrets/file-replacement.ts';

/** In device-independent pixels. */
const rectangle = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
});
export type Rectangle = z.infer<typeof rectangle>;

const windowState = z.object({ bounds: rectangle, maximized: z.boolean() });
export type WindowState = z.infer<typeof windowState>;

export const smallest = { width: 360, height: 480 };
const preferred = { width: 1040, height: 760 };

/**
 * Where the window opens: as it was left, but wholly on a display that is there now; centred on the first one when it
 * was never placed or its display is gone. `workAreas` are those of the displays, the primary one first.
 */
export function placeWindow(saved: WindowState | undefined, workAreas: readonly Rectangle[]): WindowState {
  const primary = workAreas[0] ?? { x: 0, y: 0, ...preferred };
  const home = saved && workAreas.find((area) => overlap(area, saved.bounds) > 0);
  if (saved && home) return { bounds: fitInto(home, saved.bounds), maximized: saved.maximized };
  const { width, height } = saved?.bounds ?? preferred;
  return {
    bounds: fitInto(primary, {
      x: primary.x + Math.round((primary.width - width) / 2),
      y: primary.y + Math.round((primary.height - height) / 2),
      width,
      height,
    }),
    maximized: saved?.maximized ?? false,
  };
}

function fitInto(area: Rectangle, wanted: Rectangle): Rectangle {
  const width = Math.min(Math.max(wanted.width, smallest.width), area.width);
  const height = Math.min(Math.max(wanted.height, smallest.height), area.height);
  return {
    x: Math.min(Math.max(wanted.x, area.x), area.x + area.width - width),
    y: Math.min(Math.max(wanted.y, area.y), area.y + area.height - height),
    width,
    height,
  };
}

function overlap(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(width, 0) * Math.max(height, 0);
}

/** Undefined when there is none, or one that is not readable: where a window stood is not worth a complaint. */
export function readWindowState(path: string): WindowState | undefined {
  try {
    return windowState.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Rejects when the disk does, and leaves the old state then. */
export function writeWindowState(path: string, state: WindowState): Promise<void> {
  return replaceFile(path, JSON.stringify(state));
}
