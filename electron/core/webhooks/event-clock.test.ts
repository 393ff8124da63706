import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEventClock } from './event-clock.ts';

const minute = 60_000;
const now = Date.UTC(2026, 10, 20, 11, 0, 0);

/** A clock that has heard so many events of a provider whose clock shows `zone` more than ours, each `delay` ms late. */
function heard(count: number, zone: number, delay: (index: number) => number = () => 300) {
  const clock = createEventClock();
  for (let index = 0; index < count; index += 1) {
    const at = now - (count - index) * minute;
    clock.happenedAt(at + zone, at + delay(index));
  }
  return clock;
}

describe('an event', () => {
  it('happened when it was received as long as the offset of the provider is not established', () => {
    expect(heard(4, 3 * 60 * minute).happenedAt(now, now + 20 * minute)).toBe(now + 20 * minute);
    expect(createEventClock().happenedAt(undefined, now)).toBe(now);
    const unsteady = heard(16, 0, (index) => index * 40_000);
    expect(unsteady.happenedAt(now, now + 20 * minute)).toBe(now + 20 * minute);
  });

  it.each([0, 3 * 60 * minute, -5 * 60 * minute])(
    'that is told late happened at its own time, whatever zone that is in: %d ms',
    (zone) => {
      const at = heard(6, zone).happenedAt(now + zone, now + 17 * minute);
      expect(Math.abs(at - now)).toBeLessThan(1000);
    },
  );

  it('is not old because the provider changed to another zone or to winter time', () => {
    for (const shift of [60 * minute, -60 * minute, 3 * 60 * minute, 30 * minute]) {
      const clock = heard(16, 0);
      // Whoever rings now rings, with the first event after the change as with the twentieth.
      for (let index = 0; index < 20; index += 1) {
        const at = now + index * minute;
        expect(clock.happenedAt(at - shift, at + 400)).toBe(at + 400);
      }
    }
  });

  it('is not old because the provider put its clock right, but for the first call after that', () => {
    const clock = heard(16, 0);
    const behind = 5 * minute;
    clock.happenedAt(now - behind, now);
    for (let index = 1; index < 20; index += 1) {
      const at = now + index * minute;
      expect(clock.happenedAt(at - behind, at)).toBe(at);
    }
  });

  it('is old with all others of a queue that empties after an outage', () => {
    const clock = heard(16, 0);
    const at = now + 25 * minute;
    for (let index = 0; index < 40; index += 1) {
      const happened = now + index * 30_000;
      expect(Math.abs(clock.happenedAt(happened, at + index * 20) - happened)).toBeLessThan(2000);
    }
  });

  it('never happens after it was received, and never without a reason long before', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.option(fc.integer({ min: -1e9, max: 1e9 }), { nil: undefined }), fc.nat(3600_000)), {
          maxLength: 60,
        }),
        (events) => {
          const clock = createEventClock();
          let at = now;
          for (const [told, gap] of events) {
            at += gap;
            expect(clock.happenedAt(told === undefined ? undefined : at + told, at)).toBeLessThanOrEqual(at);
          }
        },
      ),
    );
  });

  it('rings when it is fresh, whatever late ones came before it', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3 * 3600_000), { maxLength: 40 }), (delays) => {
        const clock = createEventClock();
        for (const [index, delay] of delays.entries()) {
          clock.happenedAt(now + index * minute, now + index * minute + delay);
        }
        const at = now + delays.length * minute;
        expect(clock.happenedAt(at, at + 200)).toBe(at + 200);
      }),
    );
  });
});
