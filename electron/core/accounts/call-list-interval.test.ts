import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Listing, listing } from '../../../shared/contract/settings.ts';
import { type CallListMoment, callListIntervalMs } from './call-list-interval.ts';

const minute = 60_000;
/** A Friday in Moscow, three hours ahead of UTC. */
const friday = (hour: number) => Date.UTC(2026, 10, 20, hour - 3, 30);
const sunday = (hour: number) => Date.UTC(2026, 10, 22, hour - 3, 30);
const pace = (now: number, sinceCall?: number, fields: Partial<CallListMoment> = {}) =>
  callListIntervalMs({
    now,
    lastCallAt: sinceCall === undefined ? undefined : now - sinceCall,
    timeZone: 'Europe/Moscow',
    webhook: false,
    hasOpenCall: false,
    watched: true,
    listing: 'auto',
    ...fields,
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
    const at = (timeZone: string) => pace(noon, noon, { timeZone });
    expect([at('Europe/Moscow'), at('Asia/Vladivostok'), at('America/New_York')]).toEqual([40_000, 60_000, 60_000]);
  });

  it.each([
    ['in a while nobody looks', friday(12), { watched: false }, 30],
    ['at night while nobody looks', friday(2), { watched: false }, 180],
    ['where it is to be often', friday(12), { listing: 'often' }, 10],
    ['at night where it is to be often', friday(2), { listing: 'often' }, 40],
    ['where it is to be rarely', friday(12), { listing: 'rarely' }, 120],
    ['at night where it is to be rarely', friday(2), { listing: 'rarely' }, 720],
    ['while events are heard', friday(12), { webhook: true }, 600],
  ] as const)('%s', (_when, now, fields, seconds) => {
    expect(pace(now, 30 * minute, fields)).toBe(seconds * 1000);
  });

  it('only completes what events tell, but for a call whose end may be lost', () => {
    expect(pace(friday(12), minute, { webhook: true })).toBe(10 * minute);
    expect(pace(friday(12), minute, { webhook: true, hasOpenCall: true })).toBe(minute);
  });

  it('is bounded by what was chosen, and never slower for a fresher call, an open page, or a wish for more', () => {
    const moment = fc.record<CallListMoment>({
      now: fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2100, 0) }),
      timeZone: fc.constantFrom('Europe/Moscow', 'UTC', 'Asia/Kolkata', 'America/St_Johns', 'Pacific/Kiritimati'),
      lastCallAt: fc.constant(undefined),
      webhook: fc.constant(false),
      hasOpenCall: fc.boolean(),
      watched: fc.boolean(),
      listing: fc.constantFrom(...listing.options),
    });
    const bounds: Record<Listing, [number, number]> = { often: [10, 60], auto: [10, 180], rarely: [120, 900] };
    fc.assert(
      fc.property(moment, fc.nat(10 ** 9), fc.nat(10 ** 9), (at, one, other) => {
        const paceAfter = (silence: number, fields: Partial<CallListMoment> = {}) =>
          callListIntervalMs({ ...at, lastCallAt: at.now - silence, ...fields });
        const fresh = Math.min(one, other);
        expect(paceAfter(fresh)).toBeLessThanOrEqual(paceAfter(Math.max(one, other)));
        expect(paceAfter(one)).toBeLessThanOrEqual(callListIntervalMs(at));
        expect(paceAfter(one, { watched: true })).toBeLessThanOrEqual(paceAfter(one, { watched: false }));
        expect(paceAfter(one, { listing: 'often' })).toBeLessThanOrEqual(paceAfter(one, { listing: 'auto' }));
        expect(paceAfter(one, { listing: 'auto' })).toBeLessThanOrEqual(paceAfter(one, { listing: 'rarely' }));
        const [least, most] = bounds[at.listing];
        expect(paceAfter(one)).toBeGreaterThanOrEqual(least * 1000);
        expect(paceAfter(one)).toBeLessThanOrEqual(most * 1000);
        expect(paceAfter(one, { webhook: true, hasOpenCall: false })).toBe(600_000);
      }),
      { numRuns: 1_000 },
    );
  });
});
