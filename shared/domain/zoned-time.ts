/**
 * A time zone with its changes of offset. A wall clock is a number here: the epoch ms at which GMT shows the same date and
 * time.
 */
export interface Zone {
  /** What the wall clock shows at an instant (epoch ms). */
  wallAt(instant: number): number;
  /**
   * When the wall clock shows this: twice in the hour that comes twice, earlier first. A time that is left out in spring is
   * read as if the change had not been yet.
   */
  instantsOf(wall: number): readonly [number] | readonly [number, number];
}

/** Offsets change at most once within this time, and never within the other. */
const aDayMs = 24 * 3600_000;
const aQuarterMs = 15 * 60_000;

/** Throws RangeError for a name that is no IANA zone. */
export function createZone(timeZone: string): Zone {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const offsets = new Map<number, number>();

  function offsetAt(instant: number): number {
    const quarter = Math.floor(instant / aQuarterMs);
    const known = offsets.get(quarter);
    if (known !== undefined) return known;
    const begin = quarter * aQuarterMs;
    const parts = Object.fromEntries(format.formatToParts(begin).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    const offset = Date.UTC(year, month - 1, day, hour, minute, second) - begin;
    offsets.set(quarter, offset);
    return offset;
  }

  return {
    wallAt: (instant) => instant + offsetAt(instant),
    instantsOf(wall) {
      const before = offsetAt(wall - aDayMs);
      const after = offsetAt(wall + aDayMs);
      const [first, second] = [wall - before, wall - after]
        .filter((instant) => instant + offsetAt(instant) === wall)
        .sort((a, b) => a - b);
      if (first === undefined) return [wall - before];
      return second === undefined || second === first ? [first] : [first, second];
    },
  };
}

/**
 * The wall-clock times between which the clock stays from one instant to another (epoch ms, both inclusive). Around a change
 * of offset it is wider by the change: the clock may have gone back in between, and no moment may fall out.
 */
export function wallRange(range: { from: number; to: number }, zone: Zone): { from: number; to: number } {
  const offsets: number[] = [];
  for (let at = range.from; at < range.to; at += aDayMs / 4) offsets.push(zone.wallAt(at) - at);
  offsets.push(zone.wallAt(range.to) - range.to);
  return { from: range.from + Math.min(...offsets), to: range.to + Math.max(...offsets) };
}

/** `yyyy-mm-dd hh:mm:ss` of a wall-clock time. */
export function formatWall(wall: number): string {
  return new Date(wall).toISOString().slice(0, 19).replace('T', ' ');
}
