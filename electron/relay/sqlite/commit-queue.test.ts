import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../refusal.ts';
import { type CommitQueue, createCommitQueue } from './commit-queue.ts';

describe('the commit queue', () => {
  let directory: string;
  let sql: DatabaseSync;
  let other: DatabaseSync;
  let queue: CommitQueue;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'perezvon-commit-'));
    const path = join(directory, 'queue.sqlite');
    sql = new DatabaseSync(path);
    sql.exec('PRAGMA journal_mode = WAL; CREATE TABLE note (n INTEGER PRIMARY KEY) STRICT');
    other = new DatabaseSync(path);
    queue = createCommitQueue(sql);
  });
  afterEach(() => {
    for (const database of [sql, other]) if (database.isOpen) database.close();
    rmSync(directory, { recursive: true, force: true });
  });

  const add = (n: number) => () => Number(sql.prepare('INSERT INTO note VALUES (?)').run(n).lastInsertRowid);
  /** What a process sees that comes after a crash of this one. */
  const committed = () =>
    other
      .prepare('SELECT n FROM note ORDER BY n')
      .all()
      .map(({ n }) => n);

  it('resolves when the write can be read by another connection, and not before', async () => {
    const written = queue.commit(add(1));
    expect(committed()).toEqual([]);
    expect(await written).toBe(1);
    expect(committed()).toEqual([1]);
  });

  it('lets writes of one turn share a commit', async () => {
    let transactions = 0;
    const exec = sql.exec.bind(sql);
    sql.exec = (text) => {
      if (text === 'COMMIT') transactions += 1;
      exec(text);
    };
    await Promise.all(Array.from({ length: 100 }, (_, n) => queue.commit(add(n))));
    expect(committed()).toHaveLength(100);
    expect(transactions).toBe(1);
  });

  it('fails a refused write alone', async () => {
    const refused = queue.commit(() => {
      throw new Refusal(507, 'no room');
    });
    const results = await Promise.allSettled([queue.commit(add(1)), refused, queue.commit(add(2))]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(committed()).toEqual([1, 2]);
  });

  it('fails every write of a transaction that the database did not take, and stores none of them', async () => {
    const results = await Promise.allSettled([queue.commit(add(1)), queue.commit(add(1)), queue.commit(add(2))]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(committed()).toEqual([]);
    await queue.commit(add(3));
    expect(committed()).toEqual([3]);
  });

  it('fails writes after the database was closed instead of leaving them waiting', async () => {
    sql.close();
    await expect(queue.commit(add(1))).rejects.toThrow(/not open/);
  });
});
