import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../../test/fakes/manual-clock.ts';
import type { JourneyStep } from '../autosecretary/call.ts';
import type { PlacedCall } from '../autosecretary/call-book.ts';
import { createRandom } from '../random.ts';
import { type ClinicLine, clinic, clinicNumbers, clinicPeople, isReached } from './clinic.ts';
import { clinicMonthBefore, endOf } from './clinic-month.ts';
import { createClinicTraffic, firstMissedMs } from './clinic-traffic.ts';

const dayMs = 86_400_000;
const now = Date.UTC(2026, 10, 20, 11);
const isMissed = ({ journey }: PlacedCall) => !journey.some(({ kind }) => kind === 'talk');
const kindsOf = (calls: readonly PlacedCall[]) =>
  new Set(calls.flatMap(({ journey }) => journey.map(({ kind }) => kind)));

/** Everybody whom a call rang by itself; whom it was given to is for people to decide. */
function rungBy({ journey }: PlacedCall): string[] {
  return journey.flatMap((step) => (step.kind === 'ring' ? step.destinations : []));
}

describe('the month of the clinic', () => {
  it('is of calls that are over, the same for everyone, whenever somebody looks', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 31) }), (at) => {
        const month = clinicMonthBefore(at);
        expect(clinicMonthBefore(at)).toEqual(month);
        expect(month.length).toBeGreaterThan(400);
        expect(new Set(month.map(({ un }) => un))).toEqual(new Set(clinic.lines));
        for (const [index, call] of month.entries()) {
          expect(call.startedAt).toBeGreaterThanOrEqual(month[index - 1]?.startedAt ?? at - 31 * dayMs);
          expect(endOf(call)).toBeLessThan(at);
        }
        const missed = month.filter(isMissed).length / month.length;
        expect(missed).toBeGreaterThan(0.1);
        expect(missed).toBeLessThan(0.5);
      }),
      { numRuns: 20 },
    );
  });

  it('has everything that can happen to a call', () => {
    const kinds: JourneyStep['kind'][] = [
      ...(['greeting', 'menu', 'extension', 'queue', 'ring', 'talk', 'transfer', 'message', 'stop'] as const),
    ];
    expect(kindsOf(clinicMonthBefore(now))).toEqual(new Set(kinds));
    const rings = clinicMonthBefore(now).flatMap(({ journey }) => journey.filter((step) => step.kind === 'ring'));
    expect(rings.some(({ destinations }) => destinations.length > 1)).toBe(true);
    expect(new Set(rings.map(({ end }) => end))).toEqual(
      new Set(['answered', 'no-answer', 'busy', 'busy-tone', 'caller-left']),
    );
  });

  it('rings nobody whose hours it is not', () => {
    for (const call of clinicMonthBefore(now)) {
      for (const phone of rungBy(call)) expect(isReached(call.un as ClinicLine, phone, call.startedAt)).toBe(true);
    }
  });

  it('lets one caller have one phone, over midnight as well', () => {
    for (let at = now; at < now + 365 * dayMs; at += 30 * dayMs) {
      const freeFrom = new Map<string, number>();
      for (const call of clinicMonthBefore(at)) {
        expect(call.startedAt).toBeGreaterThanOrEqual(freeFrom.get(call.caller) ?? 0);
        freeFrom.set(call.caller, endOf(call));
      }
    }
  });

  it('knows the names of everybody who answers, and of no destination that is not there', () => {
    const named = new Set(clinicPeople('en').map(({ number }) => number));
    const destinations = clinicNumbers.flatMap((number) => (number.destinations ?? []).map(({ phone }) => phone));
    expect(destinations.filter((phone) => !named.has(`+7${phone.slice(1)}`))).toEqual([]);
    expect(new Set(destinations).size).toBe(Object.keys(clinic.desks).length + Object.keys(clinic.doctors).length);
  });
});

describe('hours of destinations', () => {
  const moscow = (text: string) => Date.parse(`${text}+03:00`);

  it.each([
    ['2026-11-20T08:00:00', true],
    ['2026-11-20T07:59:59', false],
    ['2026-11-20T19:59:59', true],
    ['2026-11-20T20:00:00', false],
    ['2026-11-21T14:59:59', true],
    ['2026-11-21T08:30:00', false],
    ['2026-11-22T12:00:00', false],
  ])('the first registrar at %s: %s', (at, reached) => {
    expect(isReached(clinic.lines[0], clinic.desks.firstRegistrar, moscow(at))).toBe(reached);
    expect(isReached(clinic.lines[0], clinic.desks.duty, moscow(at))).toBe(true);
    expect(isReached(clinic.lines[1], clinic.desks.duty, moscow(at))).toBe(false);
  });
});

describe('calls that come while somebody watches', () => {
  function watch(seconds: number) {
    const clock = createManualClock();
    const calls: PlacedCall[] = [];
    const addCall = (call: PlacedCall) => calls.push(call);
    const traffic = createClinicTraffic({ clock, random: createRandom('live'), addCall });
    clock.advance(seconds * 1000);
    return { clock, calls, traffic };
  }

  it('begin with one that nobody takes, and which can be called back', () => {
    const { calls, clock } = watch(0);
    expect(calls).toHaveLength(1);
    expect(calls.every(isMissed)).toBe(true);
    expect(calls[0]?.caller).toMatch(/^7\d{10}$/);
    expect(calls.map(endOf)).toEqual([clock.now() + firstMissedMs]);
  });

  it('go on, some of them missed, and stop with the traffic', () => {
    const { calls, clock, traffic } = watch(3_600);
    expect(calls.length).toBeGreaterThan(40);
    const missed = calls.filter(isMissed).length;
    expect(missed).toBeGreaterThan(1);
    expect(missed).toBeLessThan(calls.length);
    const count = calls.length;
    traffic.close();
    clock.advance(3_600_000);
    expect([calls.length, clock.pending()]).toEqual([count, 0]);
  });
});
