import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallEvent } from '../../../shared/domain/call-event.ts';
import { createTemporaryDatabase, type TemporaryDatabase } from '../../../test/fakes/temporary-database.ts';
import { createCallModel, listRow } from '../../../test/fixtures/call-model.ts';
import { histories } from '../../../test/fixtures/histories.ts';
import type { CallListRow } from '../providers/call-list-row.ts';
import type { Calls } from './calls.ts';

/** Events follow one another as they were received; lists may be read at any time between. */

const accountId = 'account-1';
let start: number;
let temporary: TemporaryDatabase;
let model: Calls;

beforeEach(() => {
  temporary = createTemporaryDatabase();
  model = createCallModel(temporary);
  start = Math.ceil(temporary.clock.now() / 600_000) * 600_000;
});
afterEach(() => temporary.remove());

interface Heard {
  event: CallEvent;
  at: number;
}
type Fact = Heard | CallListRow;

const at = (seconds: number) => start + seconds * 1000;
const heard = (kind: CallEvent['kind'], seconds: number, fields: Partial<CallEvent> = {}): Heard => ({
  event: {
    callId: 'uuid-1',
    legId: '1001',
    phone: '',
    kind,
    direction: 'in',
    caller: '79161000232',
    callee: '74950000001',
    at: undefined,
    durationSeconds: undefined,
    ...fields,
  },
  at: at(seconds),
});
const listed = (list: string, seconds: number, fields: Partial<CallListRow> = {}) =>
  listRow({ list, ids: [], outcome: 'missed', startedAt: at(seconds), ...fields });

/** The calls that come of it, each as what it was made from. */
function play(facts: readonly Fact[]): string[] {
  const { journal, store } = model;
  return temporary.undone(() => {
    for (const fact of facts) {
      if ('event' in fact) journal.applyEvents(accountId, [fact]);
      else journal.applyListRows(accountId, [fact]);
    }
    return store
      .between(accountId, 0, start * 2)
      .map((call) =>
        [...(call.facts === undefined ? [] : ['heard']), ...call.rows.map(({ list }) => list)].sort().join(' '),
      )
      .sort();
  });
}

/** Every order in which the events still follow one another. */
function ordersOf(events: readonly Heard[], rows: readonly CallListRow[]): Fact[][] {
  const [event, ...later] = events;
  const first = event === undefined ? [] : ordersOf(later, rows).map((rest): Fact[] => [event, ...rest]);
  const others = rows.flatMap((row) =>
    ordersOf(
      events,
      rows.filter((other) => other !== row),
    ).map((rest): Fact[] => [row, ...rest]),
  );
  return events.length + rows.length === 0 ? [[]] : [...first, ...others];
}

describe('a call whose INVITE was lost', () => {
  const wrong = () => ({ begunAt: at(908) });

  it.each<[string, () => [Heard[], CallListRow[]]]>([
    ['which began after it ended, by a wrong clock', () => [[heard('bye', 125, wrong())], [listed('attempts', 130)]]],
    ['of which no clock tells when it began', () => [[heard('connected', 125)], [listed('attempts', 121)]]],
    [
      'with rows that lie further from one another than from it',
      () => [[heard('bye', 125, wrong())], [listed('attempts', 121), listed('calls', 129)]],
    ],
  ])('is one with its rows, in whatever order they are told: %s', (_title, facts) => {
    for (const order of ordersOf(...facts())) expect(play(order)).toHaveLength(1);
  });

  it('is that of the row where it began, and not of one where it ended, as who calls again at once makes', () => {
    const rows = [listed('attempts', 126), listed('attempts', 62)];
    const ended = heard('bye', 125, { begunAt: at(60) });
    const again = heard('invite', 130, { callId: 'uuid-2', legId: '1002' });
    for (const facts of [
      [...rows, ended, again],
      [ended, again, ...rows],
    ])
      expect(play(facts)).toEqual(['attempts heard', 'attempts heard']);
  });
});

describe('a call that was heard', () => {
  it('is one with rows that lie from it as far as clocks may differ, and further from one another', () => {
    const facts = [listed('pbxcalls', -4), listed('calls', 0), listed('attempts', 4)];
    for (const order of ordersOf([heard('invite', 0)], facts)) expect(play(order)).toHaveLength(1);
  });

  it('is one with rows of which only one is near enough, whichever of them is read first', () => {
    for (const order of ordersOf([heard('invite', 5)], [listed('calls', -1), listed('attempts', 0)]))
      expect(play(order)).toHaveLength(1);
  });

  it('is one with its row when only a later event tells the number', () => {
    const events = [heard('invite', 0, { caller: '' }), heard('connected', 9)];
    for (const order of ordersOf(events, [listed('attempts', 1)])) expect(play(order)).toHaveLength(1);
  });

  it('is not the one that another name of a whole call names, though both began in one second', () => {
    const other = listed('pbxcalls', 0, { ids: [{ kind: 'call', value: 'uuid-2' }] });
    for (const order of ordersOf([heard('invite', 0, { begunAt: at(0) })], [other]))
      expect(play(order)).toHaveLength(2);
  });
});

describe('any facts', () => {
  it('make the same calls in every order, and when they are told twice', () => {
    const seconds = fc.integer({ min: 0, max: 1200 });
    const told = fc.record({
      events: fc.array(
        fc.record({
          kind: fc.constantFrom('invite' as const, 'connected' as const, 'bye' as const),
          seconds,
          told: fc.option(seconds, { nil: undefined }),
        }),
        { minLength: 1, maxLength: 3 },
      ),
      begun: fc.option(seconds, { nil: undefined }),
      /** Each near some time that an event or a row before it tells, or anywhere. */
      rows: fc.array(fc.record({ near: fc.nat(), off: fc.integer({ min: -6, max: 6 }) }), {
        minLength: 1,
        maxLength: 3,
      }),
      order: fc.infiniteStream(fc.nat()),
    });
    const lists = ['pbxcalls', 'calls', 'attempts'];
    fc.assert(
      fc.property(told, ({ events, begun, rows, order }) => {
        const inOrder = events.toSorted((a, b) => a.seconds - b.seconds);
        const times = [...inOrder.flatMap((one) => [one.seconds, one.told]), begun].filter(
          (time) => time !== undefined,
        );
        for (const { near, off } of rows) times.push((times[near % times.length] ?? 0) + off);
        const heardOnes = inOrder.map((one, index) =>
          heard(one.kind, one.seconds, {
            legId: `leg-${index}`,
            at: one.told === undefined ? undefined : at(one.told),
            begunAt: begun === undefined ? undefined : at(begun),
          }),
        );
        const listedOnes = times.slice(-rows.length).map((time, index) => listed(lists[index] ?? '', time));
        const once = play([...heardOnes, ...listedOnes]);
        const [left, rest]: [Heard[], CallListRow[]] = [[...heardOnes], [...listedOnes]];
        const other: Fact[] = [];
        for (const pick of order) {
          const next = pick % (rest.length + 1);
          const one = next < rest.length || left.length === 0 ? rest.splice(next % rest.length, 1)[0] : left.shift();
          if (one !== undefined) other.push(one);
          if (left.length + rest.length === 0) break;
        }
        expect(play(other)).toEqual(once);
        expect(play([...other, ...other])).toEqual(once);
      }),
      { numRuns: histories(300) },
    );
  });
});
