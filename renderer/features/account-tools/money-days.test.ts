import fc from 'fast-check';
import { expect, it } from 'vitest';
import { spendingByDay } from './money-days.ts';
import { edgesOf, periodOf, periods } from './money-period.ts';

const operation = (at: number | undefined, amount: number | undefined, currency = 'RUB') => ({
  ...{ currency, description: '', columns: [] },
  ...(at === undefined ? {} : { at }),
  ...(amount === undefined ? {} : { amount }),
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

it.each(periods)('has an edge at each midnight of %s and one at its end', (name) => {
  // Clocks changed within this quarter where they do.
  const now = new Date(2026, 10, 10, 23, 59).getTime();
  const { from, to } = periodOf(name, now);
  const edges = edgesOf(name, now);
  expect([edges[0], edges.at(-1)]).toEqual([from, to + 1000]);
  for (const edge of edges) expect(new Date(edge).getHours()).toBe(0);
  expect(edges).toEqual([...new Set(edges)].toSorted((one, other) => one - other));
});
