import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { migrate } from '../database.ts';
import { migrations } from './migrations.ts';

const before = migrations.slice(0, 6);
const after = migrations.slice(0, 7);

let directory: string;
let path: string;
let sql: DatabaseSync;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'perezvon-doubles-'));
  path = join(directory, 'perezvon.sqlite');
  sql = new DatabaseSync(path);
  sql.exec('PRAGMA foreign_keys = ON');
  migrate(sql, path, before);
});
afterEach(() => {
  sql.close();
  rmSync(directory, { recursive: true, force: true });
});

function addAccount(id: string, fields: { provider?: string; demo?: number; at?: number; label?: string } = {}): void {
  const { provider = 'sipnet', demo = 1, at = 0, label = 'Демо: магазин' } = fields;
  sql
    .prepare(
      `INSERT INTO accounts (id, provider, label, base_url, time_zone, own_number, identity, sip_id, credential_kind, webhook,
         demo, created_at) VALUES (?, ?, ?, '', '', '', '', '', '', 1, ?, ?)`,
    )
    .run(id, provider, label, demo, at);
}

interface Row {
  id: number;
  account: string;
  keys: string[];
  note?: string;
  facts?: string;
  recording?: string;
}

function addCall({ id, account, keys, note, facts, recording }: Row): void {
  sql
    .prepare(
      `INSERT INTO calls (id, account_id, direction, state, remote_key, remote_kind, remote_raw, line, started_at, note,
         facts, recording_state) VALUES (?, ?, 'in', 'missed', '+79430000211', 'number', '79430000211', '+74950000110', 0, ?, ?, ?)`,
    )
    .run(id, account, note ?? null, facts ?? null, recording ?? null);
  for (const key of keys) sql.prepare("INSERT INTO call_ids VALUES (?, 'cid', ?, ?)").run(account, key, id);
  sql
    .prepare("INSERT INTO call_search (rowid, digits, name, note, line) VALUES (?, '79430000211', '', '', '')")
    .run(id);
  sql.prepare("INSERT INTO missed (call_id, group_key, at) VALUES (?, '+79430000211', 0)").run(id);
}

const all = (query: string) =>
  sql
    .prepare(query)
    .all()
    .map((row) => ({ ...row }));
const listed = () => all('SELECT account_id, id, note FROM calls ORDER BY id');
const found = (text: string) =>
  all(`SELECT rowid AS id FROM call_search WHERE call_search MATCH '"${text}"' ORDER BY rowid`).map(({ id }) => id);

