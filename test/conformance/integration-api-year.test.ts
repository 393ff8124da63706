import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttp } from '../../electron/core/http/client.ts';
import type { Http } from '../../electron/core/http/http.ts';
import type { CallListRow } from '../../electron/core/providers/call-list-row.ts';
import { sunsimProvider } from '../../electron/core/providers/integration-api/provider.ts';
import { createSystemClock } from '../../electron/core/system-clock.ts';
import { createZone, formatWall, type Zone } from '../../shared/domain/zoned-time.ts';
import { createManualClock } from '../fakes/manual-clock.ts';
import { silentLogger } from '../fakes/silent-logger.ts';
import { type IntegrationApiUnderTest, lines, openIntegrationApi } from '../fixtures/integration-api-contract.ts';
import { momentsOf } from '../fixtures/moments-of-year.ts';

const day = 24 * 3600_000;
/** As often as a session overlaps its readings. */
const overlapMs = 15 * 60_000;

/** Clocks that are put forward and back, in both hemispheres, and one that was put back for good. */
const years = [
  { timeZone: 'Europe/Moscow', year: 2014 },
  { timeZone: 'Europe/Berlin', year: 2026 },
  { timeZone: 'America/New_York', year: 2026 },
  { timeZone: 'Australia/Lord_Howe', year: 2026 },
];

let under: IntegrationApiUnderTest | undefined;
let http: Http | undefined;
afterEach(async () => {
  await http?.close();
  await under?.close();
});

interface Placed {
  at: number;
  line: string;
  remote: string;
  direction: 'in' | 'out';
}

/** What of a call is known for certain: in the hour that comes twice the wall clock hides which of the two it was. */
const shown = (zone: Zone, { at, line, remote, direction }: Placed) =>
  `${formatWall(zone.wallAt(at))} ${line} ${remote} ${direction}`;

const keyOf = ({ startedAt, line, remote, direction }: CallListRow) =>
  JSON.stringify([startedAt, line, remote, direction]);

describe('a year of calls at the stand, read over real HTTP', () => {
  it.each(years)('loses nothing and doubles nothing in $timeZone', async ({ timeZone, year }) => {
    const zone = createZone(timeZone);
    const moment = momentsOf(year, zone);
    const begin = Date.UTC(year, 0, 1);
    http = createHttp({ clock: createSystemClock(), logger: silentLogger, environment: {} });
    const call: fc.Arbitrary<Placed> = fc.record({
      at: moment,
      line: fc.constantFrom(...lines),
      remote: fc.constantFrom('89430000211', '89430000224', ''),
      direction: fc.constantFrom('in' as const, 'out' as const),
    });
    const placed = fc.uniqueArray(call, { minLength: 300, maxLength: 300, selector: (one) => shown(zone, one) });
    const ends = fc.constantFrom('inclusive' as const, 'exclusive' as const);
    await fc.assert(
      fc.asyncProperty(
        placed,
        fc.array(moment, { minLength: 10, maxLength: 10 }),
        ends,
        async (all, cuts, periodEnd) => {
          const clock = createManualClock(begin);
          under = await openIntegrationApi({ clock, contract: { numbers: lines, timeZone }, traps: { periodEnd } });
          const client = sunsimProvider.createClient({
            http: http as Http,
            clock: { ...createSystemClock(), now: clock.now },
            logger: silentLogger,
            baseUrl: under.stand.url,
            timeZone,
            lines: [...lines],
            credentials: { kind: 'token', token: under.stand.authorizationToken() ?? '' },
          });
          const months = Array.from({ length: 14 }, (_, index) => begin + (index + 1) * 27 * day);
          const waiting = all.toSorted((a, b) => a.at - b.at);
          const found = new Map<string, CallListRow>();
          let from = begin;
          for (const to of [...cuts, ...months].sort((a, b) => a - b)) {
            clock.advance(to - clock.now());
            // A call stands in the list once it is over; nobody talks in these.
            while (waiting[0] !== undefined && waiting[0].at <= to) {
              const { at: startedAt, ...rest } = waiting.shift() as Placed;
              under.stand.addCall({ ...rest, startedAt });
            }
            const listing = await client.listCalls({ from: from - overlapMs, to: to + 5 * 60_000 });
            expect(listing.unreadable).toEqual([]);
            for (const one of listing.rows) found.set(keyOf(one), one);
            from = to;
          }
          const read = [...found.values()].map((one) =>
            shown(zone, { at: one.startedAt, line: one.line, remote: one.remote, direction: one.direction ?? 'in' }),
          );
          expect(read.sort()).toEqual(all.map((one) => shown(zone, one)).sort());
          await under.close();
        },
      ),
      { numRuns: 2 },
    );
  });
});
