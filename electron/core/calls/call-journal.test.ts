import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Call } from '../../../shared/contract/call.ts';
import type { CallEvent } from '../../../shared/domain/call-event.ts';
import { createTemporaryDatabase, type TemporaryDatabase } from '../../../test/fakes/temporary-database.ts';
import { histories } from '../../../test/fixtures/histories.ts';
import { type CallRows, createCallRows } from '../database/call-rows.ts';
import { createMissedRows } from '../database/missed-rows.ts';
import { createPersonRows } from '../database/person-rows.ts';
import type { ListedCall } from '../providers/provider.ts';
import { type CallJournal, createCallJournal } from './call-journal.ts';
import { createWorklist, type Worklist } from './worklist.ts';

type ToldOf<A> = A extends fc.Arbitrary<infer T> ? T : never;

const accountId = 'account-1';
let temporary: TemporaryDatabase;
let calls: CallRows;
let worklist: Worklist;
let journal: CallJournal;
let start: number;
let ownPhones: string[];

beforeEach(open);
afterEach(() => temporary.remove());

function open(): void {
  temporary = createTemporaryDatabase();
  ownPhones = [];
  const { database, clock } = temporary;
  start = clock.now();
  calls = createCallRows(database);
  worklist = createWorklist({
    calls,
    missed: createMissedRows(database),
    clock,
    canCallBack: () => true,
    onChange: () => {},
  });
  journal = createCallJournal({ database, calls, worklist, clock, ownPhones: () => ownPhones, worklistSince: () => 0 });
}

function event(kind: CallEvent['kind'], fields: Partial<CallEvent> = {}): CallEvent {
  return {
    callId: 'uuid-1',
    legId: '1001',
    phone: '0042000001',
    kind,
    direction: 'in',
    caller: '79161000232',
    callee: '74950000001',
    at: undefined,
    durationSeconds: undefined,
    ...fields,
  };
}

function row(fields: Partial<ListedCall> = {}): ListedCall {
  return {
    list: 'calls',
    ids: { cids: ['1001'] },
    direction: 'in',
    remote: '79161000232',
    line: '74950000001',
    startedAt: start,
    talkSeconds: undefined,
    outcome: undefined,
    recording: undefined,
    raw: { CID: '1001' },
    ...fields,
  };
}

const all = (): Call[] => calls.page({ kind: 'all' }, undefined, 500).calls;
const hear = (kind: CallEvent['kind'], seconds: number, fields: Partial<CallEvent> = {}) =>
  journal.hear(accountId, event(kind, fields), start + seconds * 1000);

describe('live events and list rows of one call', () => {
  it('become one row, joined by cid, with the talk time of the list', () => {
    hear('invite', 0);
    hear('connected', 5);
    hear('bye', 70);
    journal.note(accountId, [row({ talkSeconds: 63, outcome: 'ended', recording: { cid: '1001', startedAt: start } })]);
    expect(all()).toMatchObject([{ state: 'ended', talkSeconds: 63, recording: 'remote', startedAt: start }]);
  });

  it('become one row also when the two ids of the call only meet later', () => {
    hear('invite', 0, { legId: '' });
    journal.note(accountId, [row({ talkSeconds: 63, outcome: 'ended', startedAt: start + 30_000 })]);
    expect(all()).toHaveLength(2);
    hear('connected', 5);
    hear('bye', 70);
    expect(all()).toMatchObject([{ state: 'ended', talkSeconds: 63 }]);
  });

  it('correct a call that was heard as missed because its CONNECTED was lost', () => {
    hear('invite', 0);
    hear('bye', 70);
    expect(worklist.count()).toBe(1);
    journal.note(accountId, [row({ talkSeconds: 50, outcome: 'ended' })]);
    expect(all()).toMatchObject([{ state: 'ended' }]);
    expect(worklist.count()).toBe(0);
  });

  it('are left to the events while the call goes on, and closed by the list when its end was lost', () => {
    hear('invite', 0);
    hear('connected', 5);
    temporary.clock.advance(30_000);
    journal.note(accountId, [row({ talkSeconds: 24, outcome: 'ended' })]);
    expect(all()).toMatchObject([{ state: 'answered' }]);
    temporary.clock.advance(600_000);
    journal.note(accountId, [row({ talkSeconds: 41, outcome: 'ended' })]);
    expect(all()).toMatchObject([{ state: 'ended', talkSeconds: 41 }]);
  });

  it('are joined without an id when numbers and time fit', () => {
    hear('invite', 0);
    hear('bye', 20);
    const attempt = row({ list: 'attempts', ids: { cids: [] }, outcome: 'missed', startedAt: start + 1000 });
    journal.note(accountId, [attempt]);
    journal.note(accountId, [attempt]);
    expect(all()).toHaveLength(1);
    journal.note(accountId, [
      row({ list: 'attempts', ids: { cids: [] }, outcome: 'missed', startedAt: start + 60_000 }),
    ]);
    expect(all()).toHaveLength(2);
  });

  it('stay apart without an id where a call came and one went out in the same second', () => {
    const both = (['in', 'out'] as const).map((direction) => row({ ids: { cids: [], row: direction }, direction }));
    for (let reading = 0; reading < 2; reading += 1) journal.note(accountId, both);
    expect(
      all()
        .map(({ direction }) => direction)
        .sort(),
    ).toEqual(['in', 'out']);
  });

  it('are joined one to one when somebody calls again within seconds', () => {
    const attempt = (seconds: number) =>
      row({ list: 'attempts', ids: { cids: [] }, outcome: 'missed', startedAt: start + seconds * 1000 });
    hear('invite', 0);
    hear('bye', 0.5);
    hear('invite', 1.2, { callId: 'uuid-2', legId: '1002' });
    hear('bye', 2, { callId: 'uuid-2', legId: '1002' });
    hear('invite', 3.4, { callId: 'uuid-3', legId: '1003' });
    hear('connected', 4, { callId: 'uuid-3', legId: '1003' });
    // The newest first, as lists are, and twice.
    journal.note(accountId, [attempt(1), attempt(0)]);
    journal.note(accountId, [attempt(1), attempt(0)]);
    expect(all().map(({ state }) => state)).toEqual(['answered', 'missed', 'missed']);
  });
});

