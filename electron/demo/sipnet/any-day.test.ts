import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { histories } from '../../../test/fixtures/histories.ts';
import { listenForHooks } from '../../../test/fixtures/hook-listener.ts';
import { openStand } from '../../../test/fixtures/sipnet-account.ts';
import { daysAccount, sipnetDays } from '../../../test/fixtures/sipnet-days.ts';
import { liveThrough } from '../../../test/fixtures/sipnet-live-days.ts';
import type { Reading } from '../../../test/fixtures/sipnet-readings.ts';
import type { CallTruth, LegTruth } from './call-truth.ts';

/** The days that properties draw, against themselves: what lists and events tell is what happened, and all of it. */

const lists = ['calls', 'attempts', 'pbxcalls'] as const;
type Row = Record<string, unknown>;

function talked({ outcome }: CallTruth): boolean {
  return outcome === 'talked';
}

describe('the truth of a day', () => {
  it('is whole: phones ring one after the other or together, one talks at a time, and each let go for a reason', () => {
    fc.assert(
      fc.property(sipnetDays({ crowd: 60 }), ({ truth, from, until }) => {
        for (const call of truth) {
          const { began, ended = 0, answered, legs, answeredBy, talkSeconds } = call;
          expect(began).toBeGreaterThanOrEqual(from);
          expect(ended).toBeLessThan(until);
          expect(legs.every(({ why }) => why !== undefined)).toBe(true);
          expect(Math.max(...legs.map((leg) => leg.ended ?? 0))).toBe(ended);
          const talks = legs.filter((leg) => leg.answered !== undefined).toSorted(byAnswer);
          expect(talks.map(({ sipId }) => sipId)).toEqual(answeredBy);
          expect(talks.reduce((sum, leg) => sum + leg.talkSeconds, 0)).toBe(talkSeconds);
          expect(talks[0]?.answered).toBe(answered);
          for (const [index, leg] of talks.entries()) {
            if (index > 0) expect(leg.answered).toBe(talks[index - 1]?.ended);
          }
          expect(talked(call)).toBe(answered !== undefined);
        }
      }),
      { numRuns: histories(200) },
    );
  });

  it('lets no caller telephone twice at once', () => {
    fc.assert(
      fc.property(sipnetDays({ apart: 20 }), ({ truth }) => {
        for (const [index, call] of truth.entries()) {
          const before = truth.slice(0, index).filter(({ remote }) => remote === call.remote);
          for (const { ended = 0 } of before) expect(call.began - ended).toBeGreaterThanOrEqual(20_000);
        }
      }),
      { numRuns: histories(100) },
    );
  });
});

const byAnswer = (one: LegTruth, other: LegTruth) => (one.answered ?? 0) - (other.answered ?? 0);

/** Readings that leave ids, talks and times readable to this test; the others are forms of the same. */
const countable: readonly Reading[] = [
  ...(['calls', 'both'] as const).map((value): Reading => ['missedIn', value]),
  ['answeredIn', 'both'],
  ...(['attempts', 'calls', 'both'] as const).map((value): Reading => ['legRows', value]),
  ['legTimes', 'leg'],
  ['transferRows', 'per-talk'],
  ['pbxRows', 'per-leg'],
  ['cids', 'per-call'],
  ['callIds', 'per-leg'],
  ['lateRows', 'some'],
  ['repeatedRows', true],
  ['rowOrder', 'shuffled'],
  ['chosenBy', 'end'],
  ['listShape', 'object'],
];

describe('the lists of a day', () => {
  it('tell of every call in the end, of nothing else, and never more than was talked', () => {
    fc.assert(
      fc.property(sipnetDays({ readings: countable }), (day) => {
        // Ids in every row are the witness, and no reading of its own here.
        const { rows: told, until, traps } = day.under({ rowIds: 'everywhere' });
        const [calls, attempts, pbxcalls] = lists.map((list) => told(list, until));
        const rows = [...(calls ?? []), ...(attempts ?? [])];
        for (const call of day.truth) {
          const own = rows.filter((row) => isOf(call, row));
          expect(own.length).toBeGreaterThan(0);
          const summed = own.reduce((sum, row) => sum + seconds(row), 0) / (traps.repeatedRows ? 2 : 1);
          expect(summed).toBe(call.talkSeconds);
          expect(pbxcalls?.some((row) => isOf(call, row))).toBe(true);
        }
        for (const row of rows) expect(day.truth.filter((call) => isOf(call, row))).toHaveLength(1);
      }),
      { numRuns: histories(150) },
    );
  });

  it('tell at each moment of calls that are over, and of more and more of them', () => {
    fc.assert(
      fc.property(sipnetDays({ readings: countable }), fc.nat(100), (day, percent) => {
        const at = day.from + Math.floor(((day.until - day.from) * percent) / 100 / 1000) * 1000;
        const cids = (moment: number) => new Set(day.rows('calls', moment).map((row) => String(row.CID)));
        const over = day.truthAt(at).filter(({ ended }) => ended !== undefined);
        const ofThem = new Set(over.flatMap(({ legs }) => legs.map(({ cid }) => cid)));
        expect([...cids(at)].filter((cid) => !ofThem.has(cid))).toEqual([]);
        expect([...cids(at)].filter((cid) => !cids(day.until).has(cid))).toEqual([]);
      }),
      { numRuns: histories(100) },
    );
  });

  it('can be asked in pieces', () => {
    fc.assert(
      fc.property(sipnetDays({ readings: countable.filter(([name]) => name !== 'rowOrder') }), (day) => {
        const middle = day.from + Math.floor((day.until - day.from) / 2000) * 1000;
        for (const list of lists) {
          const pieces = [
            ...day.rows(list, day.until, { from: middle + 1000, to: day.until }),
            ...day.rows(list, day.until, { from: day.from, to: middle }),
          ];
          expect(pieces.map(written).toSorted()).toEqual(day.rows(list, day.until).map(written).toSorted());
        }
      }),
      { numRuns: histories(60) },
    );
  });
});

