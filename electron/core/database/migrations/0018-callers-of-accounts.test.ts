import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseParty, partyIn } from '../../../../shared/domain/phone-number.ts';
import { createManualClock } from '../../../../test/fakes/manual-clock.ts';
import { silentLogger } from '../../../../test/fakes/silent-logger.ts';
import { createCallModel, listRow, readAll } from '../../../../test/fixtures/call-model.ts';
import type { Calls } from '../../calls/calls.ts';
import { toStoredRow } from '../../calls/stored-row.ts';
import { createPersonRows } from '../../people/person-rows.ts';
import type { CallListRow } from '../../providers/call-list-row.ts';
import { searchTextOf } from '../caller-search-text.ts';
import { type Database, migrate, openDatabase } from '../database.ts';
import { firstIdAt } from '../time-id.ts';
import { callersOfAccounts } from './0018-callers-of-accounts.ts';
import { migrations } from './migrations.ts';

/** The newest format in which 101 was one caller, whatever the account. */
const before = migrations.slice(0, migrations.indexOf(callersOfAccounts));
const stood = Date.UTC(2026, 10, 20, 11);
const minute = 60_000;
/** What each account has of its own, what is the same in all of them, and nobody. */
const inside = [
  '101',
  '10-2',
  'sip:Reception@pbx.example',
  'Anna',
  'Магазин',
  '84951234567*abc',
  'Очень длинное имя '.repeat(9).trim(),
];
const outside = ['89161000232', '0042656976', '84951234567123', '1'.repeat(40)];
const nobody = 'anonymous';
const everybody = [...inside, ...outside, nobody];

let directory: string;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'perezvon-callers-of-accounts-'));
  path = join(directory, 'perezvon.sqlite');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const at = (minutes: number) => stood + minutes * minute;

/** A talk of the account's list. */
function rowOf(account: string, remote: string, minutes: number): CallListRow {
  const line = lineOf(account);
  return listRow({ ids: [], remote, line, startedAt: at(minutes), outcome: 'ended', talkSeconds: 60 });
}

const lineOf = (account: string) => (account === 'shop' ? '+74950000001' : '+74950000002');

