import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { defaultLimits } from '../limits.ts';
import { Refusal } from '../refusal.ts';
import { DamagedFile, eventOverhead, openRelayDatabase } from './database.ts';
import { createStore, type Store } from './store.ts';

const root = mkdtempSync(join(tmpdir(), 'perezvon-relay-store-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let made = 0;
function open(limits = defaultLimits, now: () => number = Date.now, mostBytes = 64 * 1024 * 1024) {
  made += 1;
  const { sql } = openRelayDatabase(join(root, String(made)), mostBytes);
  // A power cut is not what is tested here, and hundreds of runs need not wait for the disk.
  sql.exec('PRAGMA synchronous = OFF');
  return { sql, store: createStore(sql, limits, now) };
}

const limits = {
  ...defaultLimits,
  eventsPerChannel: 6,
  bytesPerChannel: 90 + 6 * eventOverhead,
  unreadEventsPerChannel: 4,
  unreadBytesPerChannel: 60 + 4 * eventOverhead,
  retentionMs: 800,
  duplicateWindowMs: 50,
};

/** What the rules say, told without sequences: a list of all that ever arrived and what became of it. */
interface Arrival {
  channel: string;
  life: object;
  body: string;
  at: number;
  kept: boolean;
}
interface Reader {
  channel: string;
  cursor: string | undefined;
  life: object | undefined;
  /** How many arrivals of that life it was given or was told it lost. */
  told: number;
}

type Step =
  | { do: 'append'; channel: string; body: string }
  | { do: 'read'; reader: number; limit: number }
  | { do: 'pass'; ms: number }
  | { do: 'sweep' }
  | { do: 'lose' };

const channelName = fc.constantFrom('a', 'b');
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('append' as const),
      channel: channelName,
      body: fc.constantFrom(...[1, 2, 3, 4, 5, 6, 7, 30].map((n) => `{"n":"${'x'.repeat(n)}"}`)),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('read' as const),
      reader: fc.nat(2),
      limit: fc.integer({ min: 1, max: 4 }),
    }),
  },
  // Backwards as well: clocks of servers are set.
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      ms: fc.constantFrom(-500, -100, 10, 40, 50, 51, 100, 101, 400, 800, 801),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('sweep' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('lose' as const) }) },
);

describe('a channel', () => {
  it('gives every reader each event once and in order, or says that there is a gap, whatever happens to it', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 120, size: 'max' }), (steps) => {
        let clock = 1_000_000;
        // In one transaction: what the disk does is not asked here, and each commit would take its time.
        const begin = () => {
          const opened = open(limits, () => clock);
          opened.sql.exec('BEGIN');
          return opened;
        };
        let { sql, store } = begin();
        let arrivals: Arrival[] = [];
        const lives = new Map<string, { life: object; usedAt: number; readAt?: number }>();
        const readers: Reader[] = ['a', 'a', 'b'].map((channel) => ({
          channel,
          cursor: undefined,
          life: undefined,
          told: 0,
        }));
        const of = (channel: string) => arrivals.filter((one) => one.life === lives.get(channel)?.life);

        for (const now of steps) {
          if (now.do === 'pass') clock += now.ms;
          if (now.do === 'lose') {
            sql.close();
            ({ sql, store } = begin());
            lives.clear();
            arrivals = [];
          }
          if (now.do === 'append') {
            const { channel, body } = now;
            const life = lives.get(channel) ?? { life: {}, usedAt: clock };
            lives.set(channel, life);
            const twin = of(channel).findLast((one) => one.kept && one.body === body);
            const isNew = twin === undefined || Math.abs(clock - twin.at) > limits.duplicateWindowMs;
            expect(store.append(channel, body)).toBe(isNew);
            if (isNew) {
              life.usedAt = clock;
              arrivals.push({ channel, life: life.life, body, at: clock, kept: true });
              const kept = of(channel).filter((one) => one.kept);
              const isUnread = life.readAt === undefined;
              const mostEvents = isUnread ? limits.unreadEventsPerChannel : limits.eventsPerChannel;
              const mostBytes = isUnread ? limits.unreadBytesPerChannel : limits.bytesPerChannel;
              const isTooMuch = () =>
                kept.length > mostEvents ||
                kept.reduce((sum, one) => sum + one.body.length + eventOverhead, 0) > mostBytes;
              while (isTooMuch()) {
                const oldest = kept.shift();
                if (oldest !== undefined) oldest.kept = false;
              }
            }
          }
          if (now.do === 'sweep') {
            while (store.sweep());
            const kept = arrivals.filter((one) => one.kept);
            const isYoung = (at: number) => Math.abs(clock - at) <= limits.retentionMs;
            const young = kept.findIndex((one) => isYoung(one.at));
            for (const one of young === -1 ? kept : kept.slice(0, young)) one.kept = false;
            for (const [channel, { usedAt }] of lives) {
              if (!isYoung(usedAt) && !of(channel).some((one) => one.kept)) lives.delete(channel);
            }
          }
          if (now.do === 'read') {
            const reader = readers[now.reader] as Reader;
            const { channel } = reader;
            const isStale = Math.abs(clock - (lives.get(channel)?.readAt ?? -1e9)) > limits.retentionMs / 8;
            expect(store.isStale(channel)).toBe(isStale);
            if (isStale) {
              store.open(channel);
              lives.set(channel, { life: lives.get(channel)?.life ?? {}, usedAt: clock, readAt: clock });
            }
            const { life } = lives.get(channel) as { life: object };
            const isStranger = reader.life !== life;
            const news = of(channel).slice(isStranger ? 0 : reader.told);
            const expected = news.filter((one) => one.kept).slice(0, now.limit);
            const isLost = news.some((one) => !one.kept) || (isStranger && reader.cursor !== undefined);

            const batch = readWith(store, channel, reader.cursor, now.limit);
            expect(batch.events.map(({ body }) => body)).toEqual(expected.map(({ body }) => body));
            expect(batch.gap).toBe(isLost);
            reader.cursor = batch.next;
            reader.life = life;
            const last = expected.at(-1);
            reader.told = last === undefined ? of(channel).length : of(channel).indexOf(last) + 1;
          }
        }
        sql.close();
      }),
      { numRuns: 100 },
    );
  });

  it('answers a cursor it never gave with all it has and a gap', () => {
    const { sql, store } = open();
    for (const n of [1, 2, 3]) store.append('a', `{"n":${n}}`);
    const { next } = readWith(store, 'a', undefined, 10);
    const [epoch] = next.split('.');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.constantFrom('', '0', '3', 'NaN', `${epoch}`, `${epoch}.`, `${epoch}.-1`, `${epoch}.4`, `${epoch}.03`),
          fc.bigInt({ min: 4n, max: 10n ** 25n }).map((seq) => `${epoch}.${seq}`),
        ),
        (cursor) => {
          const batch = readWith(store, 'a', cursor, 10);
          expect(batch.gap).toBe(true);
          expect(batch.events).toHaveLength(3);
          expect(batch.next).toBe(next);
        },
      ),
    );
    sql.close();
  });

  it('keeps an answer to about a mebibyte and says where to go on', () => {
    const { sql, store } = open();
    store.open('a');
    const bodies = Array.from({ length: 40 }, (_, n) => JSON.stringify({ n, text: 'я'.repeat(30_000) }));
    for (const body of bodies) store.append('a', body);
    const found: string[] = [];
    let cursor: string | undefined;
    for (let answers = 0; found.length < bodies.length; answers += 1) {
      const batch = readWith(store, 'a', cursor, 500);
      expect(Buffer.byteLength(batch.events.map(({ body }) => body).join(''))).toBeLessThanOrEqual(1024 * 1024);
      expect(answers).toBeLessThan(10);
      found.push(...batch.events.map(({ body }) => body));
      cursor = batch.next;
    }
    expect(found).toEqual(bodies);
    sql.close();
  });
});

