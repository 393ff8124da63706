import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createZone, formatWall, wallRange } from './zoned-time.ts';

const hour = 3600_000;
const zones = ['Europe/Moscow', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia'];
const instant = fc.integer({ min: Date.UTC(2005, 0, 1), max: Date.UTC(2035, 0, 1) });

describe('a zone', () => {
  it('shows its wall clock', () => {
    expect(formatWall(createZone('Europe/Moscow').wallAt(Date.UTC(2026, 6, 1, 21, 0, 5)))).toBe('2026-07-02 00:00:05');
  });

  it('knows the hour that comes twice and the one that is left out', () => {
    const berlin = createZone('Europe/Berlin');
    const autumn = Date.UTC(2026, 9, 25, 2, 30);
    expect(berlin.instantsOf(autumn)).toEqual([autumn - 2 * hour, autumn - hour]);
    const spring = Date.UTC(2026, 2, 29, 2, 30);
    expect(berlin.instantsOf(spring)).toEqual([spring - hour]);
    const moscow = createZone('Europe/Moscow');
    expect(moscow.instantsOf(Date.UTC(2014, 9, 26, 1, 15))).toHaveLength(2);
    expect(moscow.instantsOf(Date.UTC(2026, 9, 25, 2, 30))).toHaveLength(1);
  });

  it('leads back to every instant that it shows', () => {
    for (const name of zones) {
      const zone = createZone(name);
      fc.assert(fc.property(instant, (at) => zone.instantsOf(zone.wallAt(at)).some((one) => one === at)));
    }
  });

  it('is refused when there is none of that name', () => {
    expect(() => createZone('Europe/Nowhere')).toThrow(RangeError);
  });
});

describe('a range of wall-clock times', () => {
  it('holds every moment of its instants, and is wider by a change of offset at most', () => {
    for (const name of zones) {
      const zone = createZone(name);
      const range = fc.tuple(
        instant,
        fc.oneof(fc.nat(2 * hour), fc.nat(28 * 24 * hour)),
        fc.double({ min: 0, max: 1, noNaN: true }),
      );
      fc.assert(
        fc.property(range, ([from, length, part]) => {
          const to = from + length;
          const walls = wallRange({ from, to }, zone);
          const wall = zone.wallAt(Math.floor(from + part * length));
          // Samoa left out a whole day in 2011.
          return wall >= walls.from && wall <= walls.to && walls.to - walls.from <= length + 24 * hour;
        }),
      );
    }
  });
});
