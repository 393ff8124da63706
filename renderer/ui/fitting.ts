/**
 * How many of a row's items, from its beginning, stand in it when the rest is behind a button: all where they fit, else as
 * many as fit beside the button. Everything in px; at least one, for a row of a button alone says nothing.
 */
export function countFitting(widths: readonly number[], room: number, gap: number, button: number): number {
  const ends = widths.map((_, index) => widths.slice(0, index + 1).reduce((sum, width) => sum + width, index * gap));
  if ((ends.at(-1) ?? 0) <= room) return widths.length;
  return Math.max(1, ends.filter((end) => end + gap + button <= room).length);
}
