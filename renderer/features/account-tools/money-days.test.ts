import fc from 'fast-check';
import { afterEach, expect, it, vi } from 'vitest';
import { compact } from '../../../shared/domain/compact.ts';
import { spendingByDay } from './money-days.ts';
import { edgesOf, periodOf, periods } from './money-period.ts';

afterEach(() => vi.unstubAllEnvs());

const operation = (at: number | undefined, amount: number | undefined, currency = 'RUB') => ({
  currency,
  description: '',
  columns: [],
  ...compact({ at, amount }),
});

it('adds up what went out day by day, each currency for itself, and counts what stands in no day', () => {
  const edges = [100, 200, 300];
  const { spendings, left } = spendingByDay(
    [
      operation(100, -5),
      operation(199, -7),
      operation(200, -1),
      operation(250, -2, 'USD'),
      operation(250, 900),
      operation(undefined, -3),
      operation(150, undefined),
      operation(300, -3),
      operation(99, -3),
    ],
    edges,
  );
  expect(spendings).toEqual([
    { currency: 'RUB', days: [12, 1], total: 13 },
    { currency: 'USD', days: [0, 2], total: 2 },
  ]);
  expect(left).toBe(4);
});

it('loses nothing that went out within the period, whatever the time of the day', () => {
  const now = new Date(2026, 10, 29, 8).getTime();
  const { from, to } = periodOf('quarter', now);
  const went = fc.record({ at: fc.integer({ min: from, max: to }), amount: fc.integer({ min: -1e9, max: -1 }) });
  fc.assert(
    fc.property(fc.array(went), (operations) => {
      const { spendings, left } = spendingByDay(
        operations.map(({ at, amount }) => operation(at, amount)),
        edgesOf('quarter', now),
      );
      expect(left).toBe(0);
      expect(spendings[0]?.total ?? 0).toBe(operations.reduce((sum, { amount }) => sum - amount, 0));
      expect(spendings[0]?.days.reduce((sum, day) => sum + day, 0) ?? 0).toBe(spendings[0]?.total ?? 0);
    }),
  );
});

/** Clocks change within each of these quarters; in Santiago and Beirut a day begins at one o'clock then. */
const quarters = [
  ['Europe/Moscow', Date.UTC(2026, 10, 10, 20, 59)],
  ['America/New_York', Date.UTC(2026, 10, 11, 4, 59)],
  ['America/Santiago', Date.UTC(2026, 9, 1, 2, 59)],
  ['Asia/Beirut', Date.UTC(2026, 3, 29, 20, 59)],
  ['Asia/Kathmandu', Date.UTC(2028, 1, 29, 18, 14)],
  ['Pacific/Apia', Date.UTC(2026, 11, 31, 10, 59)],
] as const;

it.each(quarters)('has an edge at the beginning of each day and one at the end, in %s', (zone, now) => {
  vi.stubEnv('TZ', zone);
  for (const name of periods) {
    const { from, to } = periodOf(name, now);
    const edges = edgesOf(name, now);
    expect([edges[0], edges.at(-1)]).toEqual([from, to + 1000]);
    for (const edge of edges) expect(new Date(edge).getDate()).not.toBe(new Date(edge - 1).getDate());
    expect(edges).toEqual([...new Set(edges)].toSorted((one, other) => one - other));
  }
});
