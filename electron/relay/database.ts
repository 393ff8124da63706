import { closeSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const fileName = 'relay.sqlite';
const pageBytes = 4096;
const format = 1;

const sqliteBusy = 5;
const sqliteCorrupt = 11;
const sqliteFull = 13;
const sqliteNotADatabase = 26;

/**
 * `channel.name` is a hash: see `keys.ts`. A channel's events are dense: they are added at the end and leave from the
 * front, so `last` and the oldest row tell all there is. `event.id` orders the events of all channels by arrival.
 */
const schema = `
  CREATE TABLE channel (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    epoch TEXT NOT NULL,
    last INTEGER NOT NULL DEFAULT 0,
    bytes INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    used_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX channel_by_creation ON channel (created_at);
  CREATE INDEX channel_by_use ON channel (used_at);

  CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    channel INTEGER NOT NULL REFERENCES channel (id),
    seq INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    digest BLOB NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX event_by_seq ON event (channel, seq);
  CREATE INDEX event_by_digest ON event (channel, digest);

  CREATE TRIGGER event_added AFTER INSERT ON event BEGIN
    UPDATE channel SET last = new.seq, used_at = new.received_at, bytes = bytes + octet_length(new.body)
      WHERE id = new.channel;
  END;
  CREATE TRIGGER event_dropped AFTER DELETE ON event BEGIN
    UPDATE channel SET bytes = bytes - octet_length(old.body) WHERE id = old.channel;
  END;
  PRAGMA user_version = ${format};
`;

/**
 * Opens the relay's one file. A damaged one is put aside and a new one begun: every reader then hears of a gap and
 * reconciles, which is better than a relay that does not start. `damaged` says that this happened.
 */
export function openRelayDatabase(directory: string, mostBytes: number): { sql: DatabaseSync; damaged: boolean } {
  const path = join(directory, fileName);
  prepareFile(directory, path);
  try {
    return { sql: open(path, mostBytes), damaged: false };
  } catch (error) {
    if (!isDamage(error)) throw error;
    putAside(path);
    prepareFile(directory, path);
    return { sql: open(path, mostBytes), damaged: true };
  }
}

/** Whether a write failed because `mostBytes` are used or the disk is full. */
export function isFull(error: unknown): boolean {
  return primaryCode(error) === sqliteFull;
}

/** Phone numbers are in it: nobody else on this machine reads it. SQLite gives its WAL the same rights. */
function prepareFile(directory: string, path: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    closeSync(openSync(path, 'a', 0o600));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`The relay cannot write to ${directory} (${code}).`, { cause: error });
  }
}

function open(path: string, mostBytes: number): DatabaseSync {
  const sql = new DatabaseSync(path);
  try {
    // The lock keeps a second relay off this file: it would post without waking the readers of this one.
    sql.exec(`
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA page_size = ${pageBytes};
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA foreign_keys = ON;
      PRAGMA journal_size_limit = 67108864;
      PRAGMA max_page_count = ${Math.floor(mostBytes / pageBytes)};
    `);
    const found = Number(sql.prepare('PRAGMA user_version').get()?.user_version);
    if (found > format) throw new Error(`${path} was written by a newer relay.`);
    if (found === 0) sql.exec(`BEGIN IMMEDIATE; ${schema} COMMIT;`);
    return sql;
  } catch (error) {
    sql.close();
    if (primaryCode(error) === sqliteBusy) throw new Error(`Another relay is using ${path}.`, { cause: error });
    throw error;
  }
}

function isDamage(error: unknown): boolean {
  const code = primaryCode(error);
  return code === sqliteCorrupt || code === sqliteNotADatabase;
}

function primaryCode(error: unknown): number | undefined {
  const code = error instanceof Error ? (error as { errcode?: number }).errcode : undefined;
  return code === undefined ? undefined : code & 0xff;
}

/** Keeps the newest damaged file only, so that a bad disk does not fill itself. */
function putAside(path: string): void {
  renameSync(path, `${path}.damaged`);
  for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true });
}
