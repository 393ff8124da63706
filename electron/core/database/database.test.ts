import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import threads from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../../../test/fakes/manual-clock.ts';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { DatabaseTooNewError, migrate, openDatabase } from './database.ts';
import { soundFormats } from './migrations/0008-sound-formats.ts';
import { migrations } from './migrations/migrations.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'perezvon-open-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const open = () => openDatabase({ directory, clock: createManualClock(), logger: silentLogger });
const path = () => join(directory, 'perezvon.sqlite');

describe('openDatabase', () => {
  it('begins a new one and opens it again with what was written', () => {
    const first = open();
    first.sql.exec("INSERT INTO settings VALUES ('theme', '\"dark\"')");
    first.close();
    const second = open();
    expect(second.setAside).toBeUndefined();
    expect(second.sql.prepare('SELECT value FROM settings').get()?.value).toBe('"dark"');
    expect(second.sql.prepare('PRAGMA user_version').get()?.user_version).toBe(migrations.length);
    expect(second.sql.prepare('PRAGMA journal_mode').get()?.journal_mode).toBe('wal');
    second.close();
  });

  it('refuses a newer one with a text that says what to do, and changes nothing', () => {
    open().close();
    const newer = new DatabaseSync(path());
    newer.exec('PRAGMA user_version = 999; CREATE TABLE from_the_future (x)');
    newer.close();
    expect(open).toThrow(DatabaseTooNewError);
    expect(open).toThrow(/newer version of Perezvon.*--data-dir/);
    const again = new DatabaseSync(path());
    expect(again.prepare("SELECT name FROM sqlite_master WHERE name = 'from_the_future'").get()).toBeDefined();
    again.close();
  });

  it('sets a file that is no database aside, byte for byte, and begins a new one', () => {
    const garbage = Buffer.alloc(8192, 'not a database ');
    writeFileSync(path(), garbage);
    const database = open();
    expect(database.setAside?.path).toContain('.damaged-');
    expect(readFileSync(database.setAside?.path ?? '')).toEqual(garbage);
    expect(database.sql.prepare('SELECT count(*) AS count FROM calls').get()?.count).toBe(0);
    database.close();
  });

  it('sets a database with a damaged page aside', () => {
    const healthy = open();
    for (let i = 0; i < 2000; i += 1)
      healthy.sql.prepare('INSERT INTO settings VALUES (?, ?)').run(`key-${i}`, 'x'.repeat(200));
    healthy.sql.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    healthy.close();
    const bytes = readFileSync(path());
    bytes.fill(0xa5, 4096 * 30, 4096 * 60);
    writeFileSync(path(), bytes);
    const database = open();
    expect(database.setAside).toBeDefined();
    expect(existsSync(database.setAside?.path ?? '')).toBe(true);
    database.close();
    expect(readdirSync(directory).filter((name) => name.includes('damaged')).length).toBeGreaterThan(0);
  });

  it('runs all of a transaction or none, also one that is inside another', () => {
    const database = open();
    expect(() =>
      database.transaction(() => {
        database.sql.exec("INSERT INTO settings VALUES ('a', '1')");
        database.transaction(() => database.sql.exec("INSERT INTO settings VALUES ('b', '2')"));
        throw new Error('after both');
      }),
    ).toThrow('after both');
    expect(database.sql.prepare('SELECT count(*) AS count FROM settings').get()?.count).toBe(0);
    database.close();
  });
});

describe('much that is written lazily', () => {
  it('is there when the program ends without a word, and its log stays short', async () => {
    const database = open();
    const { sql } = database;
    const insert = sql.prepare('INSERT INTO settings VALUES (?, ?)');
    const text = 'x'.repeat(400_000);
    let longest = 0;
    for (let piece = 0; piece < 25; piece += 1) {
      database.lazyTransaction(() => {
        for (let row = 0; row < 10; row += 1) insert.run(`${piece}/${row}`, text);
      });
      longest = Math.max(longest, statSync(`${path()}-wal`).size);
      await database.settle();
    }
    // A hundred megabytes went through it.
    expect(longest).toBeLessThan(56 * 1024 * 1024);
    expect(sql.prepare('PRAGMA synchronous').get()?.synchronous).toBe(2);
    const atOwnCommits = () => sql.prepare('PRAGMA wal_autocheckpoint').get()?.wal_autocheckpoint;
    // Whoever writes in between does not move what was written lazily.
    expect(atOwnCommits()).toBe(0);
    await database.settle('over');
    expect(atOwnCommits()).toBe(1000);
    // A second program sees what one that was killed leaves: both files as they are.
    const copy = mkdtempSync(join(tmpdir(), 'perezvon-copy-'));
    for (const suffix of ['', '-wal']) copyFileSync(path() + suffix, join(copy, `perezvon.sqlite${suffix}`));
    const again = openDatabase({ directory: copy, clock: createManualClock(), logger: silentLogger });
    expect(again.setAside).toBeUndefined();
    expect(again.sql.prepare('SELECT count(*) AS count FROM settings').get()?.count).toBe(250);
    again.close();
    rmSync(copy, { recursive: true });
    expect(() =>
      database.lazyTransaction(() => {
        sql.exec('DELETE FROM settings');
        throw new Error('after all not');
      }),
    ).toThrow('after all not');
    expect(sql.prepare('SELECT count(*) AS count FROM settings').get()?.count).toBe(250);
    database.close();
  });

  it('is written although no thread can be begun that moves it', async () => {
    const database = open();
    const { Worker } = threads;
    threads.Worker = class {
      constructor() {
        throw new Error('none can be begun');
      }
    } as never;
    syncBuiltinESMExports();
    try {
      const insert = () => database.sql.exec(`INSERT INTO settings VALUES ('text', '${'x'.repeat(5_000_000)}')`);
      database.lazyTransaction(insert);
      await database.settle('over');
    } finally {
      threads.Worker = Worker;
      syncBuiltinESMExports();
    }
    expect(database.sql.prepare('SELECT count(*) AS count FROM settings').get()?.count).toBe(1);
    expect(database.sql.prepare('PRAGMA wal_autocheckpoint').get()?.wal_autocheckpoint).toBe(1000);
    database.close();
  });
});

