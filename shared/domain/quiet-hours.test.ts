import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { QuietHours } from '../contract/quiet.ts';
import { quietAt, quietStateAt } from './quiet-hours.ts';

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const night: QuietHours = { days: everyDay, from: 22 * 60, to: 8 * 60 };
/** 20 November 2026 is a Friday. */
const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute).getTime();
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

afterEach(() => vi.unstubAllEnvs());

describe('quiet hours', () => {
  it('go over midnight', () => {
    expect(quietAt([night], at(20, 21, 59))).toEqual({ quiet: false, until: undefined });
    expect(quietAt([night], at(20, 22))).toEqual({ quiet: true, until: at(21, 8) });
    expect(quietAt([night], at(21, 7, 59))).toEqual({ quiet: true, until: at(21, 8) });
    expect(quietAt([night], at(21, 8)).quiet).toBe(false);
  });

  it('belong to the day on which they begin', () => {
    const friday = [{ ...night, days: [5] }];
    expect(quietAt(friday, at(20, 3)).quiet).toBe(false);
    expect(quietAt(friday, at(20, 23)).quiet).toBe(true);
    expect(quietAt(friday, at(21, 3)).quiet).toBe(true);
    expect(quietAt(friday, at(21, 23)).quiet).toBe(false);
  });

  it('that touch are one stretch', () => {
    const weekend: QuietHours = { days: [6, 7], from: 8 * 60, to: 8 * 60 };
    expect(quietAt([night, weekend], at(20, 23)).until).toBe(at(23, 8));
  });

  it('that fill the week never end', () => {
    expect(quietAt([{ days: everyDay, from: 0, to: 0 }], at(20, 12))).toEqual({ quiet: true, until: undefined });
  });

  it('follow the clock on the wall when it is changed', () => {
    vi.stubEnv('TZ', 'Europe/Berlin');
    const until = quietAt([night], new Date(2026, 2, 28, 23).getTime()).until ?? 0;
    expect(new Date(until).getHours()).toBe(8);
    expect(until - new Date(2026, 2, 28, 22).getTime()).toBe(9 * 60 * minuteMs);
  });
});

const anyHours = fc.array(
  fc.record({
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 7 }),
    from: fc.integer({ min: 0, max: 1439 }),
    to: fc.integer({ min: 0, max: 1439 }),
  }),
  { maxLength: 4 },
);
const anyInstant = fc.integer({ min: Date.UTC(2026, 0, 1) / minuteMs, max: Date.UTC(2027, 0, 1) / minuteMs });

/** Said anew and slowly: looks at the wall clock of this minute alone. */
function isQuietByTheWall(hours: readonly QuietHours[], instant: number): boolean {
  const date = new Date(instant);
  const minute = date.getHours() * 60 + date.getMinutes();
  const today = date.getDay() || 7;
  const yesterday = today === 1 ? 7 : today - 1;
  return hours.some(({ days, from, to }) =>
    from < to
      ? days.includes(today) && minute >= from && minute < to
      : (days.includes(today) && minute >= from) || (days.includes(yesterday) && minute < to),
  );
}

describe.each(['Europe/Moscow', 'Asia/Kamchatka', 'America/New_York', 'Australia/Lord_Howe'])('in %s', (zone) => {
  it('any hours hold at the minutes of the wall clock that they name', () => {
    vi.stubEnv('TZ', zone);
    fc.assert(
      fc.property(anyHours, anyInstant, (hours, minute) => {
        const instant = minute * minuteMs;
        const offset = (day: number) => new Date(instant + day * dayMs).getTimezoneOffset();
        // Minutes that are left out or come twice are told by the examples.
        fc.pre(offset(-2) === offset(0) && offset(0) === offset(2));
        expect(quietAt(hours, instant).quiet).toBe(isQuietByTheWall(hours, instant));
      }),
    );
  });

  it('a stretch lasts until its end and not longer', () => {
    vi.stubEnv('TZ', zone);
    fc.assert(
      fc.property(anyHours, anyInstant, fc.double({ min: 0, max: 1, noNaN: true }), (hours, minute, share) => {
        const instant = minute * minuteMs;
        const { quiet, until } = quietAt(hours, instant);
        if (!quiet || until === undefined) return;
        expect(until).toBeGreaterThan(instant);
        expect(quietAt(hours, until).quiet).toBe(false);
        expect(quietAt(hours, instant + Math.floor(share * (until - 1 - instant)))).toEqual({ quiet, until });
      }),
    );
  });
});

describe('what holds now', () => {
  const settings = { on: true, hours: [night] };
  const inTheNight = at(20, 23);
  const byDay = at(20, 12);

  it('is what the hours say', () => {
    expect(quietStateAt(settings, undefined, byDay)).toEqual({ kind: 'off' });
    expect(quietStateAt(settings, undefined, inTheNight)).toEqual({ kind: 'quiet-hours', until: at(21, 8) });
    expect(quietStateAt({ ...settings, on: false }, undefined, inTheNight)).toEqual({ kind: 'off' });
  });

  it('is the user’s wish for as long as it lasts', () => {
    const wish = { on: true, until: byDay + 1000 };
    expect(quietStateAt(settings, wish, byDay)).toEqual({ kind: 'do-not-disturb', until: byDay + 1000 });
    expect(quietStateAt(settings, wish, byDay + 1000)).toEqual({ kind: 'off' });
    expect(quietStateAt(settings, { on: true }, byDay)).toEqual({ kind: 'do-not-disturb' });
  });

  it('can be taken back for these hours, and the next ones come', () => {
    const wish = { on: false, until: at(21, 8) };
    expect(quietStateAt(settings, wish, inTheNight)).toEqual({ kind: 'off' });
    expect(quietStateAt(settings, wish, at(21, 23)).kind).toBe('quiet-hours');
  });
});