describe('rows of several lists', () => {
  const call = () => row({ outcome: 'missed' });
  const attempt = () => row({ list: 'attempts', ids: { cids: [] }, outcome: 'rejected' });
  const pbx = () => row({ list: 'pbxcalls', ids: { uuid: 'uuid-1', cids: [] }, outcome: 'missed' });

  it.each([
    ['the cause last', () => [pbx(), call(), attempt()]],
    ['the cause first', () => [attempt(), call(), pbx()]],
  ])('are one call, which ended as the one that names a cause says: %s', (_, rows) => {
    journal.note(accountId, rows());
    expect(all()).toMatchObject([{ state: 'rejected' }]);
    expect(journal.note(accountId, rows())).toEqual([]);
  });

  it('are one call where one of them lost the number, and then it is known', () => {
    journal.note(accountId, [row({ remote: '', line: '0042000001', outcome: 'missed' }), pbx()]);
    expect(all()).toMatchObject([{ remote: { raw: '79161000232' }, line: '+7 495 000-00-01' }]);
  });

  it('stay apart where it may be either of two', () => {
    const lost = row({ list: 'pbxcalls', ids: { uuid: 'uuid-1', cids: [] }, remote: '' });
    const other = row({ ids: { cids: ['1002'] }, remote: '79161000233' });
    journal.note(accountId, [call(), other, lost]);
    expect(all()).toHaveLength(3);
  });
});

describe('an event that comes late, because relay or program were away', () => {
  const attempt = () => row({ list: 'attempts', ids: { cids: [] }, outcome: 'missed' });
  const minute = 60;

  it('is the call of a row that came before it', () => {
    journal.note(accountId, [attempt()]);
    hear('invite', 10 * minute, { at: start + 700 });
    hear('bye', 10 * minute, { at: start + 20_000 });
    expect(all()).toMatchObject([{ state: 'missed' }]);
    expect(worklist.open(true)).toMatchObject([{ tries: 1 }]);
  });

  it('is the call of a row that comes after it', () => {
    hear('invite', 10 * minute, { at: start + 700 });
    hear('bye', 10 * minute, { at: start + 20_000 });
    journal.note(accountId, [attempt()]);
    expect(all()).toHaveLength(1);
  });

  it('takes one row each when somebody tried twice', () => {
    journal.note(accountId, [attempt(), { ...attempt(), startedAt: start + 3000 }]);
    for (const [index, at] of [start + 3100, start + 200].entries()) {
      const fields = { callId: `uuid-${index}`, legId: `100${index}` };
      hear('invite', 10 * minute, { ...fields, at });
      hear('bye', 10 * minute, { ...fields, at: at + 1000 });
    }
    expect(all()).toHaveLength(2);
    expect(worklist.open(true)).toMatchObject([{ tries: 2 }]);
  });

  it('stays a call of its own when its time cannot be read and fits no row', () => {
    journal.note(accountId, [attempt()]);
    hear('invite', 10 * minute);
    expect(all()).toHaveLength(2);
  });
});

