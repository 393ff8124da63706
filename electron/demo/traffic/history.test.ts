import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { regulars, shop } from './cast.ts';
import { weekBefore } from './history.ts';
import { endOf, planShopDay, shopDayOf } from './shop-day.ts';

const dayMs = 86_400_000;
/** A Friday afternoon in Moscow. */
const now = Date.UTC(2026, 10, 20, 12, 34, 56);
const week = weekBefore(now);
const hourInMoscow = (instant: number) => new Date(instant + 3 * 3_600_000).getUTCHours();

describe('the week behind the demo', () => {
  it('is a few hundred calls of the last seven days that have ended', () => {
    expect(week.length).toBeGreaterThan(250);
    expect(week.length).toBeLessThan(450);
    expect(Math.min(...week.map((call) => call.startedAt))).toBeGreaterThanOrEqual(now - 7 * dayMs);
    expect(Math.max(...week.map(endOf))).toBeLessThan(now);
  });

  it('has ids that are unique and stay with their calls', () => {
    expect(new Set(week.map((call) => call.cid)).size).toBe(week.length);
    expect(new Set(week.map((call) => call.uuid)).size).toBe(week.length);
    const later = new Map(weekBefore(now + 26 * 3_600_000).map((call) => [call.cid, call]));
    const shared = week.filter((call) => call.startedAt > now - 5 * dayMs);
    expect(shared.length).toBeGreaterThan(150);
    for (const call of shared) expect(later.get(call.cid)).toEqual(call);
  });

  it('is the same at every start', () => {
    expect(weekBefore(now)).toEqual(week);
  });

  it('only grows in the course of a day', () => {
    const later = weekBefore(now + 3_600_000).map((call) => call.uuid);
    const ofToday = week.filter((call) => call.startedAt > now - dayMs);
    expect(later).toEqual(expect.arrayContaining(ofToday.map((call) => call.uuid)));
  });

  it('knows answered and missed calls both ways, few of them unanswered', () => {
    const count = (direction: 'in' | 'out', answered: boolean) =>
      week.filter((call) => call.direction === direction && (call.talkSeconds !== undefined) === answered).length;
    const missed = count('in', false);
    expect(missed).toBeGreaterThan(20);
    expect(missed / (missed + count('in', true))).toBeLessThan(0.35);
    expect(count('out', true)).toBeGreaterThan(30);
    expect(count('out', false)).toBeGreaterThan(3);
  });

  it('has callers who call again, one from abroad, and one who hides', () => {
    const calls = new Map<string, number>();
    for (const call of week) calls.set(call.remote, (calls.get(call.remote) ?? 0) + 1);
    expect([...calls.values()].filter((count) => count >= 5).length).toBeGreaterThan(5);
    expect(calls.has('')).toBe(true);
    expect([...calls.keys()].some((number) => number.startsWith('44') || number.startsWith('49'))).toBe(true);
    expect(week.some((call) => call.direction === 'out' && call.remote === '')).toBe(false);
  });

  it('never has one caller on two phones at once', () => {
    for (const day of [...new Set(week.map((call) => shopDayOf(call.startedAt)))]) {
      const free = new Map<string, number>();
      for (const call of planShopDay(day)) {
        expect(call.startedAt).toBeGreaterThanOrEqual(free.get(call.remote) ?? 0);
        free.set(call.remote, endOf(call));
      }
    }
  });

  it('uses all three lines', () => {
    expect(new Set(week.map((call) => call.line))).toEqual(new Set(shop.lines));
  });
});

describe('a day of the shop', () => {
  /** 2026-06-01 is a Monday: eight whole weeks. */
  const days = Array.from({ length: 56 }, (_, index) => shopDayOf(Date.UTC(2026, 5, 1 + index, 9)));
  const plans = days.map((day) => planShopDay(day));

  it.each([
    ['on weekdays', [1, 2, 3, 4, 5], 40, 90],
    ['on Saturdays', [6], 20, 50],
    ['on Sundays', [0], 9, 35],
  ] as const)('has as many calls as a small shop has %s', (_, weekdays, least, most) => {
    const counts = plans
      .filter((__, index) => weekdays.some((weekday) => weekday === new Date(`${days[index]}T00:00Z`).getUTCDay()))
      .map((calls) => calls.length);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(least);
    expect(Math.max(...counts)).toBeLessThanOrEqual(most);
  });

  it('is busy before and after lunch, and quiet at night', () => {
    const byHour = Array.from({ length: 24 }, () => 0);
    for (const call of plans.flat()) {
      const hour = hourInMoscow(call.startedAt);
      byHour[hour] = (byHour[hour] ?? 0) + 1;
    }
    expect(byHour[13]).toBeLessThan((byHour[11] ?? 0) * 0.7);
    expect(byHour[13]).toBeLessThan((byHour[16] ?? 0) * 0.7);
    expect(byHour.slice(0, 7).reduce((sum, count) => sum + count, 0)).toBe(0);
  });

  it('talks in a human way: a minute or two, rarely long', () => {
    const talks = plans.flat().flatMap((call) => call.talkSeconds ?? []);
    const average = talks.reduce((sum, seconds) => sum + seconds, 0) / talks.length;
    expect(average).toBeGreaterThan(50);
    expect(average).toBeLessThan(150);
    expect(Math.max(...talks)).toBeLessThanOrEqual(600);
    expect(Math.min(...talks)).toBeGreaterThanOrEqual(2);
  });

  it('calls missed callers back', () => {
    const calledBack = plans.filter((calls) =>
      calls.some((call, index) => {
        const missed = calls.slice(0, index).some((one) => one.remote === call.remote && one.talkSeconds === undefined);
        return call.direction === 'out' && missed;
      }),
    );
    expect(calledBack.length).toBeGreaterThan(plans.length / 3);
  });
});

describe('the numbers of the demo', () => {
  const numbers = [
    ...new Set([...week.map((call) => call.remote), ...regulars.map(({ number }) => number), ...shop.lines]),
  ].filter((number) => number !== '');

  it('are valid to libphonenumber', () => {
    const invalid = numbers.filter((number) => !parsePhoneNumberFromString(`+${number}`)?.isValid());
    expect(invalid).toEqual([]);
  });

  it('are of the ranges that belong to nobody', () => {
    const fictional = /^(7943000\d{4}|7(495|499|812|343|383|846|863)000\d{4}|442079460\d{3}|493023125\d{3})$/;
    expect(numbers.filter((number) => !fictional.test(number))).toEqual([]);
    expect(shop.ownNumber).toMatch(fictional);
  });
});
