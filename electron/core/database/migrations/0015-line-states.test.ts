import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createManualClock } from '../../../../test/fakes/manual-clock.ts';
import { silentLogger } from '../../../../test/fakes/silent-logger.ts';
import { createLineEditor } from '../../lines/line-editor.ts';
import { createReplacedSettingRows } from '../../provider-settings/replaced-setting-rows.ts';
import { migrate, openDatabase } from '../database.ts';
import { lineStates } from './0015-line-states.ts';
import { migrations } from './migrations.ts';

/** The newest format that keeps lines in a table of their own. */
const before = migrations.slice(0, migrations.indexOf(lineStates));

let directory: string;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'perezvon-line-states-'));
  path = join(directory, 'perezvon.sqlite');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const settings = (name: string) => ({ number: '4950000110', name, profiles: [] });

/** As the version before wrote it: states of two lines of two accounts, and what else was replaced. */
function writeBefore(): void {
  const sql = new DatabaseSync(path);
  migrate(sql, path, before);
  for (const id of ['shop', 'clinic']) {
    sql
      .prepare(
        `INSERT INTO accounts (id, provider, label, base_url, time_zone, own_number, identity, sip_id, credential_kind, webhook,
           demo, created_at, numbers) VALUES (?, 'sunsim', '', '', '', '', '', '', '', 0, 0, 0, '[]')`,
      )
      .run(id);
  }
  const line = sql.prepare(
    'INSERT INTO line_history (account_id, number, changed_at, settings, raw) VALUES (?, ?, ?, ?, ?)',
  );
  for (let turn = 1; turn <= 50; turn += 1) {
    line.run('shop', '4950000110', turn, JSON.stringify(settings(`Name ${turn}`)), `{"turn":${turn}}`);
  }
  line.run('shop', '4950000120', 60, JSON.stringify({ ...settings('Other'), number: '4950000120' }), '{}');
  line.run('clinic', '4950000110', 70, JSON.stringify(settings('Clinic')), '{}');
  line.run('clinic', '4950000110', 80, '{"', '{"');
  sql.exec(
    `INSERT INTO replaced_settings (account_id, kind, changed_at, setting) VALUES ('shop', 'forwarding', 90, '{"mode":"off"}')`,
  );
  sql.close();
}

function expectAll(): void {
  const database = openDatabase({ directory, clock: createManualClock(), logger: silentLogger });
  const { history } = createLineEditor({
    rows: createReplacedSettingRows(database),
    clock: createManualClock(),
    logger: silentLogger,
    client: () => Promise.reject(new Error('nothing is asked of a provider')),
  });
  const newestFirst = Array.from({ length: 50 }, (_, index) => 50 - index);
  expect(history('shop', '4950000110').map(({ changedAt, settings }) => [changedAt, settings])).toEqual(
    newestFirst.map((turn) => [turn, settings(`Name ${turn}`)]),
  );
  expect(history('shop', '4950000120').map(({ settings: { name } }) => name)).toEqual(['Other']);
  expect(history('clinic', '4950000110').map(({ settings: { name } }) => name)).toEqual(['Clinic']);
  const kept = (where: string) => database.sql.prepare(`SELECT * FROM replaced_settings WHERE ${where}`).all();
  expect(kept("kind = 'forwarding'")).toMatchObject([{ changed_at: 90, setting: '{"mode":"off"}', raw: null }]);
  // Of no use to this version, and nothing that it may throw away.
  expect(kept("setting = '{\"'")).toMatchObject([{ account_id: 'clinic', changed_at: 80, raw: '{"' }]);
  expect(kept("kind = 'line 4950000110' AND account_id = 'shop' AND changed_at = 7")).toMatchObject([
    { raw: '{"turn":7}' },
  ]);
  expect(database.sql.prepare("SELECT name FROM sqlite_schema WHERE name = 'line_history'").all()).toEqual([]);
  database.close();
}

it('brings every kept state of every line over, in its order', () => {
  writeBefore();
  expectAll();
  expectAll();
});

it.each(
  lineStates
    .trim()
    .split(/(?<=;)\n/)
    .map((_, done, statements) => ({ done, statements })),
)(
  'leaves everything as it was when it ends after $done of its statements, and is made whole the next time',
  ({ done, statements }) => {
    writeBefore();
    const sql = new DatabaseSync(path);
    const cut = `${statements.slice(0, done + 1).join('\n')} SELECT * FROM the_power_went;`;
    expect(() => migrate(sql, path, [...before, cut])).toThrow(/the_power_went/);
    expect(sql.prepare('SELECT count(*) AS count FROM line_history').get()?.count).toBe(53);
    expect(sql.prepare('SELECT count(*) AS count FROM replaced_settings').get()?.count).toBe(1);
    sql.close();
    expectAll();
  },
);