const isOf = ({ uuid }: CallTruth, row: Row) => String(row.uuid).slice(0, -4) === uuid.slice(0, -4);
const seconds = (row: Row) => Number(row.Duration ?? 0);
const written = (row: Row) => JSON.stringify(row);

describe('the posts of a day', () => {
  it('tell, where nothing is disturbed, when each leg rang, took the call and let go', () => {
    fc.assert(
      fc.property(sipnetDays({ readings: [], disturbed: false }), ({ posts, truth }) => {
        const expected = truth.flatMap(({ uuid, legs }) =>
          legs.flatMap(({ cid, rang, answered, ended }) =>
            [
              ['INVITE', rang],
              ['CONNECTED', answered],
              ['BYE', ended],
            ].flatMap(([state, at]) => (at === undefined ? [] : [`${uuid} ${cid} ${state} ${at}`])),
          ),
        );
        const told = posts.map(({ body, receivedAt }) => {
          const { call_id, cid, state } = JSON.parse(body) as Record<string, string>;
          return `${call_id} ${cid} ${state} ${receivedAt}`;
        });
        expect(told.toSorted()).toEqual(expected.toSorted());
        expect(posts.every(({ receivedAt }, index) => receivedAt >= (posts[index - 1]?.receivedAt ?? 0))).toBe(true);
      }),
      { numRuns: histories(100) },
    );
  });

  it('are lost, late and repeated, and never early or of a call that was not', () => {
    fc.assert(
      fc.property(sipnetDays(), ({ posts, truth, under }) => {
        const uuids = new Set(truth.map(({ uuid }) => uuid));
        for (const { events, receivedAt } of posts) {
          expect(events.length).toBeGreaterThan(0);
          for (const { call, at } of events) {
            expect(uuids).toContain(call.uuid);
            expect(receivedAt).toBeGreaterThanOrEqual(at);
          }
        }
        // Another reading of the same day is told of the same calls.
        expect(under({ missedIn: 'both' }).truth).toEqual(truth);
      }),
      { numRuns: histories(100) },
    );
  });
});

describe('a day and the stand that lives through it', () => {
  it('post the same events and list the same rows', async () => {
    await fc.assert(
      fc.asyncProperty(
        sipnetDays({ mostCalls: 3, readings: countable.filter(([name]) => name !== 'rowOrder'), disturbed: false }),
        async (day) => {
          const live = await openStand({ account: daysAccount, traps: day.traps });
          const listener = await listenForHooks();
          try {
            live.clock.advance(day.from - live.clock.now());
            await live.ask('webhook', { action: 'set', url: listener.url });
            // Nobody but an order makes the stand call out.
            const truth = day.truth.filter(({ direction }) => direction === 'in');
            await liveThrough(live, truth);
            const events = (bodies: Row[]) => bodies.map(withoutIds).toSorted();
            const sent = day.posts.filter(({ events: [first] }) => first?.call.direction === 'in');
            expect(events(listener.bodies.map(({ body }) => body))).toEqual(
              events(sent.map(({ body }) => JSON.parse(body) as Row)),
            );
            live.clock.advance(day.until - live.clock.now());
            for (const list of lists) {
              const told = await live.rows(list, list === 'attempts' ? list : 'calls', {
                d1: '19.11.2026',
                showchild: 1,
              });
              const rows = day.rows(list, day.until).filter((row) => isIncoming(row, list));
              expect(Object.values(told).map(withoutIds).toSorted()).toEqual(rows.map(withoutIds).toSorted());
            }
          } finally {
            await live.close();
            await listener.close();
          }
        },
      ),
      { numRuns: 12 },
    );
  });
});

/** What differs from run to run of the same day. */
function withoutIds({ call_id, cid, CID, uuid, URL, ...rest }: Row): string {
  return JSON.stringify(rest);
}

function isIncoming(row: Row, list: (typeof lists)[number]): boolean {
  return list === 'pbxcalls' ? row.direction === 'in' : daysAccount.numbers.includes(String(row.Phone));
}