it('makes one account and one call of what was connected and listed twice, and keeps all that was given to either', () => {
  addAccount('first', { at: 1 });
  addAccount('second', { at: 2, label: 'Моя лавка' });
  addAccount('third', { at: 3 });
  for (const [account, label] of [
    ['first', 'Магазин'],
    ['second', 'Прилавок'],
    ['third', 'Магазин'],
  ] as const) {
    sql.prepare("INSERT INTO lines VALUES (?, '+74950000110', ?)").run(account, label);
  }
  // Told by all, and noted in two of them; one heard it live.
  addCall({ id: 10, account: 'first', keys: ['a', 'b'], note: 'Перезвонить' });
  addCall({ id: 20, account: 'second', keys: ['b', 'c'], facts: '{}', note: 'Ждёт счёт' });
  addCall({ id: 30, account: 'third', keys: ['b'] });
  // Told by one alone.
  addCall({ id: 40, account: 'third', keys: ['z'], note: 'Только здесь' });
  // Its audio is at the one, a note in it at the other.
  addCall({ id: 50, account: 'first', keys: ['r'], recording: 'remote' });
  addCall({ id: 60, account: 'second', keys: ['r'], recording: 'stored' });
  sql.exec(`INSERT INTO recordings (call_id, file, bytes, mime_type, stored_at, kept) VALUES (60, '60.mp3', 1, 'audio/mpeg', 0, 1);
    INSERT INTO waveforms VALUES (60, 1, x'', x'');
    INSERT INTO recording_marks (call_id, at_seconds, text, created_at) VALUES (50, 3, 'Про доставку', 0);
    UPDATE missed SET resolution = 'dismissed', resolved_at = 5 WHERE call_id IN (30, 50);
    INSERT INTO callbacks (id, click_id, account_id, remote_key, remote_kind, remote_raw, from_number, state, ordered_at,
      changed_at, call_id) VALUES ('o', 'o', 'third', '', '', '', '', 'ended', 0, 0, 30)`);

  migrate(sql, path, after);

  expect(all('SELECT id, label FROM accounts')).toEqual([{ id: 'first', label: 'Моя лавка' }]);
  expect(all('SELECT account_id, label FROM lines')).toEqual([{ account_id: 'first', label: 'Прилавок' }]);
  expect(listed()).toEqual([
    { account_id: 'first', id: 20, note: 'Ждёт счёт\nПерезвонить' },
    { account_id: 'first', id: 40, note: 'Только здесь' },
    { account_id: 'first', id: 60, note: null },
  ]);
  expect(all('SELECT account_id, value, call_id FROM call_ids ORDER BY value')).toEqual([
    ...['a', 'b', 'c'].map((value) => ({ account_id: 'first', value, call_id: 20 })),
    { account_id: 'first', value: 'r', call_id: 60 },
    { account_id: 'first', value: 'z', call_id: 40 },
  ]);
  expect(all('SELECT call_id, file, kept FROM recordings')).toEqual([{ call_id: 60, file: '60.mp3', kept: 1 }]);
  expect(all('SELECT call_id, text FROM recording_marks')).toEqual([{ call_id: 60, text: 'Про доставку' }]);
  expect(all('SELECT call_id, resolution FROM missed ORDER BY call_id')).toEqual([
    { call_id: 20, resolution: 'dismissed' },
    { call_id: 40, resolution: null },
    { call_id: 60, resolution: 'dismissed' },
  ]);
  expect(all('SELECT account_id, call_id FROM callbacks')).toEqual([{ account_id: 'first', call_id: 20 }]);
  expect([found('Перезвонить'), found('доставку'), found('Прилавок')]).toEqual([[20], [60], [20, 40, 60]]);
  expect(all('PRAGMA foreign_key_check')).toEqual([]);
  expect(all('SELECT name FROM sqlite_temp_master')).toEqual([]);
});

it('takes the audio along when the other row of the call was heard live', () => {
  addAccount('first', { at: 1 });
  addAccount('second', { at: 2 });
  addCall({ id: 1, account: 'first', keys: ['a'], facts: '{}', recording: 'remote' });
  addCall({ id: 2, account: 'second', keys: ['a'], recording: 'stored' });
  sql.exec(`INSERT INTO recordings (call_id, file, bytes, mime_type, stored_at) VALUES (2, '2.mp3', 1, 'audio/mpeg', 0);
    INSERT INTO waveforms VALUES (2, 1, x'', x'')`);
  migrate(sql, path, after);
  expect(all('SELECT id, recording_state FROM calls')).toEqual([{ id: 1, recording_state: 'stored' }]);
  expect(all('SELECT call_id, file FROM recordings')).toEqual([{ call_id: 1, file: '2.mp3' }]);
});

it('touches neither real accounts nor a demo that is there once', () => {
  addAccount('real', { demo: 0 });
  addAccount('other', { demo: 0, label: 'The same provider again' });
  addAccount('shop', { at: 1 });
  addAccount('warehouse', { provider: 'alloincognito', at: 2 });
  for (const [index, account] of ['real', 'other', 'shop', 'warehouse'].entries()) {
    addCall({ id: index + 1, account, keys: ['a'], note: account });
  }
  const calls = listed();
  migrate(sql, path, after);
  expect(listed()).toEqual(calls);
  expect(all('SELECT id FROM accounts ORDER BY id').map(({ id }) => id)).toEqual([
    'other',
    'real',
    'shop',
    'warehouse',
  ]);
  expect(found('79430000211')).toEqual([1, 2, 3, 4]);
});