/** A database of the format before, as the program of then would have filled it. */
function createBefore(accounts: readonly string[]) {
  const sql = new DatabaseSync(path);
  migrate(sql, path, before);
  sql.exec('PRAGMA foreign_keys = OFF; BEGIN');
  const run = (text: string, ...values: SQLInputValue[]) => sql.prepare(text).run(...values);
  for (const [index, id] of accounts.entries()) {
    run(
      `INSERT INTO accounts (id, provider, label, base_url, time_zone, own_number, identity, sip_id, credential_kind, webhook, demo,
         created_at) VALUES (?1, 'sipnet', ?1, 'https://a.example', 'Europe/Moscow', '', ?1, '', 'password', 0, 0, 1)`,
      id,
    );
    run('INSERT INTO own_lines (id, account_id, number) VALUES (?, ?, ?)', index + 1, id, lineOf(id));
  }
  function callerOf(remote: string): number {
    const { key, kind, e164 = null, raw } = parseParty(remote);
    const known = sql.prepare('SELECT id FROM callers WHERE key = ? AND raw = ?').get(key, raw);
    if (known !== undefined) return Number(known.id);
    const name = String(sql.prepare('SELECT name FROM people WHERE key = ?').get(key)?.name ?? '');
    const text = searchTextOf({ e164: e164 ?? undefined, raw }, name);
    const insert = 'INSERT INTO callers (key, kind, e164, raw, text) VALUES (?, ?, ?, ?, ?)';
    const id = Number(run(insert, key, kind, e164, raw, text).lastInsertRowid);
    run('INSERT INTO caller_search (rowid, text) VALUES (?, ?)', id, text);
    return id;
  }
  let count = 0;
  function call(account: string, remote: string, minutes: number, fields: Record<string, SQLInputValue> = {}): number {
    count += 1;
    const id = firstIdAt(at(minutes)) + count;
    const told = rowOf(account, remote, minutes);
    const row: Record<string, SQLInputValue> = {
      ...{ id, line_id: accounts.indexOf(account) + 1, caller_id: callerOf(remote), direction: 'in', state: 'ended' },
      ...{ started_at: at(minutes), talk_seconds: 60, list_rows: JSON.stringify([toStoredRow(told)]), ...fields },
    };
    const columns = Object.keys(row);
    run(`INSERT INTO calls (${columns}) VALUES (${columns.map(() => '?')})`, ...Object.values(row));
    run('INSERT INTO calls_of_callers (caller_id, call_id) SELECT caller_id, id FROM calls WHERE id = ?', id);
    run("INSERT INTO call_ids (kind, value, call_id) VALUES ('row', ?, ?)", told.key, id);
    return id;
  }
  function missed(account: string, remote: string, minutes: number, resolution: string | null = null): void {
    const id = call(account, remote, minutes, { state: 'missed', talk_seconds: null, list_rows: null });
    const key = parseParty(remote).key || `call:${id}`;
    const insert = 'INSERT INTO missed (call_id, group_key, at, resolution, resolved_at) VALUES (?, ?, ?, ?, ?)';
    run(insert, id, key, at(minutes), resolution, resolution && at(minutes));
  }
  const person = (remote: string, name: string, note = '') =>
    run('INSERT INTO people VALUES (?, ?, ?, 1)', parseParty(remote).key, name, note);
  const snooze = (remote: string) => run('INSERT INTO snoozed VALUES (?, ?)', parseParty(remote).key, at(600));
  const order = (account: string, remote: string) => {
    const { key, kind, raw } = parseParty(remote);
    run(
      `INSERT INTO callbacks (id, click_id, account_id, remote_key, remote_kind, remote_raw, from_number, state, ordered_at,
         changed_at) VALUES (?1, ?1, ?2, ?3, ?4, ?5, '', 'ended', 1, 1)`,
      ...[`${account} ${raw}`, account, key, kind, raw],
    );
  };
  function close(): void {
    sql.exec('COMMIT');
    sql.close();
  }
  return { close, run, call, missed, person, snooze, order };
}

