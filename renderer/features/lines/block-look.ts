/** The colour and the pattern of the blocks of a schedule by their places; after the last it begins anew. */
const looks = [
  'bg-block-1',
  'bg-block-2 pattern-diagonal',
  'bg-block-3 pattern-dots',
  'bg-block-4 pattern-upright',
  'bg-block-5 pattern-level',
] as const;

export function blockLook(place: number): string {
  return looks[Math.max(0, place) % looks.length] ?? looks[0];
}
