import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CallEvent } from '../../../shared/domain/call-event.ts';
import { createTemporaryDatabase, type TemporaryDatabase } from '../../../test/fakes/temporary-database.ts';
import { createCallModel, listRow } from '../../../test/fixtures/call-model.ts';
import type { CallChange } from '../calls/call-journal.ts';
import type { ProviderClient } from '../providers/provider.ts';
import { createEventIntake, type EventIntake, type EventIntakeDeps } from './event-intake.ts';
import { createEventRows } from './event-rows.ts';

let temporary: TemporaryDatabase;
beforeEach(() => {
  temporary = createTemporaryDatabase();
});
afterEach(() => temporary.remove());

const pragma = (name: string) => Object.values(temporary.database.sql.prepare(`PRAGMA ${name}`).get() ?? {})[0];

function open(deps: Pick<EventIntakeDeps, 'journal'> & Partial<EventIntakeDeps>): EventIntake {
  const { database } = temporary;
  return createEventIntake({
    accountId: 'account-1',
    database,
    events: createEventRows(database),
    client: () => undefined,
    keepHeard: () => {},
    onHeard: () => {},
    onTestEvent: () => {},
    ...deps,
  });
}

it('tells who rings before anything of it has waited for the disk, and leaves the database as it waits for others', async () => {
  const { database, clock } = temporary;
  const { sql } = database;
  /** How far a commit waits: 1, until the system has it; 2, until the disk has it. */
  const commits: unknown[] = [];
  const exec = sql.exec.bind(sql);
  sql.exec = (text) => {
    if (text === 'COMMIT') commits.push(pragma('synchronous'));
    exec(text);
  };
  const told: number[] = [];
  const intake = open({ journal: createCallModel(temporary).journal, onHeard: () => told.push(commits.length) });
  const event = { sequence: '1', ageMs: 0, body: { event: 1 }, next: '1' };
  await intake.take('relay:1', { events: [event], next: '1', gap: false }, clock.now());

  expect(commits).toEqual([1]);
  expect(told).toEqual([1]);
  expect(createEventRows(database).cursor('account-1', 'relay:1')).toBe('1');
  expect(pragma('synchronous')).toBe(2);
  expect(pragma('wal_autocheckpoint')).toBe(1000);
});

function invites(count: number) {
  const { clock } = temporary;
  const events = Array.from({ length: count }, (_, index) => {
    const at = clock.now() - index * 600_000;
    const event: CallEvent = {
      ...{ kind: 'invite', direction: 'in', callId: `call ${index}`, legId: `leg ${index}`, at },
      ...{ caller: '79161000232', callee: '74950000001', durationSeconds: undefined, phone: '' },
    };
    return { sequence: String(index), ageMs: clock.now() - at, body: event, next: String(index) };
  });
  return { events, next: String(count), gap: false };
}
const client = { readHook: (body) => body as CallEvent } as ProviderClient;

it('tells of every event that it kept, also of those that it has no time to show when it is closed', async () => {
  const { database, clock } = temporary;
  const told: string[] = [];
  const intake = open({
    journal: createCallModel(temporary).journal,
    client: () => client,
    onHeard: (changes) => told.push(...changes.map(({ call }) => String(call.id))),
  });
  const kept = () => Number(database.sql.prepare('SELECT count(*) AS count FROM calls').get()?.count);
  const taking = intake.take('relay:1', invites(500), clock.now());
  while (kept() === 0) await new Promise((resolve) => setImmediate(resolve));
  intake.close();
  expect(new Set(told).size).toBe(kept());
  await taking;
  expect([told.length, told.length < 500]).toEqual([kept(), true]);
});

it('tells of calls as they are when it tells of them, though a list made another of one meanwhile', async () => {
  const { database, clock } = temporary;
  const { journal, store } = createCallModel(temporary);
  const legOnly = listRow({ ids: [{ kind: 'leg', value: 'of the list' }], startedAt: clock.now() - 3000 });
  const [listed] = journal.applyListRows('account-1', [legOnly]);
  const told: CallChange[] = [];
  const intake = open({ journal, client: () => client, onHeard: (changes) => told.push(...changes) });
  const called = (id: string) => store.callsNamed([{ kind: 'call', value: id }])[0];
  const taking = intake.take('relay:1', invites(30), clock.now());
  while (called('call 0') === undefined) await new Promise((resolve) => setImmediate(resolve));
  const heard = called('call 0') ?? 0;
  const names = [...legOnly.ids, { kind: 'call' as const, value: 'call 0' }];
  journal.applyListRows('account-1', [listRow({ list: 'pbxcalls', ids: names, startedAt: legOnly.startedAt })]);
  await taking;

  expect(told.filter(({ folded }) => folded.length > 0)).toMatchObject([
    { call: { id: listed?.call.id, state: 'ringing', rows: [{}, {}] }, folded: [heard] },
  ]);
  expect(told.map(({ call }) => store.get(call.id)?.id)).toEqual(told.map(({ call }) => call.id));
  database.sql.exec('DELETE FROM calls');
  expect(journal.asNow(told)).toEqual([]);
});

it.each([1, 30])('waits for nothing that an import left to be done, with %i events', async (count) => {
  const { database, clock } = temporary;
  const { journal, store } = createCallModel(temporary);
  const imported = Array.from({ length: 40 }, (_, index) =>
    listRow({ startedAt: clock.now() - (index + 1) * 3600_000, ids: [{ kind: 'leg', value: `listed ${index}` }] }),
  );
  database.lazyTransaction(() => journal.applyListRows('account-1', imported));
  const filed = () => Number(database.sql.prepare('SELECT count(*) AS count FROM calls_of_callers').get()?.count);
  const intake = open({ journal, client: () => client });
  await intake.take('relay:1', invites(count), clock.now());

  const before = () =>
    store.before({ id: Number.MAX_SAFE_INTEGER, remote: { key: '+79161000232', kind: 'number', raw: '' } }).count;
  expect([filed(), before(), pragma('wal_autocheckpoint')]).toEqual([count, 40 + count, 0]);
  await database.settle('over');
  expect([filed(), before(), pragma('wal_autocheckpoint')]).toEqual([40 + count, 40 + count, 1000]);
});
