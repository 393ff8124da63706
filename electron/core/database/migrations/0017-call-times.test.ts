import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createManualClock } from '../../../../test/fakes/manual-clock.ts';
import { silentLogger } from '../../../../test/fakes/silent-logger.ts';
import { createCallModel, listRow, readAll } from '../../../../test/fixtures/call-model.ts';
import { type Database, migrate, openDatabase } from '../database.ts';
import { firstIdAt } from '../time-id.ts';
import { callTimes } from './0017-call-times.ts';
import { migrations } from './migrations.ts';

/** The newest format that knew two times of a call. */
const before = migrations.slice(0, migrations.indexOf(callTimes));
const stood = Date.UTC(2026, 10, 20, 11);
const minute = 60_000;
/** By what each call is known, in minutes from where its id stands. */
const known = { started: -10, begun: -20, leg: -30, heardLeg: -40, part: 30, otherPart: 40 };

let directory: string;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'perezvon-call-times-'));
  path = join(directory, 'perezvon.sqlite');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const at = (minutes: number) => stood + minutes * minute;

function writeBefore(): void {
  const sql = new DatabaseSync(path);
  migrate(sql, path, before);
  sql.exec(`INSERT INTO accounts (id, provider, label, base_url, time_zone, own_number, identity, sip_id, credential_kind, webhook,
      demo, created_at) VALUES ('shop', 'sipnet', 'Shop', 'https://a.example', 'Europe/Moscow', '', 'shop', '', 'password', 0, 0, 1);
    INSERT INTO own_lines (id, account_id, number) VALUES (1, 'shop', '+74950000001');
    INSERT INTO callers (id, key, kind, e164, raw, text) VALUES (1, '+79161000232', 'number', '+79161000232', '79161000232', '')`);
  const insert = sql.prepare(
    `INSERT INTO calls (id, line_id, caller_id, direction, state, started_at, facts, list_rows, begun_at)
     VALUES (?, 1, 1, 'in', 'missed', ?, ?, ?, ?)`,
  );
  const legs = {
    'a "leg" of [any] name.invite': { phone: '', invite: { receivedAt: at(known.heardLeg), at: at(known.leg) } },
    late: { phone: '', bye: { receivedAt: at(70) } },
  };
  const facts = { direction: 'in', caller: '79161000232', callee: '74950000001', legs, begunAt: at(known.begun) };
  const heard = { ...facts, firstHeardAt: stood, lastHeardAt: stood };
  const rows = [known.part, known.otherPart, 0].map((part) => ({
    ...{ list: 'calls', key: `${part}`, rank: 1, remote: '79161000232', line: '', startedAt: at(part), raw: {} },
  }));
  insert.run(firstIdAt(stood), at(known.started), JSON.stringify(heard), JSON.stringify(rows), at(known.begun));
  // What a damaged file may hold instead.
  const broken = ['{', 'null', '[1, null, {"startedAt": "soon"}]', '{"begunAt": 1e400, "legs": [{"invite": 1}]}', '7'];
  for (const [index, text] of broken.entries()) insert.run(firstIdAt(stood) + 1 + index, stood, text, text, null);
  sql.close();
}

/** By the program of now: a row of a list near each time is of the call that is known by it. */
function expectFound(): void {
  const clock = createManualClock();
  const database = openDatabase({ directory, clock, logger: silentLogger });
  const { log, journal } = createCallModel({ database, clock });
  const calls = readAll(log).length;
  for (const [list, minutes] of Object.entries(known)) {
    const row = listRow({ list, ids: [], outcome: 'missed', startedAt: at(minutes) + 4000 });
    // Once it has the row, the call is written anew with all its times: each is asked for on its own.
    const found = undone(database, () => {
      journal.applyListRows('shop', [row]);
      return readAll(log).length;
    });
    expect([list, found]).toEqual([list, calls]);
  }
  expect(database.sql.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
  expect(database.sql.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
  database.close();
}

function undone<T>(database: Database, work: () => T): T {
  database.sql.exec('BEGIN');
  try {
    return work();
  } finally {
    database.sql.exec('ROLLBACK');
  }
}

it('keeps every time that a call is known by', () => {
  writeBefore();
  expectFound();
});

it.each(
  callTimes
    .trim()
    .split(/(?<=;)\n(?=[A-Z])/)
    .map((_, done, statements) => ({ done, statements })),
)(
  'is as it was when it ends after $done of its statements, and is made whole the next time',
  ({ done, statements }) => {
    writeBefore();
    const sql = new DatabaseSync(path);
    const cut = `${statements.slice(0, done + 1).join('\n')} SELECT * FROM the_power_went;`;
    expect(() => migrate(sql, path, [...before, cut])).toThrow(/the_power_went/);
    expect(sql.prepare('SELECT count(begun_at) AS count FROM calls').get()?.count).toBe(1);
    sql.close();
    expectFound();
  },
);
