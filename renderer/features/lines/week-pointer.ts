import { daySeconds } from '../../../shared/domain/schedule/schedule.ts';

const minute = 60;
/** px an hour must have for a quarter of it to be hit by hand. */
const roomForQuarters = 20;

/** In what steps a pointer draws, seconds; `fine` is asked for by a key. */
export function drawingStep(pixelsPerHour: number, fine: boolean): number {
  if (fine) return minute;
  return (pixelsPerHour >= roomForQuarters ? 15 : 30) * minute;
}

/** The time at a place of the day's strip: `share` from 0 at its beginning to 1 at its end. */
export function timeAt(share: number, step: number): number {
  const seconds = Math.min(Math.max(share, 0), 1) * daySeconds;
  return Math.round(seconds / step) * step;
}

/** What was drawn from one moment to another; one step at least. */
export function drawnPart(anchor: number, at: number, step: number): { from: number; to: number } {
  const from = Math.min(anchor, at);
  const to = Math.max(anchor, at);
  if (to > from) return { from, to };
  return from + step <= daySeconds ? { from, to: from + step } : { from: from - step, to: from };
}

/** The boundary that a pointer means, if it is near enough; both in seconds. */
export function boundaryNear(boundaries: readonly number[], at: number, tolerance: number): number | undefined {
  const nearest = boundaries.toSorted((a, b) => Math.abs(a - at) - Math.abs(b - at))[0];
  return nearest !== undefined && Math.abs(nearest - at) <= tolerance ? nearest : undefined;
}
