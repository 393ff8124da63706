import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { migrate } from '../database.ts';
import { migrations } from './migrations.ts';

let directory: string;
let path: string;
let sql: DatabaseSync;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'perezvon-sub-accounts-'));
  path = join(directory, 'perezvon.sqlite');
  sql = new DatabaseSync(path);
  migrate(sql, path, migrations.slice(0, 13));
  sql.exec(`INSERT INTO callers VALUES (1, '', 'hidden', NULL, '', '')`);
  addAccount(1, 'sipnet', { identity: 'shop', sipId: '0042656976' });
  addAccount(2, 'uis', { identity: 'shop', sipId: '0042656976' });
  addAccount(3, 'sipnet', { identity: '', sipId: '' });
});
afterEach(() => {
  sql.close();
  rmSync(directory, { recursive: true, force: true });
});

function addAccount(line: number, provider: string, { identity, sipId }: { identity: string; sipId: string }): void {
  sql
    .prepare(
      `INSERT INTO accounts (id, provider, label, base_url, time_zone, own_number, identity, sip_id, credential_kind, webhook,
         demo, created_at, numbers) VALUES (?, ?, '', '', '', '+7 495 000-01-10', ?, ?, '', 0, 0, 0, '["74950000120"]')`,
    )
    .run(`account ${line}`, provider, identity, sipId);
  sql.prepare('INSERT INTO own_lines (id, account_id, number) VALUES (?, ?, ?)').run(line, `account ${line}`, 'line');
}

function addCall(id: number, line: number, rows: string | null): void {
  sql
    .prepare(
      `INSERT INTO calls (id, line_id, caller_id, direction, state, started_at, list_rows) VALUES (?, ?, 1, 'in', 'ended', 0, ?)`,
    )
    .run(id, line, rows);
}

const rowOf = (raw: unknown, fields: Record<string, unknown> = {}) => ({
  list: 'calls',
  key: 'k',
  rank: 1,
  remote: '',
  line: '',
  startedAt: 0,
  ...fields,
  recording: 'r',
  raw,
});
const rowsOf = (id: number) => String(sql.prepare('SELECT list_rows FROM calls WHERE id = ?').get(id)?.list_rows);

it.each([
  [{ Account: '42000001' }, {}, '0042000001'],
  [{ sip_id: 'sip:0042000001@sipnet.ru' }, {}, '0042000001'],
  [{ account: 'Anna' }, { subAccount: 'Anna' }, 'anna'],
  [{ account: 'SHOP' }, {}, undefined],
  [{ account: 42656976 }, {}, undefined],
  [{ account: '74950000110' }, { subAccount: '74950000110' }, undefined],
  [{ account: '84950000120' }, { subAccount: '84950000120' }, undefined],
  [{ user: '101' }, { list: 'pbxcalls', subAccount: '101' }, undefined],
  [{ account: '…' }, {}, undefined],
])('reads whose a call was from the row as it was received: %j', (raw, fields, told) => {
  addCall(1, 1, JSON.stringify([rowOf(raw, fields)]));
  migrate(sql, path, migrations);
  const [{ subAccount, ...rest }] = JSON.parse(rowsOf(1));
  expect(subAccount).toBe(told);
  expect(rest).toEqual(rowOf(raw, { list: 'calls', ...fields, subAccount: undefined }));
});

it('leaves what cannot be read, what nobody can tell and what another provider told as they are', () => {
  const odd = ['', '{', 'null', '7', '{"raw":{}}', '[1,null,[],{"raw":7},{"raw":null}]', '[{"raw":{"account":[1]}}]'];
  for (const [index, rows] of odd.entries()) addCall(index + 1, 1, rows);
  const anna = JSON.stringify([rowOf({ account: 'anna' })]);
  addCall(20, 2, anna);
  addCall(21, 3, anna);
  addCall(22, 1, null);
  migrate(sql, path, migrations);
  expect(odd.map((_, index) => rowsOf(index + 1))).toEqual(odd);
  expect([rowsOf(20), rowsOf(21), rowsOf(22)]).toEqual([anna, anna, 'null']);
});
