import { closeSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { digestOf, formerDigestOf, sealOf } from './seals.ts';
import { countCommittedFrames } from './write-ahead-log.ts';

const fileName = 'relay.sqlite';
const pageBytes = 4096;
const format = 3;
/** A check of all pages reads the whole file, about 150 MB in a second; a larger one is found out while it is used. */
const largestCheckedFile = 128 * 1024 * 1024;

const sqliteError = 1;
const sqliteBusy = 5;
const sqliteIoError = 10;
const sqliteCorrupt = 11;
const sqliteFull = 13;
const sqliteConstraint = 19;
const sqliteNotADatabase = 26;
/** An extended code: the file ends before a page that must be there. */
const shortRead = sqliteIoError | (2 << 8);

/** About what an event takes besides its body: row, digest and its places in the indexes. */
export const eventOverhead = 200;

const eventBytes = (row: string) => `octet_length(${row}.body) + ${eventOverhead}`;

const triggers = `
  CREATE TRIGGER event_added AFTER INSERT ON event BEGIN
    UPDATE channel SET last = new.seq, used_at = new.received_at, bytes = bytes + ${eventBytes('new')}
      WHERE id = new.channel;
  END;
  CREATE TRIGGER event_dropped AFTER DELETE ON event BEGIN
    UPDATE channel SET bytes = bytes - (${eventBytes('old')}) WHERE id = old.channel;
  END;
`;

const channelIndexes = `
  CREATE INDEX channel_by_bytes ON channel (bytes);
  CREATE INDEX channel_by_reading ON channel (read_at, used_at);
`;

/**
 * `channel.name` is a hash: see `keys.ts`. A channel's events are dense: they are added at the end and leave from the
 * front, so `last` and the oldest row tell all there is. `event.id` orders the events of all channels by arrival.
 * `read_at` is null until somebody reads the channel. `digest` and `seal` prove the rows that readers are answered from: see `seals.ts`.
 */
const schema = `
  CREATE TABLE channel (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    epoch TEXT NOT NULL,
    last INTEGER NOT NULL DEFAULT 0,
    seal BLOB NOT NULL,
    bytes INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    used_at INTEGER NOT NULL,
    read_at INTEGER
  ) STRICT;
  CREATE INDEX channel_by_creation ON channel (created_at);
  CREATE INDEX channel_by_use ON channel (used_at);
  ${channelIndexes}

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
  ${triggers}
`;

const sealAll = 'UPDATE channel SET seal = seal_of(name, epoch, last);';

const addSeals = `
  ALTER TABLE channel ADD COLUMN seal BLOB NOT NULL DEFAULT x'';
  ${sealAll}
`;

const digestAll =
  'UPDATE event SET digest = digest_of((SELECT name FROM channel WHERE id = event.channel), seq, received_at, body)';

/** From the first format, whose channels did not say whether they were read, and whose digests were of the body only. */
const fromFirst = `
  DROP TRIGGER event_added;
  DROP TRIGGER event_dropped;
  ALTER TABLE channel ADD COLUMN read_at INTEGER;
  UPDATE channel SET read_at = used_at,
    bytes = (SELECT coalesce(sum(${eventBytes('event')}), 0) FROM event WHERE channel = channel.id);
  ${digestAll};
  ${addSeals}
  ${channelIndexes}
  ${triggers}
`;

/** From the second format, whose digests were not of the places and times. A row that was not whole does not become so. */
const fromSecond = `
  ${digestAll}
    WHERE digest = former_digest_of((SELECT name FROM channel WHERE id = event.channel), body);
  ${addSeals}
`;

/** What is in the file is not what a relay wrote. */
export class DamagedFile extends Error {}

/**
 * Opens the relay's one file. Throws what `isDamage` knows for a file that is not whole, else an Error that says what to do. Where
 * only the end of the log is lost, everything else is kept and every reader hears of a gap: `hasLostEvents`.
 */
export function openRelayDatabase(directory: string, mostBytes: number): { sql: DatabaseSync; hasLostEvents: boolean } {
  const path = join(directory, fileName);
  prepareFile(directory, path);
  const committedFrames = countCommittedFrames(`${path}-wal`);
  const sql = new DatabaseSync(path);
  try {
    // The lock keeps a second relay off this file: it would post without waking the readers of this one.
    sql.exec(`
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA page_size = ${pageBytes};
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA foreign_keys = ON;
      PRAGMA cell_size_check = ON;
      PRAGMA journal_size_limit = 67108864;
      PRAGMA max_page_count = ${Math.floor(mostBytes / pageBytes)};
    `);
    const foundFrames = Number(sql.prepare('PRAGMA wal_checkpoint').get()?.log);
    checkPages(sql, path);
    addFunctions(sql);
    upgrade(sql, path);
    const hasLostEvents = foundFrames < committedFrames;
    if (hasLostEvents) sql.exec(`UPDATE channel SET epoch = lower(hex(randomblob(8))); ${sealAll}`);
    return { sql, hasLostEvents };
  } catch (error) {
    sql.close();
    if (primaryCode(error) === sqliteBusy) throw new Error(`Another relay is using ${path}.`, { cause: error });
    throw error;
  }
}

/**
 * Keeps the newest damaged file only, so that a bad disk does not fill itself. Every reader will hear of a gap and reconcile, which
 * is better than a relay that answers no more.
 */
export function setAside(directory: string): void {
  const path = join(directory, fileName);
  renameSync(path, `${path}.damaged`);
  for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true });
}

/** Whether a write failed because the largest size is reached or the disk is full. */
export function isFull(error: unknown): boolean {
  return primaryCode(error) === sqliteFull;
}

/** Whether something failed that fails only if the file is not what was written. */
export function isDamage(error: unknown): boolean {
  if (error instanceof DamagedFile || extendedCode(error) === shortRead) return true;
  // A statement of ours that does not fit the tables.
  if (extendedCode(error) === sqliteError) return true;
  // No number that we store is too large for JavaScript.
  if ((error as NodeJS.ErrnoException | undefined)?.code === 'ERR_OUT_OF_RANGE') return true;
  // Rows that are counted by the rows that are there meet no constraint.
  return [sqliteCorrupt, sqliteConstraint, sqliteNotADatabase].includes(primaryCode(error) ?? 0);
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

function checkPages(sql: DatabaseSync, path: string): void {
  if (statSync(path).size > largestCheckedFile) return;
  const found = sql.prepare('PRAGMA quick_check(1)').get()?.quick_check;
  if (found !== 'ok') throw new DamagedFile(String(found));
}

function upgrade(sql: DatabaseSync, path: string): void {
  const found = Number(sql.prepare('PRAGMA user_version').get()?.user_version);
  if (found > format) throw new Error(`${path} was written by a newer relay.`);
  if (found === format) return;
  sql.exec(`BEGIN IMMEDIATE; ${[schema, fromFirst, fromSecond][found]} PRAGMA user_version = ${format}; COMMIT;`);
}

function addFunctions(sql: DatabaseSync): void {
  sql.function('seal_of', (name, epoch, last) => sealOf(String(name), String(epoch), Number(last)));
  sql.function('former_digest_of', (name, body) => formerDigestOf(String(name), String(body)));
  sql.function('digest_of', (name, seq, receivedAt, body) =>
    digestOf(String(name), { seq: Number(seq), receivedAt: Number(receivedAt), body: String(body) }),
  );
}

function primaryCode(error: unknown): number | undefined {
  const code = extendedCode(error);
  return code === undefined ? undefined : code & 0xff;
}

function extendedCode(error: unknown): number | undefined {
  return error instanceof Error ? (error as { errcode?: number }).errcode : undefined;
}