describe('a call that another phone took', () => {
  it('is answered elsewhere once the user said which phones are theirs, and not to be called back', () => {
    ownPhones = ['0042000001'];
    hear('invite', 0);
    hear('invite', 0, { legId: '1002', phone: '0042000002' });
    hear('connected', 5, { legId: '1002', phone: '0042000002' });
    hear('bye', 6);
    expect(all()).toMatchObject([{ state: 'answered-elsewhere', answeredBy: '0042000002' }]);
    expect(worklist.count()).toBe(0);
  });
});

describe('the worklist', () => {
  const caller = '+79161000232';
  const miss = (seconds: number, id: string, fields: Partial<CallEvent> = {}) => {
    hear('invite', seconds, { callId: `uuid-${id}`, legId: id, ...fields });
    hear('bye', seconds + 20, { callId: `uuid-${id}`, legId: id, ...fields });
  };

  it('groups tries by caller and keeps a hidden number as a group of its own', () => {
    miss(0, '1');
    miss(100, '2');
    miss(200, '3', { caller: 'anonymous' });
    expect(worklist.open(false)).toMatchObject([
      { tries: 1, canCallBack: false, remote: { kind: 'hidden' } },
      { key: caller, tries: 2, firstAt: start, lastAt: start + 100_000, canCallBack: true },
    ]);
  });

  it('is settled by the caller getting through, and by a call that reached them', () => {
    miss(0, '1');
    hear('invite', 300, { callId: 'uuid-9', legId: '9' });
    expect(worklist.count()).toBe(1);
    hear('connected', 305, { callId: 'uuid-9', legId: '9' });
    expect(worklist.count()).toBe(0);
    expect(worklist.resolved(10)).toMatchObject([
      { key: caller, resolution: 'caller-got-through', resolvedAt: start + 300_000 },
    ]);

    miss(400, '2');
    const out = {
      callId: 'uuid-10',
      legId: '10',
      direction: 'out' as const,
      caller: '74950000001',
      callee: '89161000232',
    };
    hear('invite', 500, out);
    hear('connected', 505, out);
    expect(worklist.count()).toBe(0);
    expect(worklist.resolved(10)[0]).toMatchObject({ resolution: 'called-back' });
  });

  it('is not settled by a talk before the miss, nor by an attempt that nobody took', () => {
    hear('invite', 0, { callId: 'uuid-0', legId: '0' });
    hear('connected', 5, { callId: 'uuid-0', legId: '0' });
    hear('bye', 60, { callId: 'uuid-0', legId: '0' });
    miss(100, '1');
    const out = {
      callId: 'uuid-10',
      legId: '10',
      direction: 'out' as const,
      caller: '74950000001',
      callee: '79161000232',
    };
    hear('invite', 500, out);
    hear('bye', 530, out);
    expect(worklist.count()).toBe(1);
  });

  it('takes back what was resolved, and does not resolve it by the same call again', () => {
    miss(0, '1');
    temporary.clock.advance(400_000);
    hear('invite', 300, { callId: 'uuid-9', legId: '9' });
    hear('connected', 305, { callId: 'uuid-9', legId: '9' });
    worklist.restore(caller);
    expect(worklist.count()).toBe(1);
    hear('bye', 350, { callId: 'uuid-9', legId: '9' });
    expect(worklist.count()).toBe(1);
    worklist.resolveByHand(caller);
    expect(worklist.count()).toBe(0);
  });

  it('hides a snoozed caller until the time, until they call again, or until it is ended', () => {
    miss(0, '1');
    worklist.snooze(caller, temporary.clock.now() + 3600_000);
    expect(worklist.count()).toBe(0);
    expect(worklist.open(true)).toHaveLength(1);
    temporary.clock.advance(3600_001);
    expect(worklist.count()).toBe(1);
    worklist.snooze(caller, temporary.clock.now() + 3600_000);
    worklist.wake(caller);
    expect(worklist.count()).toBe(1);
    worklist.snooze(caller, temporary.clock.now() + 3600_000);
    miss(5000, '2');
    expect(worklist.open(false)).toMatchObject([{ key: caller, tries: 2 }]);
  });

  it('refuses what is not there and a snooze into the past', () => {
    expect(() => worklist.resolveByHand('+70000000000')).toThrow(
      expect.objectContaining({ problem: { code: 'NOT_FOUND' } }),
    );
    miss(0, '1');
    expect(() => worklist.snooze(caller, start - 1)).toThrow(
      expect.objectContaining({ problem: { code: 'BAD_INPUT', field: 'until' } }),
    );
  });
});

