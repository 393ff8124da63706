/**
 * Dates as the platform writes them: local, to the second, without a zone. Calls are compared by what their clock on
 * the wall showed, as a database of local timestamps does; the hour that autumn repeats is there twice.
 */
export interface WallClock {
  /** What the wall shows at an instant (epoch ms), as ms counted as if the zone were UTC. Whole seconds. */
  wallOf(instant: number): number;
  /** `yyyy-mm-dd hh:mm:ss` of an instant. */
  format(instant: number): string;
}

const quarterHourMs = 900_000;

export function createWallClock(timeZone: string): WallClock {
  const formatter = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  // No zone changes its offset inside a quarter of an hour: a month of calls asks Intl some thousand times at most.
  const offsets = new Map<number, number>();

  function offsetOf(instant: number): number {
    const quarter = Math.floor(instant / quarterHourMs);
    const known = offsets.get(quarter);
    if (known !== undefined) return known;
    const start = quarter * quarterHourMs;
    const part: Record<string, number> = {};
    for (const { type, value } of formatter.formatToParts(start)) part[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    const offset = Date.UTC(year, month - 1, day, hour, minute, second) - start;
    offsets.set(quarter, offset);
    return offset;
  }

  function wallOf(instant: number): number {
    return Math.floor((instant + offsetOf(instant)) / 1000) * 1000;
  }

  return { wallOf, format: (instant) => formatWall(wallOf(instant)) };
}

/** `yyyy-mm-dd hh:mm:ss` of what the wall shows. */
function formatWall(wall: number): string {
  return new Date(wall).toISOString().slice(0, 19).replace('T', ' ');
}

/** What `yyyy-mm-dd hh:mm:ss` shows; undefined when it is not of that form or no such date exists. */
export function parseWall(text: string): number | undefined {
  // The document's own sample has spaces at both ends.
  const trimmed = text.trim();
  if (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(trimmed)) return undefined;
  const wall = Date.parse(`${trimmed.replace(' ', 'T')}Z`);
  return Number.isNaN(wall) || formatWall(wall) !== trimmed ? undefined : wall;
}
