import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { checkpointBeside } from './checkpoint.ts';

let directory: string;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'perezvon-checkpoint-'));
  path = join(directory, 'file.sqlite');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

it('moves what was written before it and meanwhile, so that the log begins anew', async () => {
  const sql = new DatabaseSync(path);
  sql.exec('PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE texts (text TEXT) STRICT');
  const write = () =>
    sql.exec(`INSERT INTO texts SELECT printf('%.*c', 4000, 'x') FROM json_each('[${Array(200).fill(0)}]')`);
  write();
  const checkpoint = checkpointBeside(path);
  await vi.waitFor(() => expect(checkpoint.isNearlyDone()).toBe(true));
  write();
  const before = statSync(`${path}-wal`).size;
  await checkpoint.finish();
  write();
  expect(statSync(`${path}-wal`).size).toBe(before);
  expect(sql.prepare('SELECT count(*) AS count FROM texts').get()?.count).toBe(600);
  sql.close();
});

it('says at its end that it could not be done', async () => {
  writeFileSync(path, 'no database, whatever its name says'.repeat(100));
  const checkpoint = checkpointBeside(path);
  await expect(checkpoint.finish()).rejects.toThrow('not a database');
  expect(checkpoint.isNearlyDone()).toBe(false);
});