describe('a store in which something is not what was written', () => {
  it('takes no event for a duplicate of one whose time was altered', () => {
    let clock = 1_000_000_000;
    const { sql, store } = open(defaultLimits, () => clock);
    expect(store.append('a', '{}')).toBe(true);
    clock += defaultLimits.duplicateWindowMs + 1;
    sql.exec('UPDATE event SET received_at = received_at + 65536');
    expect(store.append('a', '{}')).toBe(true);
    expect(store.append('a', '{}')).toBe(false);
    sql.close();
  });

  it('does not number events anew when the count of a channel with no event left was altered', () => {
    let clock = 1_000_000_000;
    const { sql, store } = open(defaultLimits, () => clock);
    for (const n of [1, 2, 3]) store.append('a', `{"n":${n}}`);
    clock += defaultLimits.retentionMs + 1;
    store.open('a');
    while (store.sweep());
    const { next } = readWith(store, 'a', undefined, 10);
    sql.exec('UPDATE channel SET last = 1');
    expect(() => readWith(store, 'a', next, 10)).toThrow(DamagedFile);
    expect(() => store.append('a', '{}')).toThrow(DamagedFile);
    sql.close();
  });

  it('tells nobody of another channel that an index leads to', () => {
    const { sql, store } = open();
    for (const name of ['a', 'b']) store.open(name);
    sql.exec(`UPDATE channel SET name = 'c' WHERE name = 'a'`);
    expect(() => readWith(store, 'c', undefined, 10)).toThrow(DamagedFile);
    sql.close();
  });
});

