import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createZone, formatWall } from '../../../../shared/domain/zoned-time.ts';
import { createManualClock } from '../../../../test/fakes/manual-clock.ts';
import { silentLogger } from '../../../../test/fakes/silent-logger.ts';
import { HttpError } from '../../http/http.ts';
import type { CallListRow } from '../call-list-row.ts';
import { ProviderError } from '../errors.ts';
import { createCallList } from './call-list.ts';
import type { Method } from './wire.ts';

const minute = 60_000;
const hour = 60 * minute;
const zone = createZone('Europe/Moscow');
const lines = Array.from({ length: 6 }, (_, index) => String(4950000110 + index));

interface ModelCall {
  at: number;
  line: string;
  direction: 1 | 2;
  duration: number;
  remote: string;
  recordId?: string;
}

/** What a provider makes of a request for all lines in both directions; every one answers those for one of each. */
const manners = ['all', 'first-number', 'one-direction', 'nothing', 'refused', 'too-large', 'other-rows'] as const;

function openNews(manner: (typeof manners)[number]) {
  const clock = createManualClock();
  const calls: ModelCall[] = [];
  let requests = 0;

  function select(nums: readonly string[], direction: number, start: string, end: string): ModelCall[] {
    return calls
      .filter((call) => nums.includes(call.line) && (direction === 0 || direction === call.direction))
      .filter(({ at }) => formatWall(zone.wallAt(at)) >= start && formatWall(zone.wallAt(at)) <= end);
  }

  const list = createCallList({
    clock,
    logger: silentLogger,
    zone,
    lines,
    wire: {
      now: clock.now,
      async ask({ body }: Method) {
        requests += 1;
        const { nums, direction, periodStart, periodEnd } = body as {
          nums: string[];
          direction: number;
          periodStart: string;
          periodEnd: string;
        };
        const together = nums.length > 1;
        if (together && manner === 'refused') throw new ProviderError('PROVIDER_REFUSED');
        if (together && manner === 'too-large') throw new HttpError('too-large', true);
        const asked = together && manner === 'first-number' ? nums.slice(0, 1) : nums;
        const way = together && manner === 'one-direction' ? 2 : direction;
        const found = together && manner === 'nothing' ? [] : select(asked, way, periodStart, periodEnd);
        const rows = found.map(({ at, duration, remote, recordId }) => ({
          callDate: formatWall(zone.wallAt(at)),
          extNum: remote,
          duration,
          callRecordId: recordId ?? null,
          ...(together && manner === 'other-rows' ? { page: 1 } : {}),
        }));
        return { body: undefined, fields: { rowset: rows } };
      },
    },
  });

  const log = new Map<string, CallListRow>();
  return {
    clock,
    calls,
    log,
    /** As a session does: back as far as a call can last. Answers how many requests it took. */
    async read(since: number, backMs = 4 * hour): Promise<number> {
      const before = requests;
      const range = { from: since - backMs, to: clock.now() + 5 * minute };
      for await (const piece of list.pieces(range)) {
        for (const call of piece.rows) log.set(call.remote, call);
      }
      return requests - before;
    },
    add(fields: Partial<ModelCall>): ModelCall {
      const at = Math.floor(clock.now() / 1000) * 1000;
      const remote = `8943${String(1_000_000 + calls.length)}`;
      const call: ModelCall = { at, line: lines[0] ?? '', direction: 2, duration: 20, remote, ...fields };
      calls.push(call);
      return call;
    },
  };
}

/** A few calls of the morning: enough to see that all lines together bring what each brings. */
function addMorning(news: ReturnType<typeof openNews>): void {
  news.add({ at: news.clock.now() - 2 * hour });
  news.add({ at: news.clock.now() - 3 * hour, line: lines[3] ?? '', direction: 1 });
}

describe('what is new', () => {
  it('takes one request while nothing happens, and all of them when something does', async () => {
    const news = openNews('all');
    addMorning(news);
    let since = news.clock.now();
    const next = async () => {
      news.clock.advance(20_000);
      const requests = await news.read(since);
      since = news.clock.now();
      return requests;
    };
    expect(await next()).toBeGreaterThan(12);
    expect([await next(), await next()]).toEqual([1, 1]);
    const call = news.add({ line: lines[5] ?? '' });
    expect(await next()).toBeGreaterThan(12);
    expect(await next()).toBe(1);
    call.duration = 40;
    expect(await next()).toBeGreaterThan(12);
    expect([...news.log.values()].find(({ line }) => line === lines[5])?.talkSeconds).toBe(40);
    expect(await next()).toBe(1);
    news.clock.advance(30 * minute);
    expect(await next()).toBeGreaterThan(12);
    expect(await next()).toBe(1);
  });

  it('takes one request after a day was read anyway: that was the proof', async () => {
    const news = openNews('all');
    addMorning(news);
    expect(await news.read(news.clock.now(), 26 * hour)).toBeGreaterThan(12);
    news.clock.advance(20_000);
    expect(await news.read(news.clock.now() - 20_000)).toBe(1);
    news.clock.advance(29 * minute);
    expect(await news.read(news.clock.now() - 20_000, 26 * hour)).toBeGreaterThan(12);
    news.clock.advance(20_000);
    expect(await news.read(news.clock.now() - 20_000)).toBe(1);
  });

  it('is a call of hours that stands in the lists under its beginning', async () => {
    const news = openNews('all');
    addMorning(news);
    await news.read(news.clock.now());
    const began = news.clock.now();
    news.clock.advance(3.9 * hour);
    await news.read(news.clock.now());
    news.add({ at: began, duration: 3.9 * 3600, line: lines[4] ?? '' });
    news.clock.advance(20_000);
    expect(await news.read(news.clock.now() - 20_000)).toBeGreaterThan(12);
    expect([...news.log.values()].find(({ line }) => line === lines[4])?.talkSeconds).toBe(3.9 * 3600);
  });

  it.each(manners.filter((manner) => manner !== 'all'))(
    'is asked for line by line where all together bring something else: %s',
    async (manner) => {
      const news = openNews(manner);
      addMorning(news);
      for (let round = 0; round < 3; round += 1) {
        expect(await news.read(news.clock.now())).toBeGreaterThanOrEqual(12);
        news.clock.advance(20_000);
      }
    },
  );

  it('is found at the reading after it, whatever the provider makes of a request for all', async () => {
    const step = fc.record({
      wait: fc.integer({ min: 5, max: 600 }),
      add: fc.array(
        fc.record({ line: fc.constantFrom(...lines), direction: fc.constantFrom(1 as const, 2 as const) }),
        {
          maxLength: 2,
        },
      ),
      grows: fc.boolean(),
      recorded: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...manners), fc.array(step, { maxLength: 25 }), async (manner, steps) => {
        const news = openNews(manner);
        addMorning(news);
        await news.read(news.clock.now() - 4 * hour);
        let since = news.clock.now();
        for (const { wait, add, grows, recorded } of steps) {
          news.clock.advance(wait * 1000);
          for (const fields of add) news.add(fields);
          const last = news.calls.at(-1);
          const isFresh = last !== undefined && news.clock.now() - last.at < 10 * minute;
          if (isFresh && grows) last.duration += 5;
          if (isFresh && recorded) last.recordId = `r${last.remote}`;
          await news.read(since);
          since = news.clock.now();
          for (const call of news.calls) {
            const found = news.log.get(call.remote);
            expect(found?.talkSeconds).toBe(call.duration);
            expect(found?.recording).toBe(call.recordId);
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});
