import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createManualClock } from '../../../../test/fakes/manual-clock.ts';
import { silentLogger } from '../../../../test/fakes/silent-logger.ts';
import { createCallModel, readAll } from '../../../../test/fixtures/call-model.ts';
import { writeDatabaseBefore } from '../../../../test/fixtures/database-before-rows.ts';
import { migrate, openDatabase } from '../database.ts';
import { callsByCaller } from './0016-calls-by-caller.ts';
import { migrations } from './migrations.ts';

/** The newest format that has an index of calls by their callers. */
const before = migrations.slice(0, migrations.indexOf(callsByCaller));
const calls = 500;

let directory: string;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'perezvon-calls-by-caller-'));
  path = join(directory, 'perezvon.sqlite');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** How many calls each caller had in the format before. */
function writeBefore(): Map<string, number> {
  writeDatabaseBefore(path, calls);
  const sql = new DatabaseSync(path);
  migrate(sql, path, before);
  const counts = sql
    .prepare(
      `SELECT callers.key, count(*) AS count FROM calls INDEXED BY calls_by_caller
       CROSS JOIN callers ON callers.id = calls.caller_id WHERE callers.key <> '' GROUP BY callers.key`,
    )
    .all();
  sql.close();
  return new Map(counts.map(({ key, count }) => [String(key), Number(count)]));
}

/** By the program of now. */
function expectAll(counts: Map<string, number>): void {
  const clock = createManualClock();
  const database = openDatabase({ directory, clock, logger: silentLogger });
  const { log } = createCallModel({ database, clock });
  expect(readAll(log)).toHaveLength(calls);
  const found = [...counts.keys()].map((remoteKey) => [remoteKey, readAll(log, { kind: 'all', remoteKey }).length]);
  expect(new Map(found as [string, number][])).toEqual(counts);
  expect(database.sql.prepare('SELECT count(*) AS count FROM calls_of_callers').get()).toEqual({ count: calls });
  expect(database.sql.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
  database.close();
}

it('brings every call over to its caller', () => {
  const counts = writeBefore();
  expect(counts.size).toBeGreaterThan(100);
  expectAll(counts);
  expectAll(counts);
});

it.each(
  callsByCaller
    .trim()
    .split(/(?<=;)\n(?=[A-Z-])/)
    .map((_, done, statements) => ({ done, statements })),
)(
  'is as it was when it ends after $done of its statements, and is made whole the next time',
  ({ done, statements }) => {
    const counts = writeBefore();
    const sql = new DatabaseSync(path);
    const cut = `${statements.slice(0, done + 1).join('\n')} SELECT * FROM the_power_went;`;
    expect(() => migrate(sql, path, [...before, cut])).toThrow(/the_power_went/);
    expect(sql.prepare("SELECT count(*) AS count FROM sqlite_schema WHERE name = 'calls_by_caller'").get()?.count).toBe(
      1,
    );
    sql.close();
    expectAll(counts);
  },
);