describe('room', () => {
  const quarter = defaultLimits.retentionMs / 4;

  it('for a new channel is made of one that nobody read, then of one whose reader stays away, and of no other', () => {
    let clock = 1_000_000;
    const { sql, store } = open({ ...defaultLimits, channels: 3 }, () => clock);
    store.open('read');
    store.append('read', '{"kept":true}');
    store.append('silent', '{}');
    clock += 1000;
    store.append('newer', '{}');
    store.append('new', '{}');
    expect(() => readWith(store, 'silent', undefined, 10)).toThrow(Refusal);
    for (const name of ['newer', 'new']) store.open(name);
    expect(() => store.append('late', '{}')).toThrow(expect.objectContaining({ statusCode: 507 }));
    expect(() => store.open('late')).toThrow(Refusal);
    store.append('read', '{"still":"fine"}');
    expect(readWith(store, 'read', undefined, 10).events).toHaveLength(2);
    clock += quarter + 1;
    for (const name of ['newer', 'new']) store.open(name);
    store.open('late');
    expect(() => readWith(store, 'read', undefined, 10)).toThrow(Refusal);
    sql.close();
  });

  it('for a new channel is made in steps of a channel that holds much', () => {
    let clock = 1_000_000;
    const { sql, store } = open({ ...defaultLimits, channels: 1 }, () => clock);
    store.open('full');
    sql.exec('BEGIN');
    for (let n = 0; n < 1100; n += 1) store.append('full', `{"n":${n}}`);
    sql.exec('COMMIT');
    clock += quarter + 1;
    const again = expect.objectContaining({ statusCode: 503, retryAfter: 1 });
    for (let steps = 0; steps < 2; steps += 1) expect(() => store.open('new')).toThrow(again);
    store.open('new');
    expect(readWith(store, 'new', undefined, 10).events).toEqual([]);
    sql.close();
  });

  it('is given to so many new channels a minute, and a clock that was set back makes none of the old ones new', () => {
    let clock = 10_000_000;
    const { sql, store } = open({ ...defaultLimits, newChannelsPerMinute: 3 }, () => clock);
    for (const name of ['a', 'b', 'c']) store.open(name);
    expect(() => store.open('d')).toThrow(expect.objectContaining({ statusCode: 429, retryAfter: 60 }));
    clock += 60_001;
    store.open('d');
    clock -= 3_600_000;
    for (const name of ['e', 'f', 'g']) store.open(name);
    sql.close();
  });

  it('is small for a channel that nobody reads', () => {
    const { sql, store } = open();
    for (let n = 0; n < 300; n += 1) for (const name of ['a', 'b']) store.append(name, `{"n":${n}}`);
    store.open('a');
    for (let n = 300; n < 500; n += 1) for (const name of ['a', 'b']) store.append(name, `{"n":${n}}`);
    expect(readWith(store, 'a', undefined, 500).events).toHaveLength(100 + 200);
    expect(readWith(store, 'b', undefined, 500).events).toHaveLength(100);
    sql.close();
  });

  it('is made of the oldest events of the largest channel when the file is full, and each reader of it hears of the gap', () => {
    const { sql, store } = open(defaultLimits, Date.now, 2 * 1024 * 1024);
    for (const name of ['shop', 'crowd', 'stranger']) store.open(name);
    store.append('shop', '{"first":true}');
    const { next } = readWith(store, 'stranger', undefined, 10);
    for (let n = 0; n < 200; n += 1) {
      sql.exec('BEGIN');
      store.append('stranger', JSON.stringify({ n, text: 'x'.repeat(60_000) }));
      for (let small = 0; small < 10; small += 1) store.append('crowd', JSON.stringify({ n, small }));
      store.append('shop', JSON.stringify({ n }));
      sql.exec('COMMIT');
    }
    expect(readWith(store, 'shop', undefined, 500)).toMatchObject({ gap: false, oldest: 1 });
    expect(readWith(store, 'shop', undefined, 500).events).toHaveLength(201);
    expect(readWith(store, 'crowd', undefined, 500).oldest).toBe(1);
    const stranger = readWith(store, 'stranger', next, 500);
    expect(stranger.gap).toBe(true);
    expect(stranger.oldest).toBeGreaterThan(150);
    sql.close();
  });

  it('comes back when times of a clock that was years ahead are in the file', () => {
    let clock = Date.UTC(2038, 0, 1);
    const { sql, store } = open(defaultLimits, () => clock);
    store.open('a');
    store.append('a', '{}');
    clock = Date.UTC(2026, 0, 1);
    store.append('a', '{"young":true}');
    while (store.sweep());
    expect(readWith(store, 'a', undefined, 10)).toMatchObject({ oldest: 2, events: [{ seq: 2 }] });
    sql.close();
  });

  it('comes back in small steps when a week of events is too old', () => {
    let clock = 1_000_000;
    const { sql, store } = open(defaultLimits, () => clock);
    store.open('a');
    sql.exec('BEGIN');
    for (let n = 0; n < 1234; n += 1) store.append('a', `{"n":${n}}`);
    sql.exec('COMMIT');
    clock += defaultLimits.retentionMs + 1;
    store.append('a', '{"young":true}');
    const left: unknown[] = [];
    do left.push(sql.prepare('SELECT count(*) AS n FROM event').get()?.n);
    while (store.sweep());
    expect(left).toEqual([1235, 735, 235]);
    const batch = readWith(store, 'a', undefined, 500);
    expect(batch).toMatchObject({ gap: true, oldest: 1235, events: [{ seq: 1235, body: '{"young":true}' }] });
    sql.close();
  });
});

/** What is kept of a channel, whole. */
function readWith(store: Store, channel: string, cursor: string | undefined, limit: number) {
  const batch = store.read(channel, cursor, limit);
  if ('damagedUpTo' in batch) throw new Error('damaged');
  return batch;
}