describe('search', () => {
  beforeEach(() => {
    hear('invite', 0);
    hear('invite', 10, { callId: 'uuid-2', legId: '2', caller: '442079460018' });
    hear('invite', 20, { callId: 'uuid-3', legId: '3', caller: '0042656976', callee: '88005553535' });
  });

  it.each([
    ['8 916 100', 1],
    ['+7 (916) 100-02-32', 1],
    ['0232', 1],
    ['20 7946', 1],
    ['656976', 1],
    ['8005553535', 1],
    ['no such thing', 0],
    ['" OR 1=1 --', 0],
    ['* AND ^', 0],
    ['(', 0],
  ])('finds by %s', (search, count) => {
    expect(calls.page({ kind: 'all', search }, undefined, 10).calls).toHaveLength(count);
  });

  it.each(['ив', 'Ив', 'ИВ', 'iv', 'Iv'])('finds a name by two letters, %s', (search) => {
    const people = createPersonRows(temporary.database);
    people.save({ key: '+79161000232', name: 'Иванова Ivanova', note: '' }, start);
    expect(calls.page({ kind: 'all', search }, undefined, 10).calls).toHaveLength(1);
  });

  it.each(['ск', 'Ск', 'СК'])('finds a note of the call and one in its recording by two letters, %s', (search) => {
    const [first, second] = all();
    calls.setNote(first?.id ?? 0, 'Скидка');
    temporary.database.sql
      .prepare('INSERT INTO recording_marks (call_id, at_seconds, text, created_at) VALUES (?, 4, ?, ?)')
      .run(second?.id ?? 0, 'просит скидку', start);
    const found = calls.page({ kind: 'all', search }, undefined, 10).calls;
    expect(found.map(({ id }) => id)).toEqual([first?.id, second?.id]);
    expect(calls.count({ kind: 'all', search })).toBe(2);
  });

  it('pages by id without losing or repeating any', () => {
    const first = calls.page({ kind: 'all' }, undefined, 2);
    const second = calls.page({ kind: 'all' }, first.next, 2);
    expect([...first.calls, ...second.calls].map((call) => call.remote.raw)).toEqual([
      '0042656976',
      '442079460018',
      '79161000232',
    ]);
    expect(second.next).toBeUndefined();
  });

  it('forgets what was removed', () => {
    temporary.accounts.remove(accountId);
    expect(calls.page({ kind: 'all', search: '0232' }, undefined, 10).calls).toEqual([]);
    expect(temporary.database.sql.prepare('SELECT count(*) AS count FROM call_search').get()?.count).toBe(0);
  });
});

describe('any history', () => {
  const legs = ['1', '2'];
  const told = fc.oneof(
    fc.record({
      what: fc.constant('event' as const),
      kind: fc.constantFrom('invite' as const, 'connected' as const, 'bye' as const),
      call: fc.nat(2),
      leg: fc.constantFrom(...legs),
      seconds: fc.nat(100),
    }),
    fc.record({ what: fc.constant('row' as const), call: fc.nat(2), leg: fc.constantFrom(...legs), talk: fc.nat(60) }),
  );

  it('told twice or in another order makes the same calls and the same worklist', { timeout: 120_000 }, () => {
    const { sql } = temporary.database;
    const play = (history: ToldOf<typeof told>[]) => {
      // The journal joins this transaction, and afterwards nothing of the history is left.
      sql.exec('BEGIN');
      try {
        for (const one of history) {
          const cid = `${one.call}-${one.leg}`;
          if (one.what === 'event') {
            hear(one.kind, one.call * 1000 + one.seconds, {
              callId: `uuid-${one.call}`,
              legId: cid,
              caller: `7916100000${one.call}`,
            });
          } else {
            journal.note(accountId, [
              row({
                ids: { uuid: `uuid-${one.call}`, cids: [cid] },
                remote: `7916100000${one.call}`,
                startedAt: start + one.call * 1_000_000,
                talkSeconds: one.talk,
              }),
            ]);
          }
        }
        const summary = all()
          .map(({ remote, state, answeredAt }) => ({ key: remote.key, state, answeredAt }))
          .sort((a, b) => a.key.localeCompare(b.key));
        const waiting = worklist
          .open(true)
          .map((group) => group.key)
          .sort();
        return { summary, waiting };
      } finally {
        sql.exec('ROLLBACK');
      }
    };
    fc.assert(
      fc.property(fc.array(told, { minLength: 1, maxLength: 10 }), (history) => {
        // One row per call and list: a second with another talk time would be another truth.
        const unique = history.filter(
          (one, index) =>
            one.what === 'event' ||
            history.findIndex((other) => other.what === 'row' && other.call === one.call) === index,
        );
        const once = play(unique);
        expect(play([...unique].reverse())).toEqual(once);
        expect(play([...unique, ...unique])).toEqual(once);
      }),
      { numRuns: histories(500) },
    );
  });
});
