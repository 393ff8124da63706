import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Call } from '../../../shared/contract/call.ts';
import type { CallEvent } from '../../../shared/domain/call-event.ts';
import { countStatements } from '../../../test/fakes/statement-counter.ts';
import { createTemporaryDatabase, type TemporaryDatabase } from '../../../test/fakes/temporary-database.ts';
import { createCallModel, listRow, readAll, storedCall } from '../../../test/fixtures/call-model.ts';
import { histories } from '../../../test/fixtures/histories.ts';
import { createPersonRows } from '../people/person-rows.ts';
import type { CallListRow } from '../providers/call-list-row.ts';
import type { CallChange, CallJournal } from './call-journal.ts';
import type { CallLog } from './call-log.ts';
import type { CallStore } from './call-store.ts';
import type { Calls } from './calls.ts';
import type { Worklist } from './worklist.ts';

type ToldOf<A> = A extends fc.Arbitrary<infer T> ? T : never;

const accountId = 'account-1';
let temporary: TemporaryDatabase;
let model: Calls;
let calls: CallStore;
let log: CallLog;
let worklist: Worklist;
let journal: CallJournal;
let start: number;
let ownPhones: string[];

beforeEach(open);
afterEach(() => temporary.remove());

function open(): void {
  temporary = createTemporaryDatabase();
  ownPhones = [];
  start = temporary.clock.now();
  model = createCallModel(temporary, { ownPhones: () => ownPhones });
  ({ store: calls, log, worklist, journal } = model);
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

const row = (fields: Partial<CallListRow> = {}): CallListRow => listRow({ startedAt: start, ...fields });

/** Answers what changed. */
function note(rows: readonly CallListRow[]): CallChange[] {
  return journal.applyListRows(accountId, rows).filter(({ changed }) => changed);
}

const all = (): Call[] => readAll(log);
const hear = (kind: CallEvent['kind'], seconds: number, fields: Partial<CallEvent> = {}) =>
  journal.applyEvents(accountId, [{ event: event(kind, fields), at: start + seconds * 1000 }]);

describe('live events and list rows of one call', () => {
  it('become one row, joined by cid, with the talk time of the list', () => {
    hear('invite', 0);
    hear('connected', 5);
    hear('bye', 70);
    note([row({ talkSeconds: 63, outcome: 'ended', recording: '1001' })]);
    expect(all()).toMatchObject([{ state: 'ended', talkSeconds: 63, recording: 'remote', startedAt: start }]);
  });

  it('become one row also when the two ids of the call only meet later', () => {
    hear('invite', 0, { legId: '' });
    note([row({ talkSeconds: 63, outcome: 'ended', startedAt: start + 30_000 })]);
    expect(all()).toHaveLength(2);
    hear('connected', 5);
    hear('bye', 70);
    expect(all()).toMatchObject([{ state: 'ended', talkSeconds: 63 }]);
  });

  it('correct a call that was heard as missed because its CONNECTED was lost', () => {
    hear('invite', 0);
    hear('bye', 70);
    expect(worklist.count()).toBe(1);
    note([row({ talkSeconds: 50, outcome: 'ended' })]);
    expect(all()).toMatchObject([{ state: 'ended' }]);
    expect(worklist.count()).toBe(0);
  });

  it('are left to the events while the call goes on, and closed by the list when its end was lost', () => {
    hear('invite', 0);
    hear('connected', 5);
    temporary.clock.advance(30_000);
    note([row({ talkSeconds: 24, outcome: 'ended' })]);
    expect(all()).toMatchObject([{ state: 'answered' }]);
    temporary.clock.advance(600_000);
    note([row({ talkSeconds: 41, outcome: 'ended' })]);
    expect(all()).toMatchObject([{ state: 'ended', talkSeconds: 41 }]);
  });

  it('are joined without an id when numbers and time fit', () => {
    hear('invite', 0);
    hear('bye', 20);
    const attempt = row({ list: 'attempts', ids: [], outcome: 'missed', startedAt: start + 1000 });
    note([attempt]);
    note([attempt]);
    expect(all()).toHaveLength(1);
    note([row({ list: 'attempts', ids: [], outcome: 'missed', startedAt: start + 60_000 })]);
    expect(all()).toHaveLength(2);
  });

  it('stay apart without an id where a call came and one went out in the same second', () => {
    const both = (['in', 'out'] as const).map((direction) => row({ ids: [], direction }));
    for (let reading = 0; reading < 2; reading += 1) note(both);
    expect(
      all()
        .map(({ direction }) => direction)
        .sort(),
    ).toEqual(['in', 'out']);
  });

  it('are joined one to one when somebody calls again within seconds', () => {
    const attempt = (seconds: number) =>
      row({ list: 'attempts', ids: [], outcome: 'missed', startedAt: start + seconds * 1000 });
    hear('invite', 0);
    hear('bye', 0.5);
    hear('invite', 1.2, { callId: 'uuid-2', legId: '1002' });
    hear('bye', 2, { callId: 'uuid-2', legId: '1002' });
    hear('invite', 3.4, { callId: 'uuid-3', legId: '1003' });
    hear('connected', 4, { callId: 'uuid-3', legId: '1003' });
    // The newest first, as lists are, and twice.
    note([attempt(1), attempt(0)]);
    note([attempt(1), attempt(0)]);
    expect(all().map(({ state }) => state)).toEqual(['answered', 'missed', 'missed']);
  });
});

describe('rows of several lists', () => {
  const call = () => row({ outcome: 'missed' });
  const attempt = () => row({ list: 'attempts', ids: [], outcome: 'rejected' });
  const pbx = () => row({ list: 'pbxcalls', ids: [{ kind: 'call', value: 'uuid-1' }], outcome: 'missed' });

  it.each([
    ['the cause last', () => [pbx(), call(), attempt()]],
    ['the cause first', () => [attempt(), call(), pbx()]],
  ])('are one call, which ended as the one that names a cause says: %s', (_, rows) => {
    note(rows());
    expect(all()).toMatchObject([{ state: 'rejected' }]);
    expect(note(rows())).toEqual([]);
  });

  it('are one call where one of them lost the number, and then it is known', () => {
    note([row({ remote: '', line: '0042000001', outcome: 'missed' }), pbx()]);
    expect(all()).toMatchObject([{ remote: { raw: '79161000232' }, line: '+7 495 000-00-01' }]);
  });

  it('change nothing when they are read again, also of a caller who has a name', () => {
    createPersonRows(temporary.database).save({ key: '+79161000232', name: 'Анна', note: '' }, start);
    note([call(), attempt(), pbx()]);
    expect(note([call(), attempt(), pbx()])).toEqual([]);
  });

  it('are one call whenever it began, each a few seconds later than what is known of it', () => {
    const minute = Math.ceil(start / 60_000) * 60_000;
    const lists = ['pbxcalls', 'calls', 'attempts'];
    const told = [-2, 2, 7].map((seconds, at) =>
      row({ list: lists[at] ?? '', ids: [], startedAt: minute + seconds * 1000, outcome: 'missed' }),
    );
    for (const one of told) note([one]);
    expect(all()).toMatchObject([{ startedAt: minute - 2000 }]);
  });

  it('stay apart where it may be either of two', () => {
    const lost = row({ list: 'pbxcalls', ids: [{ kind: 'call', value: 'uuid-1' }], remote: '' });
    const other = row({ ids: [{ kind: 'leg', value: '1002' }], remote: '79161000233' });
    note([call(), other, lost]);
    expect(all()).toHaveLength(3);
  });
});

describe('an event that comes late, because relay or program were away', () => {
  const attempt = () => row({ list: 'attempts', ids: [], outcome: 'missed' });
  const minute = 60;

  it('is the call of a row that came before it', () => {
    note([attempt()]);
    hear('invite', 10 * minute, { at: start + 700 });
    hear('bye', 10 * minute, { at: start + 20_000 });
    expect(all()).toMatchObject([{ state: 'missed' }]);
    expect(worklist.open(true)).toMatchObject([{ tries: 1 }]);
  });

  it('is the call of a row that comes after it', () => {
    hear('invite', 10 * minute, { at: start + 700 });
    hear('bye', 10 * minute, { at: start + 20_000 });
    note([attempt()]);
    expect(all()).toHaveLength(1);
  });

  it('takes one row each when somebody tried twice', () => {
    note([attempt(), { ...attempt(), startedAt: start + 3000 }]);
    for (const [index, at] of [start + 3100, start + 200].entries()) {
      const fields = { callId: `uuid-${index}`, legId: `100${index}` };
      hear('invite', 10 * minute, { ...fields, at });
      hear('bye', 10 * minute, { ...fields, at: at + 1000 });
    }
    expect(all()).toHaveLength(2);
    expect(worklist.open(true)).toMatchObject([{ tries: 2 }]);
  });

  it('is the call of a row whose time only a third one of its own tells', () => {
    // No INVITE was heard: its id is of the BYE that came first, it began for us with the one that came second.
    const begunAt = Math.ceil(start / (10 * minute * 1000)) * 10 * minute * 1000 - 11_000;
    const heardAt = (seconds: number) => (begunAt - start) / 1000 + seconds;
    hear('bye', heardAt(59), { begunAt, legId: '1002' });
    hear('bye', heardAt(14), { begunAt });
    note([row({ list: 'attempts', ids: [], outcome: 'missed', startedAt: begunAt })]);
    expect(all()).toHaveLength(1);
  });

  it('is found by a row near any time at which it rang, and finds one', () => {
    const seconds = fc.integer({ min: 0, max: 3600 });
    const ring = fc.record({ heard: seconds, told: fc.option(seconds, { nil: undefined }) });
    fc.assert(
      fc.property(
        fc.record({
          rings: fc.array(ring, { minLength: 1, maxLength: 5 }),
          begun: fc.option(seconds, { nil: undefined }),
          which: fc.nat(),
          offMs: fc.integer({ min: -5000, max: 5000 }),
          isListedFirst: fc.boolean(),
        }),
        ({ rings, begun, which, offMs, isListedFirst }) =>
          temporary.undone(() => {
            const times = [...rings.flatMap(({ heard, told }) => [heard, told]), begun].filter(
              (at) => at !== undefined,
            );
            const startedAt = start + (times[which % times.length] ?? 0) * 1000 + offMs;
            if (isListedFirst) note([{ ...attempt(), startedAt }]);
            for (const [index, { heard, told }] of rings.entries()) {
              const at = told === undefined ? undefined : start + told * 1000;
              const begunAt = begun === undefined ? undefined : start + begun * 1000;
              hear('invite', heard, { legId: `rang ${index}`, at, begunAt });
            }
            if (!isListedFirst) note([{ ...attempt(), startedAt }]);
            expect(all()).toHaveLength(1);
          }),
      ),
      { numRuns: histories(300) },
    );
  });

  it('stays a call of its own when its time cannot be read and fits no row', () => {
    note([attempt()]);
    hear('invite', 10 * minute);
    expect(all()).toHaveLength(2);
  });
});

it('counts what nothing was heard of before a silence, whichever of list and events told of it first', () => {
  const second = Math.ceil(start / 1000) * 1000;
  const heardAt = (ms: number) => (second + ms - start) / 1000;
  hear('invite', heardAt(100), { callId: 'before', legId: 'before', caller: '78123094567' });
  note([row({ outcome: 'missed', startedAt: second })]);
  hear('invite', heardAt(850));
  hear('bye', heardAt(900));
  expect(all()).toHaveLength(2);
  expect(calls.countUnheard(accountId, second + 800, second + 60_000, second + 60_000)).toBe(1);
  // Heard so soon that it rang, as it does for who calls in the moment in which a machine wakes.
  expect(calls.countUnheard(accountId, second + 800, second + 60_000, second + 840)).toBe(0);
});

it('is of its own account, though another one has a call of the same id, caller and second', () => {
  const other = 'account-2';
  temporary.accounts.save({ ...temporary.account, id: other });
  const told = row({ outcome: 'missed', talkSeconds: 0 });
  note([told]);
  journal.applyListRows(other, [told]);
  journal.applyListRows(other, [told, row({ key: 'later', ids: [], startedAt: start + 60_000 })]);
  expect(all().map((call) => call.accountId)).toEqual([other, other, accountId]);
});

it('applies of many rows the first ones, until the time is over, and always one', () => {
  const rows = [0, 60, 120].map((seconds) =>
    row({ ids: [{ kind: 'leg', value: `${seconds}` }], startedAt: start + seconds * 1000 }),
  );
  const answers = [false, true];
  const first = journal.applySomeRows(accountId, rows, () => answers.shift() ?? true);
  expect([first.applied, first.changes.length, all().length]).toEqual([2, 2, 2]);
  const rest = journal.applySomeRows(accountId, rows.slice(first.applied), () => true);
  expect([rest.applied, all().length]).toEqual([1, 3]);
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
    // Nobody waits who cannot be called.
    expect(worklist.count()).toBe(1);
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
    expect(worklist.open(false)[0]?.triedAt).toBeUndefined();
    hear('bye', 530, out);
    expect(worklist.count()).toBe(1);
    expect(worklist.open(false)).toMatchObject([{ triedAt: start + 500_000 }]);
    // Who calls again after that waits anew.
    miss(600, '2');
    expect(worklist.open(false)[0]?.triedAt).toBeUndefined();
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

describe('two calls that turn out to be one', () => {
  /** The one known by its leg, the other by the name of the whole call; the second is told last. */
  function addBoth(fields: Partial<CallListRow>): [first: number, second: number] {
    const rows = [
      row({ ...fields }),
      row({ ...fields, list: 'pbxcalls', ids: [{ kind: 'call', value: 'uuid-1' }], startedAt: start + 30_000 }),
    ];
    const [first = 0, second = 0] = rows.map((one) => note([one])[0]?.call.id);
    return [first, second];
  }
  const join = (fields: Partial<CallListRow>) =>
    note([
      row({
        ...fields,
        ids: [
          { kind: 'leg', value: '1001' },
          { kind: 'call', value: 'uuid-1' },
        ],
      }),
    ]);

  it('keep what the user noted of either, and are found under both ids', () => {
    const [first, second] = addBoth({ outcome: 'missed' });
    calls.setNote(first, 'Просит счёт');
    calls.setNote(second, 'Перезвонить до шести');
    expect(join({ outcome: 'missed' })).toMatchObject([{ folded: [second] }]);
    expect(all()).toMatchObject([{ id: first, note: 'Просит счёт\nПерезвонить до шести' }]);
    expect(calls.present(second)?.id).toBe(first);
    expect(readAll(log, { kind: 'all', search: 'шести' })).toHaveLength(1);
  });

  it.each<[string, (ids: [first: number, second: number]) => void]>([
    ['taken off the list', ([first]) => resolve(first)],
    ['taken off the list under the id that goes', ([, second]) => resolve(second)],
  ])('stay %s', (_title, settleOne) => {
    const ids = addBoth({ outcome: 'missed', remote: '' });
    expect(worklist.open(true)).toHaveLength(2);
    settleOne(ids);
    expect(worklist.open(true)).toHaveLength(1);
    join({ outcome: 'missed', remote: '' });
    expect(worklist.open(true)).toEqual([]);
    expect(worklist.resolved(10)).toMatchObject([{ resolution: 'by-hand' }]);
  });

  function resolve(id: number): void {
    worklist.resolveByHand(`call:${id}`);
  }

  it('leave the list when one of them talked', () => {
    addBoth({ outcome: 'missed' });
    expect(worklist.open(true)).toMatchObject([{ tries: 2 }]);
    join({ outcome: 'ended', talkSeconds: 30 });
    expect(all()).toMatchObject([{ state: 'ended' }]);
    expect(worklist.open(true)).toEqual([]);
  });
});

describe('phones that ring together', () => {
  const attempt = (cid: string, fields: Partial<CallListRow> = {}) =>
    row({ list: 'attempts', ids: [{ kind: 'leg', value: cid }], outcome: 'missed', ...fields });
  const talk = () => row({ ids: [{ kind: 'leg', value: '7701' }], talkSeconds: 62, outcome: 'ended' });
  const legs = () => [
    attempt('7701', { outcome: undefined }),
    attempt('7702', { outcome: undefined }),
    attempt('7703'),
  ];

  it.each([
    ['with the talk first', () => [talk(), ...legs()]],
    ['with the talk last', () => [...legs(), talk()]],
    ['with the legs around it', () => [...legs().slice(1), talk(), ...legs().slice(0, 1)]],
  ])('are one call with nobody to call back, %s', (_title, rows) => {
    for (const one of rows()) note([one]);
    expect(all()).toMatchObject([{ state: 'ended', talkSeconds: 62 }]);
    expect(worklist.open(true)).toEqual([]);
  });

  it('are one missed call when nobody took it', () => {
    note([attempt('7701'), attempt('7702'), attempt('7703')]);
    expect(all()).toMatchObject([{ state: 'missed' }]);
    expect(worklist.open(true)).toMatchObject([{ tries: 1 }]);
  });

  it('are two talks where two of one second both talked', () => {
    note([talk(), row({ ids: [{ kind: 'leg', value: '7702' }], talkSeconds: 30, outcome: 'ended' })]);
    expect(all()).toHaveLength(2);
  });

  it('are kept and counted when they are hundreds, and are what they were all the same', () => {
    const many = Array.from({ length: 500 }, (_, index) => attempt(`9${index}`));
    for (let at = 0; at < many.length; at += 50) note(many.slice(at, at + 50));
    expect(all()).toMatchObject([{ state: 'missed' }]);
    const kept = calls.get(all()[0]?.id ?? 0);
    expect((kept?.rows.length ?? 0) + (kept?.rowsBeyond?.count ?? 0)).toBe(500);
    expect(note(many)).toEqual([]);
    // The one that talked is the last of them.
    note([row({ ids: [{ kind: 'leg', value: '9499' }], talkSeconds: 12, outcome: 'ended' })]);
    expect(all()).toMatchObject([{ state: 'ended', talkSeconds: 12 }]);
  });
});

describe('what an event costs', () => {
  /** Statements for each of so many events, told one by one as they come. */
  function costs(count: number, fields: (index: number) => Partial<CallEvent>): number[] {
    temporary.remove();
    temporary = createTemporaryDatabase();
    const ran = countStatements(temporary.database.sql);
    ({ store: calls, log, worklist, journal } = createCallModel(temporary));
    return Array.from({ length: count }, (_, index) => {
      const before = ran();
      hear('invite', index / 1000, fields(index));
      return ran() - before;
    });
  }

  it.each<[string, (index: number) => Partial<CallEvent>]>([
    ['legs of one call', (index) => ({ legId: `leg-${index}`, phone: `phone-${index}` })],
    [
      'distinct calls',
      (index) => ({ callId: `call-${index}`, legId: `leg-${index}`, caller: `7916${1_000_000 + index}` }),
    ],
    ['calls of one caller', (index) => ({ callId: `call-${index}`, legId: `leg-${index}` })],
  ])('does not grow with how many %s came before', (_title, fields) => {
    const told = costs(300, fields);
    expect(Math.max(...told.slice(100))).toBeLessThanOrEqual(Math.max(...told.slice(1, 20)) + 2);
    expect(Math.max(...told)).toBeLessThan(40);
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
    expect(readAll(log, { kind: 'all', search })).toHaveLength(count);
  });

  it.each(['ив', 'Ив', 'ИВ', 'iv', 'Iv'])('finds a name by two letters, %s', (search) => {
    createPersonRows(temporary.database).save({ key: '+79161000232', name: 'Иванова Ivanova', note: '' }, start);
    model.callers.rename('+79161000232');
    expect(readAll(log, { kind: 'all', search })).toHaveLength(1);
  });

  it.each(['bdfyjdf', 'шмфтщмф', 'bd', 'bdfyjdf 0232', '0232 ивановА'])(
    'finds by words in any order and by keys of the other layout, %s',
    async (search) => {
      createPersonRows(temporary.database).save({ key: '+79161000232', name: 'Иванова Ivanova', note: '' }, start);
      model.callers.rename('+79161000232');
      expect(readAll(log, { kind: 'all', search })).toHaveLength(1);
      expect(await log.count({ kind: 'all', search })).toBe(1);
    },
  );

  it('takes a word for what it is while that is found anywhere, on every page', () => {
    const [first, second, third] = all();
    calls.setNote(third?.id ?? 0, 'vfhbz');
    createPersonRows(temporary.database).save({ key: first?.remote.key ?? '', name: 'Мария', note: '' }, start);
    model.callers.rename(first?.remote.key ?? '');
    expect(readAll(log, { kind: 'all', search: 'vfhbz' }).map(({ id }) => id)).toEqual([third?.id]);
    expect(log.page({ kind: 'all', search: 'vfhbz' }, third?.id, 10).calls).toEqual([]);
    calls.setNote(third?.id ?? 0, '');
    expect(readAll(log, { kind: 'all', search: 'vfhbz' }).map(({ id }) => id)).toEqual([first?.id]);
    expect(second).toBeDefined();
  });

  it.each(['ск', 'Ск', 'СК'])(
    'finds a note of the call and one in its recording by two letters, %s',
    async (search) => {
      const [first, second] = all();
      calls.setNote(first?.id ?? 0, 'Скидка');
      temporary.database.sql
        .prepare('INSERT INTO recording_marks (call_id, at_seconds, text, created_at) VALUES (?, 4, ?, ?)')
        .run(second?.id ?? 0, 'просит скидку', start);
      calls.reindexNotes(second?.id ?? 0);
      const found = readAll(log, { kind: 'all', search });
      expect(found.map(({ id }) => id)).toEqual([first?.id, second?.id]);
      expect(await log.count({ kind: 'all', search })).toBe(2);
    },
  );

  it('pages by id without losing or repeating any', () => {
    const all: string[] = [];
    // A page may be short where the machine is busy.
    for (let before: number | undefined, more = true; more; more = before !== undefined) {
      const page = log.page({ kind: 'all' }, before, 2);
      expect(page.calls.length).toBeLessThanOrEqual(2);
      all.push(...page.calls.map((call) => call.remote.raw));
      before = page.next;
    }
    expect(all).toEqual(['0042656976', '442079460018', '79161000232']);
  });

  it('counts by stretches of time, each without its end, and of one account', async () => {
    hear('bye', 12);
    const at = (seconds: number) => start + seconds * 1000;
    const edges = [at(0), at(10), at(20), at(30), at(40)];
    expect(await log.countBetween({ accountId, edges })).toEqual([
      { calls: 1, missed: 1 },
      { calls: 1, missed: 0 },
      { calls: 1, missed: 0 },
      { calls: 0, missed: 0 },
    ]);
    expect(await log.countBetween({ accountId: 'another', edges })).toEqual(
      edges.slice(1).map(() => ({ calls: 0, missed: 0 })),
    );
    const aborted = AbortSignal.abort(new Error('gone'));
    await expect(log.countBetween({ accountId, edges }, aborted)).rejects.toThrow('gone');
  });

  it('counts those of an account that belongs to it, by any of its names, whatever stands there besides', async () => {
    const of = (subAccount: string, second: number, fields: Partial<CallListRow> = {}) =>
      row({
        startedAt: start + 3_600_000 + second * 1000,
        ids: [{ kind: 'leg', value: `of ${second}` }],
        subAccount,
        ...fields,
      });
    note([
      of('anna', 0, { outcome: 'missed' }),
      of('0042000007', 20, { talkSeconds: 5, outcome: 'ended' }),
      of('boris', 40),
    ]);
    const edges = [start + 3_600_000, start + 7_200_000];
    const ofAnna = ['Anna', '0042000007'];
    expect(await log.countBetween({ accountId, of: ofAnna, edges })).toEqual([{ calls: 2, missed: 1 }]);
    for (const written of ['42000007', 'sip:0042000007@sipnet.ru'])
      expect(await log.countBetween({ accountId, of: [written], edges })).toEqual([{ calls: 1, missed: 0 }]);
    expect(await log.countBetween({ accountId, of: ['clara'], edges })).toEqual([{ calls: 0, missed: 0 }]);
    const told = readAll(log, { kind: 'all', from: start + 3_600_000 });
    expect(told.map(({ subAccounts }) => subAccounts)).toEqual([['boris'], ['0042000007'], ['anna']]);
    for (const damaged of ['[1,"\\"subAccount\\":"]', '{"subAccount":', '"subAccount":', '[{"subAccount":7}]'])
      temporary.database.sql.prepare('UPDATE calls SET list_rows = ? WHERE id = ?').run(damaged, told[0]?.id ?? 0);
    expect(await log.countBetween({ accountId, of: ofAnna, edges })).toEqual([{ calls: 2, missed: 1 }]);
  });

  it('leaves the id of a call that was folded into another to it: a call of the same moment has one of its own', () => {
    const [kept, gone] = [
      storedCall({ accountId, startedAt: start + 50_000 }),
      storedCall({ accountId, startedAt: start + 51_000 }),
    ];
    const [keptId, goneId] = [calls.insert(kept).id, calls.insert(gone).id];
    calls.replace(goneId, keptId);
    const next = calls.insert(gone).id;
    expect(next).not.toBe(goneId);
    expect(calls.get(goneId)?.id).toBe(keptId);
    calls.replace(next, keptId);
    expect(calls.get(next)?.id).toBe(keptId);
  });

  it('folds also a call that former versions gave the id of one that had been folded', () => {
    const [kept, twice] = [
      storedCall({ accountId, startedAt: start + 50_000 }),
      storedCall({ accountId, startedAt: start + 51_000 }),
    ];
    const [keptId, twiceId] = [calls.insert(kept).id, calls.insert(twice).id];
    const { sql } = temporary.database;
    sql.prepare('INSERT INTO call_aliases (id, call_id) VALUES (?, ?)').run(twiceId, all()[0]?.id ?? 0);
    calls.replace(twiceId, keptId);
    expect(calls.get(twiceId)?.id).toBe(keptId);
  });

  it('forgets what was removed', () => {
    calls.setNote(all()[0]?.id ?? 0, 'Скидка');
    temporary.accounts.remove(accountId);
    model.callers.sweep();
    expect(readAll(log, { kind: 'all', search: '0232' })).toEqual([]);
    for (const table of ['callers', 'caller_search', 'call_notes', 'note_search', 'call_ids', 'own_lines']) {
      const { sql } = temporary.database;
      expect({ table, ...sql.prepare(`SELECT count(*) AS count FROM ${table}`).get() }).toEqual({ table, count: 0 });
    }
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

  it('told twice or in another order makes the same calls and the same worklist', () => {
    const play = (history: ToldOf<typeof told>[]) =>
      temporary.undone(() => {
        for (const one of history) {
          const cid = `${one.call}-${one.leg}`;
          if (one.what === 'event') {
            hear(one.kind, one.call * 1000 + one.seconds, {
              callId: `uuid-${one.call}`,
              legId: cid,
              caller: `7916100000${one.call}`,
            });
          } else {
            note([
              row({
                ids: [
                  { kind: 'leg', value: cid },
                  { kind: 'call', value: `uuid-${one.call}` },
                ],
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
      });
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
      { numRuns: histories(150) },
    );
  });
});
