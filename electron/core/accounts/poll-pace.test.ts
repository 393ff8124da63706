import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pollPace } from './poll-pace.ts';

const minute = 60_000;
/** A Friday in Moscow, three hours ahead of UTC. */
const friday = (hour: number) => Date.UTC(2026, 10, 20, hour - 3, 30);
const sunday = (hour: number) => Date.UTC(2026, 10, 22, hour - 3, 30);
const pace = (now: number, sinceCall?: number, webhook = false) =>
  pollPace({
    now,
    lastCallAt: sinceCall === undefined ? undefined : now - sinceCall,
    timeZone: 'Europe/Moscow',
    webhook,
  });

describe('the pace of polling', () => {
  it.each([
    ['while calls come in', friday(12), 3 * minute, 10],
    ['while calls come in at night', friday(3), 3 * minute, 10],
    ['in working hours', friday(12), 30 * minute, 20],
    ['in working hours when nothing happens', friday(12), 5 * 60 * minute, 40],
    ['in working hours when nothing is known', friday(12), undefined, 40],
    ['in the evening', friday(21), 30 * minute, 60],
    ['before work', friday(7), 30 * minute, 60],
    ['on Sunday', sunday(12), 30 * minute, 60],
    ['at night', friday(2), 30 * minute, 120],
    ['late at night', friday(23), 30 * minute, 120],
    ['after the clock was set back', friday(12), -60 * minute, 10],
  ])('%s', (_when, now, sinceCall, seconds) => {
    expect(pace(now, sinceCall)).toBe(seconds * 1000);
  });

  it('follows the zone of the account', () => {
    const noon = Date.UTC(2026, 10, 20, 12);
    const at = (timeZone: string) => pollPace({ now: noon, lastCallAt: 0, timeZone, webhook: false });
    expect([at('Europe/Moscow'), at('Asia/Vladivostok'), at('America/New_York')]).toEqual([40_000, 60_000, 60_000]);
  });

  it('is bounded, slow while events are heard, and never slower for a fresher call', () => {
    const moment = fc.record({
      now: fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2100, 0) }),
      timeZone: fc.constantFrom('Europe/Moscow', 'UTC', 'Asia/Kolkata', 'America/St_Johns', 'Pacific/Kiritimati'),
    });
    fc.assert(
      fc.property(moment, fc.nat(10 ** 9), fc.nat(10 ** 9), ({ now, timeZone }, one, other) => {
        const paceAfter = (silence: number) => pollPace({ now, timeZone, lastCallAt: now - silence, webhook: false });
        expect(paceAfter(Math.min(one, other))).toBeLessThanOrEqual(paceAfter(Math.max(one, other)));
        expect(paceAfter(one)).toBeGreaterThanOrEqual(10_000);
        expect(paceAfter(one)).toBeLessThanOrEqual(120_000);
        expect(pollPace({ now, timeZone, lastCallAt: now - one, webhook: true })).toBe(600_000);
      }),
    );
  });
});