describe('migrate', () => {
  it('keeps a copy of what was before, that the older format still opens, and of old copies only the newest', () => {
    const steps = [
      'CREATE TABLE first (x)',
      'CREATE TABLE second (x)',
      'ALTER TABLE first ADD COLUMN y',
      'DROP TABLE second',
    ];
    for (const count of [1, 2, 3, 4]) {
      const sql = new DatabaseSync(path());
      migrate(sql, path(), steps.slice(0, count));
      sql.exec(`INSERT INTO first (x) VALUES (${count})`);
      sql.close();
    }
    expect(
      readdirSync(directory)
        .filter((name) => name.includes('.before-'))
        .sort(),
    ).toEqual(['perezvon.sqlite.before-3', 'perezvon.sqlite.before-4']);
    const copy = new DatabaseSync(join(directory, 'perezvon.sqlite.before-4'));
    expect(copy.prepare('PRAGMA user_version').get()?.user_version).toBe(3);
    expect(
      copy
        .prepare('SELECT x FROM first')
        .all()
        .map((row) => row.x),
    ).toEqual([1, 2, 3]);
    copy.close();
  });

  it('takes a recording that an older version kept as broken for one that is here', () => {
    const sql = new DatabaseSync(path());
    migrate(sql, path(), migrations.slice(0, migrations.indexOf(soundFormats)));
    sql.exec('PRAGMA foreign_keys = OFF');
    for (const id of [1, 2, 3]) {
      sql.exec(`INSERT INTO calls (id, account_id, direction, state, remote_key, remote_kind, remote_raw, line, started_at, recording_state)
        VALUES (${id}, 'a', 'in', 'ended', '', '', '', '', 0, 'broken')`);
    }
    sql.exec(
      "INSERT INTO recordings (call_id, file, bytes, mime_type, stored_at) VALUES (1, '1.wav', 9, 'audio/wav', 0)",
    );
    sql.exec(
      "INSERT INTO recordings (call_id, file, bytes, mime_type, stored_at, evicted_at) VALUES (2, '2.wav', 9, 'audio/wav', 0, 0)",
    );
    migrate(sql, path(), migrations.slice(0, migrations.indexOf(soundFormats) + 1));
    const states = sql.prepare('SELECT recording_state FROM calls ORDER BY id').all();
    expect(states.map((row) => row.recording_state)).toEqual(['stored', 'broken', 'broken']);
    sql.close();
  });

  it('leaves the format as it was when a step fails', () => {
    const sql = new DatabaseSync(path());
    migrate(sql, path(), ['CREATE TABLE first (x)']);
    expect(() => migrate(sql, path(), ['', 'CREATE TABLE second (x); CREATE TABLE first (x)'])).toThrow(
      /already exists/,
    );
    expect(sql.prepare('PRAGMA user_version').get()?.user_version).toBe(1);
    expect(sql.prepare("SELECT name FROM sqlite_master WHERE name = 'second'").get()).toBeUndefined();
    sql.close();
  });
});

it('keeps nothing of what was removed in its file, also where little was', () => {
  const database = open();
  const { sql } = database;
  sql.exec('CREATE TABLE texts (id INTEGER PRIMARY KEY, text TEXT) STRICT');
  const insert = sql.prepare('INSERT INTO texts VALUES (?, ?)');
  // In no order: where a row moved to another page, SQLite leaves what stood there as it was.
  database.transaction(() => {
    for (let row = 0; row < 5000; row += 1)
      insert.run(
        (row * 7919) % 20011,
        (row % 10 === 0 ? 'a note of the user' : '') + 'x'.repeat(100 + ((row * 37) % 400)),
      );
  });
  sql.exec("DELETE FROM texts WHERE text LIKE 'a note%'");
  database.compact();
  expect(readFileSync(path()).includes('a note of the user')).toBe(false);
  expect(readFileSync(`${path()}-wal`)).toHaveLength(0);
  database.close();
});
