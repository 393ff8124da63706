import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createZone, formatWall, type Zone } from '../../../../shared/domain/zoned-time.ts';
import { createManualClock } from '../../../../test/fakes/manual-clock.ts';
import { silentLogger } from '../../../../test/fakes/silent-logger.ts';
import { momentsOf } from '../../../../test/fixtures/moments-of-year.ts';
import { HttpError } from '../../http/http.ts';
import type { CallListRow } from '../call-list-row.ts';
import { createCallList } from './call-list.ts';
import type { Method } from './wire.ts';

const hour = 3600_000;
const day = 24 * hour;

interface ModelCall {
  at: number;
  line: string;
  remote: string;
  direction: 1 | 2;
}

/** Wires that state no zone write a year as its wall clock shows it: these have hours that come twice and are left out. */
const years = [
  // Moscow put its clock back for good in October 2014.
  { zone: 'Europe/Moscow', year: 2014 },
  { zone: 'Europe/Berlin', year: 2026 },
  { zone: 'America/New_York', year: 2026 },
  { zone: 'Australia/Lord_Howe', year: 2026 },
];
const lines = ['4950000110', '4990000120'];

interface Asked {
  nums: string[];
  periodStart: string;
  periodEnd: string;
  direction: number;
}

/** The list as the document tells it, over calls in memory: which `ends` belong to a period is not said; `longest` rows fit. */
function openList(
  zone: Zone,
  calls: readonly ModelCall[],
  options: { ends: 'both' | 'start' | 'none'; longest: number },
) {
  let now = 0;
  const periods: Asked[] = [];
  const list = createCallList({
    clock: createManualClock(),
    logger: silentLogger,
    zone,
    lines,
    wire: {
      now: () => now,
      async ask({ body }: Method) {
        const asked = body as Asked;
        periods.push(asked);
        const rows = calls
          .filter(({ at }) => at <= now)
          .map((call) => ({ ...call, callDate: formatWall(zone.wallAt(call.at)) }))
          .filter(({ line, direction }) => asked.nums.includes(line) && direction === asked.direction)
          .filter(({ callDate }) => callDate >= asked.periodStart && callDate <= asked.periodEnd)
          .filter(({ callDate }) => options.ends !== 'none' || callDate !== asked.periodStart)
          .filter(({ callDate }) => options.ends === 'both' || callDate !== asked.periodEnd);
        const length = Date.parse(`${asked.periodEnd}Z`) - Date.parse(`${asked.periodStart}Z`);
        // What comes within a few minutes always fits: who halves a period has to come to an end.
        if (rows.length > options.longest && length > 5 * 60_000) throw new HttpError('too-large', true);
        return {
          body: undefined,
          fields: { rowset: rows.map(({ callDate, remote }) => ({ callDate, extNum: remote })) },
        };
      },
    },
  });
  return {
    periods,
    read(from: number, to: number): Promise<{ rows: CallListRow[] }> {
      now = to;
      return list.read({ from, to: to + 5 * 60_000 });
    },
  };
}

describe('a year read piece by piece', () => {
  it.each(years)('loses nothing and doubles nothing in $zone', async ({ zone: name, year }) => {
    const zone = createZone(name);
    const moment = momentsOf(year, zone);
    const call: fc.Arbitrary<ModelCall> = fc.record({
      at: moment,
      line: fc.constantFrom(...lines),
      remote: fc.constantFrom('89430000211', '89430000224', ''),
      direction: fc.constantFrom(1 as const, 2 as const),
    });
    const distinct = fc.uniqueArray(call, { minLength: 5, maxLength: 40, selector: (one) => JSON.stringify(one) });
    const options = fc.record({ ends: fc.constantFrom('both', 'start', 'none'), longest: fc.constantFrom(3, 1000) });
    await fc.assert(
      fc.asyncProperty(distinct, fc.array(moment, { maxLength: 20 }), options, async (unsorted, cuts, limits) => {
        const calls = unsorted.sort((a, b) => a.at - b.at);
        const begin = Date.UTC(year, 0, 1);
        const months = Array.from({ length: 14 }, (_, index) => begin + (index + 1) * 27 * day);
        const stops = [...cuts, ...months].sort((a, b) => a - b);
        const list = openList(zone, calls, limits);
        const found = new Map<string, CallListRow>();
        let from = begin;
        for (const to of stops) {
          for (const one of (await list.read(from - 15 * 60_000, to)).rows) found.set(keyOf(one), one);
          from = to;
        }
        const wallsOf = (all: readonly { at: number; line: string; remote: string; direction: number }[]) =>
          all
            .map(({ at, ...rest }) =>
              JSON.stringify([formatWall(zone.wallAt(at)), rest.line, rest.remote, rest.direction]),
            )
            .sort();
        const read = [...found.values()].map(({ startedAt, line, remote, direction }) => ({
          at: startedAt,
          line,
          remote,
          direction: direction === 'out' ? 1 : 2,
        }));
        expect(wallsOf(read)).toEqual(wallsOf(calls));
        for (const { periodStart, periodEnd } of list.periods) {
          const length = Date.parse(`${periodEnd}Z`) - Date.parse(`${periodStart}Z`);
          expect(length).toBeGreaterThan(0);
          expect(length).toBeLessThanOrEqual(28 * day);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('the edge of two periods', () => {
  it.each(['both', 'start', 'none'] as const)(
    'loses no call where the ends that belong to a period are %s',
    async (ends) => {
      const to = Date.UTC(2026, 10, 20, 12);
      const from = to - 27.9 * day;
      const edge = from + 27 * day;
      const call = { line: lines[0] ?? '', remote: '89430000211', direction: 2 as const };
      const calls = [from, edge - 1000, edge, edge + 1000, to].map((at) => ({ ...call, at }));
      const list = openList(createZone('Europe/Moscow'), calls, { ends, longest: 1000 });
      expect((await list.read(from, to)).rows.map(({ startedAt }) => startedAt)).toEqual(calls.map(({ at }) => at));
    },
  );
});

describe('the hour that comes twice', () => {
  const zone = createZone('Europe/Berlin');
  const first = Date.UTC(2026, 9, 25, 0, 30);
  const call = { line: lines[0] ?? '', remote: '89430000211', direction: 2 as const };

  it('has two calls where the same number calls in both of its passes, whenever it is read', async () => {
    const calls = [first, first + hour].map((at) => ({ ...call, at }));
    const list = openList(zone, calls, { ends: 'both', longest: 1000 });
    const startsOf = async (to: number) => (await list.read(first - hour, to)).rows.map(({ startedAt }) => startedAt);
    expect(await startsOf(first + 1000)).toEqual([first]);
    expect(await startsOf(first + 2 * hour)).toEqual([first, first + hour]);
  });

  it('is asked for as a whole by a period that crosses its end', async () => {
    const list = openList(zone, [{ ...call, at: first + 20 * 60_000 }], { ends: 'both', longest: 1000 });
    expect((await list.read(first + 15 * 60_000, first + 35 * 60_000)).rows).toHaveLength(1);
  });
});

function keyOf({ startedAt, line, remote, direction }: CallListRow): string {
  return JSON.stringify([startedAt, line, remote, direction]);
}