/** By the program of now. */
function withModel(work: (model: Calls & { database: Database; nameOf(key: string): string }) => void): void {
  const clock = createManualClock(at(200));
  const database = openDatabase({ directory, clock, logger: silentLogger });
  const model = createCallModel({ database, clock });
  const people = createPersonRows(database);
  try {
    expect(database.setAside).toBeUndefined();
    work({ ...model, database, nameOf: (key) => people.get(key)?.name ?? '' });
    const { sql } = database;
    expect(sql.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    expect(sql.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
    expect(sql.prepare("SELECT name FROM sqlite_schema WHERE name GLOB '*_before'").all()).toEqual([]);
  } finally {
    model.worklist.close();
    database.close();
  }
}

/** Every caller in two accounts: named, missed, taken off in one of them, hidden until later. */
function writeBoth(): void {
  const { close, call, missed, person, snooze, order } = createBefore(['shop', 'clinic', 'idle']);
  for (const [index, remote] of everybody.entries()) {
    const minutes = index * 10;
    if (remote !== nobody) person(remote, `Клиент${index}`);
    call('shop', remote, minutes);
    call('clinic', remote, minutes + 1);
    missed('clinic', remote, minutes + 2);
    missed('shop', remote, minutes + 3, 'by-hand');
    if (remote !== nobody) snooze(remote);
    for (const account of ['shop', 'clinic']) order(account, remote);
  }
  close();
}

function expectBoth(): void {
  withModel(({ log, worklist, journal, database, nameOf }) => {
    expect(readAll(log)).toHaveLength(everybody.length * 4);
    const [open, resolved] = [worklist.open(true), worklist.resolved(100)];
    const ofAccounts = (groups: typeof open, key: string) =>
      groups.filter((group) => group.key === key).map(({ accountId, snoozedUntil }) => [accountId, snoozedUntil]);
    for (const [index, remote] of everybody.entries()) {
      const [shop, clinic] = [partyIn('shop', remote).key, partyIn('clinic', remote).key];
      const keys = readAll(log)
        .filter((call) => call.remote.raw === parseParty(remote).raw)
        .map((call) => [call.accountId, call.remote.key, call.remote.name]);
      const name = remote === nobody ? undefined : `Клиент${index}`;
      expect(keys).toEqual([
        ['shop', shop, name],
        ['clinic', clinic, name],
        ['clinic', clinic, name],
        ['shop', shop, name],
      ]);
      const orders = database.sql.prepare('SELECT remote_key FROM callbacks WHERE remote_raw = ? ORDER BY account_id');
      expect(orders.all(parseParty(remote).raw).map((row) => row.remote_key)).toEqual([clinic, shop]);
      if (remote === nobody) continue;
      const isShared = outside.includes(remote);
      expect(shop === clinic).toBe(isShared);
      expect([nameOf(shop), nameOf(clinic)]).toEqual([name, name]);
      expect(readAll(log, { kind: 'all', remoteKey: shop })).toHaveLength(isShared ? 4 : 2);
      expect(ofAccounts(open, clinic)).toEqual([['clinic', at(600)]]);
      expect(ofAccounts(resolved, shop)).toEqual([['shop', undefined]]);
      if (!isShared) expect([ofAccounts(open, shop), ofAccounts(resolved, clinic)]).toEqual([[], []]);
    }
    expect(open.filter(({ remote }) => remote.key === '')).toHaveLength(1);
    for (const search of ['101', 'магазин', 'клиент2', 'reception', '+7 916 100-02-32'])
      expect([search, readAll(log, { kind: 'all', search }).length]).toEqual([search, 4]);
    // Of an account that never met them nobody is known; and no name is left that no account has.
    const named = [...inside.flatMap((remote) => [partyIn('shop', remote).key, partyIn('clinic', remote).key])];
    const keys = database.sql.prepare('SELECT key FROM people').all();
    expect(keys.map(({ key }) => key).toSorted()).toEqual(
      [...named, ...outside.map((one) => parseParty(one).key)].toSorted(),
    );
    // The lists tell of them again.
    const again = everybody.map((remote, index) => rowOf('shop', remote, index * 10));
    expect(journal.applyListRows('shop', again).filter(({ changed }) => changed)).toEqual([]);
  });
}

it('gives each account its own of whoever is somebody else in each', () => {
  writeBoth();
  expectBoth();
  expectBoth();
});

it('keeps everything of a single account', () => {
  const { close, call, missed, person, snooze } = createBefore(['shop']);
  person('101', 'Мария', 'на складе');
  call('shop', '101', 0);
  missed('shop', '101', 1);
  snooze('101');
  close();
  withModel(({ log, worklist, nameOf }) => {
    const { key } = partyIn('shop', '101');
    expect(nameOf(key)).toBe('Мария');
    expect(readAll(log, { kind: 'all', remoteKey: key, search: 'мария' })).toHaveLength(2);
    expect(worklist.open(true)).toMatchObject([{ key, tries: 1, snoozedUntil: at(600), remote: { name: 'Мария' } }]);
  });
});

it('keeps the names of phones where they answer, and of whom no account knows any more in each', () => {
  const { close, run, person, call } = createBefore(['shop', 'clinic']);
  for (const phone of ['101', '102', 'Anna', '103']) person(phone, `Имя ${phone}`);
  call('shop', '89161000232', 0, { answered_by: '101' });
  run("INSERT INTO heard_phones VALUES ('shop', '101')");
  run("INSERT INTO heard_phones VALUES ('clinic', 'Anna')");
  run("UPDATE accounts SET own_phones = ? WHERE id = 'clinic'", JSON.stringify(['102', 7, null]));
  close();
  withModel(({ log, nameOf }) => {
    expect(readAll(log).map(({ answeredBy }) => answeredBy)).toEqual(['Имя 101']);
    const known = ['101', '102', 'Anna', '103'].map((phone) =>
      ['shop', 'clinic'].filter((account) => nameOf(partyIn(account, phone).key) === `Имя ${phone}`),
    );
    expect(known).toEqual([['shop'], ['clinic'], ['clinic'], ['shop', 'clinic']]);
  });
});

it('keeps a name also where no account is left', () => {
  const { close, person } = createBefore([]);
  person('101', 'Мария');
  close();
  withModel(({ nameOf }) => expect(nameOf('ext:101')).toBe('Мария'));
});

it('files the calls of an import that was cut short under the account’s own', () => {
  const { close, run, call } = createBefore(['shop', 'clinic']);
  for (let minutes = 0; minutes < 4; minutes += 1) call(minutes % 2 === 0 ? 'shop' : 'clinic', '101', minutes);
  run('DELETE FROM calls_of_callers');
  run('INSERT INTO days_to_file VALUES (?)', firstIdAt(Date.UTC(2026, 10, 20)));
  close();
  withModel(({ log }) => {
    for (const account of ['shop', 'clinic'])
      expect(readAll(log, { kind: 'all', remoteKey: partyIn(account, '101').key })).toHaveLength(2);
  });
});

it('leaves what a damaged file holds as it is, and is not stopped by it', () => {
  const { close, run, call, missed } = createBefore(['shop', 'clinic']);
  call('shop', '101', 0);
  missed('clinic', '101', 1);
  const nowhere = call('shop', '102', 2, { line_id: 99 });
  call('shop', '103', 3, { caller_id: 99 });
  run("INSERT INTO missed (call_id, group_key, at) VALUES (7, 'ext:101', 1), (?, 'ext:102', 1), (9, '', 1)", nowhere);
  run("INSERT INTO snoozed VALUES ('ext:101', -1), ('ext:9', 9223372036854775807), ('call:1', 5)");
  run(
    "INSERT INTO callers (key, kind, raw, text) VALUES ('', 'hidden', 'x', ''), ('ext:', '?', '', ''), (?, 'x', 'y', '')",
    'k'.repeat(5000),
  );
  run('UPDATE accounts SET own_phones = ?', '{"a": "101"');
  close();
  const database = openDatabase({ directory, clock: createManualClock(), logger: silentLogger });
  expect(database.setAside).toBeUndefined();
  const calls = readAll(createCallModel({ database, clock: createManualClock() }).log);
  expect(calls.map(({ accountId, remote }) => [accountId, remote.key])).toEqual([
    ['clinic', 'ext:101@clinic'],
    ['shop', 'ext:101@shop'],
  ]);
  const missedKeys = database.sql.prepare('SELECT group_key FROM missed ORDER BY call_id').all();
  expect(missedKeys.map(({ group_key: key }) => key)).toEqual(['ext:101', '', 'ext:101@clinic', 'ext:102']);
  expect(database.sql.prepare("SELECT * FROM snoozed WHERE group_key = 'call:1'").all()).toHaveLength(1);
  database.close();
});

it.each(
  callersOfAccounts
    .trim()
    .split(/(?<=;)\n(?=[A-Z])/)
    .map((_, done, statements) => ({ done, statements })),
)(
  'is as it was when it ends after $done of its statements, and is made whole the next time',
  ({ done, statements }) => {
    writeBoth();
    const sql = new DatabaseSync(path);
    const cut = `${statements.slice(0, done + 1).join('\n')} SELECT * FROM the_power_went;`;
    expect(() => migrate(sql, path, [...before, cut])).toThrow(/the_power_went/);
    const keys = sql.prepare(
      "SELECT DISTINCT key FROM callers WHERE raw = '101' UNION SELECT key FROM people WHERE key GLOB 'ext:101*'",
    );
    expect(keys.all()).toEqual([{ key: 'ext:101' }]);
    sql.close();
    expectBoth();
  },
);
