import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWallClock, parseWall } from './wall-clock.ts';

const zones = ['Europe/Moscow', 'Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Chatham', 'UTC'];
const instants = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2040, 0, 1) });

describe('the clock on the wall', () => {
  it('shows what the zone shows, at every instant', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), instants, (zone, instant) => {
        // Swedes write dates as the platform does.
        const expected = new Date(instant).toLocaleString('sv-SE', { timeZone: zone });
        expect(createWallClock(zone).format(instant)).toBe(expected);
      }),
    );
  });

  it('reads back what it shows', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), instants, (zone, instant) => {
        const clock = createWallClock(zone);
        expect(parseWall(clock.format(instant))).toBe(clock.wallOf(instant));
      }),
    );
  });

  it('shows the repeated hour twice and the skipped one never', () => {
    const clock = createWallClock('Europe/Berlin');
    const minutes = (day: number) => Array.from({ length: 1440 }, (_, minute) => clock.format(day + minute * 60_000));
    const autumn = minutes(Date.UTC(2026, 9, 24, 22)).filter((text) => text.includes(' 02:'));
    expect([autumn.length, new Set(autumn).size]).toEqual([120, 60]);
    expect(minutes(Date.UTC(2026, 2, 28, 23)).filter((text) => text.includes(' 02:'))).toEqual([]);
  });

  it.each([
    '2026-02-29 00:00:00',
    '2026-01-01 24:00:00',
    '2026-1-1 00:00:00',
    '2026-01-01',
    '0',
    '2026-13-01 00:00:00',
  ])('reads no %s', (text) => {
    expect(parseWall(text)).toBeUndefined();
  });
});
