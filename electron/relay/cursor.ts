/** Where a reader is, as `relayCursor` writes it: the channel's epoch and the last sequence it has. */
interface Cursor {
  epoch: string;
  seq: number;
}

/** What a channel holds: events `oldest` to `last` without a hole; none when `oldest` is `last + 1`. */
export interface Holding {
  epoch: string;
  oldest: number;
  last: number;
}

const cursorPattern = /^([0-9a-f]{16})\.(0|[1-9]\d{0,14})$/;

/** As a channel is given one when it begins: 64 random bits. */
export function isEpoch(text: string): boolean {
  return /^[0-9a-f]{16}$/.test(text);
}

/**
 * The first sequence to hand out, and whether something before it is lost to this reader. A cursor that this channel
 * cannot have given (another epoch, or ahead of the last event: the relay lost its database or was restored from a copy)
 * says nothing about what the reader has, so it gets all that is kept, with a gap.
 */
export function resumeAfter(
  cursor: string | undefined,
  { epoch, oldest, last }: Holding,
): { from: number; gap: boolean } {
  if (cursor === undefined) return { from: oldest, gap: oldest > 1 };
  const known = parseCursor(cursor);
  if (known === undefined || known.epoch !== epoch || known.seq > last) return { from: oldest, gap: true };
  if (known.seq < oldest - 1) return { from: oldest, gap: true };
  return { from: known.seq + 1, gap: false };
}

function parseCursor(text: string): Cursor | undefined {
  const [, epoch, seq] = cursorPattern.exec(text) ?? [];
  return epoch === undefined ? undefined : { epoch, seq: Number(seq) };
}
