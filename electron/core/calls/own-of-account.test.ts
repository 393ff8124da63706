import { afterEach, beforeEach, expect, it } from 'vitest';
import { partyIn } from '../../../shared/domain/phone-number.ts';
import { createTemporaryDatabase, type TemporaryDatabase } from '../../../test/fakes/temporary-database.ts';
import { createCallModel, listRow, readAll } from '../../../test/fixtures/call-model.ts';
import { createPeople, type People } from '../people/people.ts';
import { createPersonRows } from '../people/person-rows.ts';
import type { CallListRow } from '../providers/call-list-row.ts';
import type { Calls } from './calls.ts';

/** Two offices, each with an exchange of its own: whoever is 101 there is somebody else here. */
const [office, clinic] = ['account-1', 'account-2'] as const;
const minuteMs = 60_000;
let temporary: TemporaryDatabase;
let model: Calls;
let people: People;
let start: number;
let leg = 0;

beforeEach(() => {
  temporary = createTemporaryDatabase();
  temporary.accounts.save({ ...temporary.account, id: clinic, identity: 'clinic' });
  start = temporary.clock.now();
  model = createCallModel(temporary);
  const { database, clock } = temporary;
  people = createPeople({
    ...{ database, clock, callers: model.callers },
    rows: createPersonRows(database),
    onChange: () => {},
  });
});
afterEach(() => {
  model.worklist.close();
  temporary.remove();
});

/** A call of the account's list that began so many minutes after the start. */
function call(account: string, minute: number, remote: string, fields: Partial<CallListRow> = {}): void {
  leg += 1;
  const ids = [{ kind: 'leg' as const, value: `${leg}` }];
  const row = listRow({ startedAt: start + minute * minuteMs, outcome: 'missed', ids, remote, ...fields });
  model.journal.applyListRows(account, [row]);
}
const talk = (account: string, minute: number, remote: string, fields: Partial<CallListRow> = {}) =>
  call(account, minute, remote, { outcome: 'ended', talkSeconds: 30, ...fields });
const open = () => model.worklist.open(true).map(({ accountId, tries }) => [accountId, tries]);
const all = () => readAll(model.log);
const keyIn = (account: string) => all().find(({ accountId }) => accountId === account)?.remote.key ?? '';

/** What each account has of its own. */
const inside = ['101', 'sip:reception@pbx.example', 'Anna', `Anna@${clinic}`];
/** What is the same wherever it is told. */
const outside = ['89161000232', '0042656976', '8495123456700'];

it.each(inside)('%s who missed one account is not settled by a talk with the other', (remote) => {
  call(office, 0, remote);
  talk(clinic, 3, remote);
  expect(open()).toEqual([[office, 1]]);
  talk(clinic, 4, remote, { direction: 'out' });
  expect(open()).toEqual([[office, 1]]);
  talk(office, 5, remote, { direction: 'out' });
  expect(open()).toEqual([]);
});

it.each(outside)('%s is one caller of both accounts', (remote) => {
  call(office, 0, remote);
  call(clinic, 1, remote);
  expect(open()).toEqual([[clinic, 2]]);
  talk(clinic, 3, remote, { direction: 'out' });
  expect(open()).toEqual([]);
});

it.each(inside)('%s waits once for each account, and is taken off, put back and hidden for one alone', (remote) => {
  call(office, 0, remote);
  call(clinic, 1, remote);
  call(office, 2, remote);
  expect(open()).toEqual([
    [office, 2],
    [clinic, 1],
  ]);
  model.worklist.resolveByHand(keyIn(office));
  expect(open()).toEqual([[clinic, 1]]);
  model.worklist.restore(keyIn(office));
  model.worklist.snooze(keyIn(clinic), temporary.clock.now() + minuteMs);
  expect(model.worklist.open(false).map(({ accountId }) => accountId)).toEqual([office]);
});

it.each(inside)('%s is told as tried only where it was', (remote) => {
  call(office, 0, remote);
  call(clinic, 1, remote);
  call(clinic, 2, remote, { direction: 'out', outcome: 'no-answer' });
  const tried = model.worklist.open(true).map(({ accountId, triedAt }) => [accountId, triedAt]);
  expect(new Map(tried as [string, number | undefined][])).toEqual(
    new Map([
      [office, undefined],
      [clinic, start + 2 * minuteMs],
    ]),
  );
});

it.each(inside)('the name and the note of %s in one account are no other’s', (remote) => {
  talk(office, 0, remote);
  talk(clinic, 1, remote);
  people.save({ key: keyIn(office), name: 'Мария', note: 'на складе' });
  expect(all().map((one) => [one.accountId, one.remote.name])).toEqual([
    [clinic, undefined],
    [office, 'Мария'],
  ]);
  expect(people.get(keyIn(clinic))).toMatchObject({ name: '', note: '' });
  expect(readAll(model.log, { kind: 'all', search: 'мария' }).map(({ accountId }) => accountId)).toEqual([office]);
});

it.each(inside)('the history of %s is of one account', (remote) => {
  for (const minute of [0, 2, 4]) talk(office, minute, remote);
  talk(clinic, 1, remote);
  const [newest] = all();
  const calls = readAll(model.log, { kind: 'all', remoteKey: newest?.remote.key ?? '' });
  expect(calls.map(({ accountId }) => accountId)).toEqual([office, office, office]);
  const before = all().map((one) => model.store.before(one).count);
  expect(before).toEqual([2, 1, 0, 0]);
});

it.each(inside)('%s is shown and found in both accounts as it always was', (remote) => {
  talk(office, 0, remote);
  talk(clinic, 1, remote);
  expect(all().map((one) => one.remote.raw)).toEqual([remote, remote]);
  const search = remote.replace(/^sip:|@.*$/g, '');
  expect(readAll(model.log, { kind: 'all', search })).toHaveLength(2);
});

it('what was noted of who is somebody in one account alone goes with it', () => {
  for (const remote of [...inside, ...outside])
    for (const account of [office, clinic]) {
      const { key } = partyIn(account, remote);
      people.save({ key, name: key, note: 'на складе' });
    }
  people.forgetAccount(office);
  const named = temporary.database.sql.prepare('SELECT key FROM people').all();
  const left = [...inside, ...outside].map((remote) => partyIn(clinic, remote).key);
  expect(named.map(({ key }) => key).toSorted()).toEqual(left.toSorted());
});

it.each([...inside, ...outside])('two lists of one account that tell of %s tell of one call', (remote) => {
  for (const account of [office, clinic])
    for (const list of ['calls', 'pbxcalls']) talk(account, 0, remote, { list, startedAt: start + 1000 });
  expect(
    all()
      .map(({ accountId }) => accountId)
      .toSorted(),
  ).toEqual([office, clinic]);
});

it.each([...inside, ...outside])('what was heard live of %s is the call of its row', (remote) => {
  talk(office, 0, remote, { ids: [] });
  talk(clinic, 0, remote, { ids: [] });
  const event = {
    ...{ callId: 'uuid-1', legId: '7', phone: '', kind: 'invite' as const, direction: 'in' as const },
    ...{ caller: remote, callee: '74950000001', at: undefined, durationSeconds: undefined },
  };
  const [change] = model.journal.applyEvents(clinic, [{ event, at: start + 500 }]);
  expect(change?.folded).toHaveLength(1);
  expect(all()).toHaveLength(2);
});
