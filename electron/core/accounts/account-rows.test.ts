import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { longLogAccount, writeLongLog } from '../../../test/fixtures/long-log.ts';
import { type Database, openDatabase } from '../database/database.ts';
import { createSystemClock } from '../system-clock.ts';
import { createAccountRows } from './account-rows.ts';

const calls = 3000;
let directory: string;
let database: Database;
const count = (table: string) => Number(database.sql.prepare(`SELECT count(*) AS count FROM ${table}`).get()?.count);

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'perezvon-account-rows-'));
  await writeLongLog(directory, calls);
  database = openDatabase({ directory, clock: createSystemClock(), logger: silentLogger });
});
afterEach(() => {
  database.close();
  rmSync(directory, { recursive: true, force: true });
});

it('removes the calls of an account while others get their turn', async () => {
  const rows = createAccountRows(database);
  let isOver = false;
  const removal = rows.removeCalls(longLogAccount).then(() => {
    isOver = true;
  });
  const seen = new Set<number>();
  for (; !isOver; await nextTurn()) seen.add(count('calls'));
  await removal;
  expect([...seen].some((left) => left > 0 && left < calls)).toBe(true);
  for (const table of ['calls', 'call_ids', 'calls_of_callers']) expect(count(table), table).toBe(0);
});

it('lets an account that is left behind half way read its lists anew, and not wait for events that nobody posts', async () => {
  const rows = createAccountRows(database);
  const account = rows.get(longLogAccount);
  if (account !== undefined) rows.save({ ...account, webhook: true });
  const left = { from: 1, until: 2, downTo: 1, foundDownTo: 2, calls: 3 };
  rows.setHistory(longLogAccount, { depth: 'all', knownFrom: 1, end: 'empty', left });
  const removal = rows.removeCalls(longLogAccount);
  expect(rows.get(longLogAccount)).toMatchObject({ webhook: false, listedUntil: undefined });
  expect(rows.history(longLogAccount)).toEqual({ depth: 'all', knownFrom: undefined, end: undefined, left: undefined });
  await removal;
});

it('leaves the log to SQLite again where calls cannot be removed', async () => {
  database.sql.exec(
    "CREATE TEMP TRIGGER refusal BEFORE DELETE ON main.calls BEGIN SELECT RAISE(ABORT, 'refused'); END",
  );
  await expect(createAccountRows(database).removeCalls(longLogAccount)).rejects.toThrow('refused');
  expect(database.sql.prepare('PRAGMA wal_autocheckpoint').get()?.wal_autocheckpoint).toBe(1000);
});
