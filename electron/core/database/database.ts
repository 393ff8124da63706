import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { hasRoom } from '../full-disk.ts';
import { ownFile } from '../instance/owner-only.ts';
import type { Clock, Logger } from '../ports.ts';
import { type Checkpoint, checkpointBeside } from './checkpoint.ts';
import { type Migration, migrations } from './migrations/migrations.ts';
import { createUnreadableValues, type UnreadableValues } from './stored-values.ts';
import { RoundingDatabase } from './whole-numbers.ts';

export interface Database {
  readonly sql: DatabaseSync;
  /** Told by whoever reads rows. */
  readonly unreadable: UnreadableValues;
  /** Runs all of `work` or none of it. Inside another transaction it joins that one. */
  transaction<T>(work: () => T): T;
  /**
   * The same for much that can be read again: it outlives a crash of the program, and not always the loss of power. Nothing
   * waits for the disk; that is left to `settle`, which is to be awaited after each. A `whole` one leaves nothing else to it, so
   * that `checkpoint` is enough, which leaves to an import under way what that left.
   */
  lazyTransaction<T>(work: () => T, whole?: 'whole'): T;
  /** Inside of one that may leave work to `settle`. */
  mayLeaveWork(): boolean;
  /** Told after a transaction was taken back: what is remembered of its rows is wrong. */
  onRollback(listener: () => void): void;
  /**
   * Moves what lazy transactions wrote to its place when it has become much, or else once they are over, beside the thread that
   * this one runs on: until then no other transaction does it with its own commit, for which somebody waits.
   */
  checkpoint(what?: 'over'): Promise<void>;
  /** The same, once all work is done that lazy transactions left. */
  settle(what?: 'over'): Promise<void>;
  /** Does that work, beside everything else. */
  onSettle(listener: (what?: 'over') => Promise<void>): void;
  /** After much was removed on the user's wish: nothing of it stays in the file, the log or the search. */
  compact(): void;
  /** Set when a damaged file was found at start and put aside. */
  readonly setAside: SetAside | undefined;
  close(): void;
}

export interface SetAside {
  path: string;
  detail: string;
}

/** The file was written by a newer version of the program. Nothing was touched. */
export class DatabaseTooNewError extends Error {
  override readonly name = 'DatabaseTooNewError';
  constructor(path: string, found: number, known: number) {
    super(
      `The data in ${path} was written by a newer version of Perezvon (format ${found}; this one knows up to ${known}). ` +
        'Install that version or a later one, or start with another folder: --data-dir DIR. Nothing was changed.',
    );
  }
}

export interface DatabaseOptions {
  directory: string;
  clock: Clock;
  logger: Logger;
}

const fileName = 'perezvon.sqlite';

/** Above this a whole check would delay every start by seconds; SQLite still reports damage where it reads it. */
const largestCheckedBytes = 64 * 1024 * 1024;

/**
 * Opens the one database of a data directory and brings it to the newest format. A damaged file is renamed, never deleted,
 * and a new one begun. Throws DatabaseTooNewError.
 */
export function openDatabase({ directory, clock, logger }: DatabaseOptions): Database {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, fileName);
  let setAside: SetAside | undefined;
  let sql: DatabaseSync;
  try {
    sql = openWithOrWithoutRoom(path);
  } catch (error) {
    if (!isDamage(error)) throw error;
    setAside = { path: putAside(path, clock.now()), detail: error.message };
    logger.error('database-set-aside', { detail: error.message });
    sql = openChecked(path);
  }
  return createDatabase(sql, path, setAside, logger);
}

/** SQLite's own, of 4 KiB each. */
const usualCheckpointPages = 1000;
const usualLogBytes = usualCheckpointPages * 4096;
/**
 * The log is moved to its place from this size on, and is cut to an eighth of it then: SQLite itself never makes it shorter.
 * A page of an index is written again with almost every transaction of an import, and moved once: four times as long a log as
 * of 8 MiB takes a third of the processor's time off a long import.
 */
const longestLogBytes = 32 * 1024 * 1024;

function createDatabase(sql: DatabaseSync, path: string, setAside: SetAside | undefined, logger: Logger): Database {
  const rollbackListeners: (() => void)[] = [];
  const settleListeners: ((what?: 'over') => Promise<void>)[] = [];
  let mayLeaveWork = false;
  /** `settle` is yet to be told that lazy transactions are over. */
  let isImporting = false;
  let moving: Checkpoint | undefined;

  function transaction<T>(work: () => T): T {
    if (sql.isTransaction) return work();
    sql.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      sql.exec('COMMIT');
      return result;
    } catch (error) {
      if (sql.isTransaction) sql.exec('ROLLBACK');
      for (const listener of rollbackListeners) listener();
      throw error;
    }
  }

  async function moveLog(what?: 'over'): Promise<void> {
    const { size } = statSync(`${path}-wal`, { throwIfNoEntry: false }) ?? { size: 0 };
    try {
      if (size >= (what === 'over' ? usualLogBytes : longestLogBytes)) moving ??= checkpointBeside(path);
      // Most of it is moved while more is written; what that adds is moved while nothing is.
      if (moving !== undefined && (what === 'over' || moving.isNearlyDone() || size >= 1.5 * longestLogBytes)) {
        const { finish } = moving;
        moving = undefined;
        await finish();
      }
    } catch (error) {
      logger.warn('checkpoint-failed', { error });
    }
    if (what === 'over' && sql.isOpen) sql.exec(`PRAGMA wal_autocheckpoint = ${usualCheckpointPages}`);
  }

  return {
    sql,
    unreadable: createUnreadableValues(logger),
    setAside,
    transaction,
    onRollback: (listener) => void rollbackListeners.push(listener),
    lazyTransaction(work, whole) {
      if (sql.isTransaction) return work();
      sql.exec('PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 0');
      mayLeaveWork = whole === undefined;
      isImporting ||= mayLeaveWork;
      try {
        return transaction(work);
      } finally {
        mayLeaveWork = false;
        sql.exec('PRAGMA synchronous = FULL');
      }
    },
    mayLeaveWork: () => mayLeaveWork,
    onSettle: (listener) => void settleListeners.push(listener),
    async checkpoint(what) {
      if (!isImporting) await moveLog(what);
    },
    async settle(what) {
      if (what === 'over') isImporting = false;
      for (const listener of settleListeners) await listener(what);
      await moveLog(what);
    },
    compact() {
      for (const name of ['caller_search', 'note_search'])
        sql.exec(`INSERT INTO ${name} (${name}) VALUES ('optimize')`);
      // `secure_delete` leaves what a page held before its rows moved to another. All that is left is written anew: 50,000 calls
      // take a fifth of a second.
      sql.exec('VACUUM');
      sql.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    },
    close() {
      moving?.abandon();
      if (sql.isOpen) sql.close();
    },
  };
}

/**
 * On a full disk there is no room for what several connections share of the log. One that has the file for itself needs none:
 * everything can be read, and what cannot be written says so, until there is room.
 */
function openWithOrWithoutRoom(path: string): DatabaseSync {
  try {
    return openChecked(path);
  } catch (error) {
    if (isDamage(error) || hasRoom(dirname(path))) throw error;
    return openChecked(path, 'EXCLUSIVE');
  }
}

function openChecked(path: string, locking: 'NORMAL' | 'EXCLUSIVE' = 'NORMAL'): DatabaseSync {
  ownFile(path);
  const sql = new RoundingDatabase(path, { timeout: 5000 });
  try {
    sql.exec(`PRAGMA locking_mode = ${locking}`);
    sql.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;');
    sql.exec(`PRAGMA journal_size_limit = ${usualLogBytes}`);
    // In KiB. With SQLite's own 2 MiB a first import of 100,000 calls takes twice as long: the indexes do not fit.
    sql.exec('PRAGMA cache_size = -32768');
    if (existsSync(path) && statSync(path).size <= largestCheckedBytes) check(sql);
    migrate(sql, path, migrations);
    return sql;
  } catch (error) {
    sql.close();
    throw error;
  }
}

class DamagedError extends Error {
  override readonly name = 'DamagedError';
}

function check(sql: DatabaseSync): void {
  const result = sql.prepare('PRAGMA quick_check(1)').get()?.quick_check;
  if (result !== 'ok') throw new DamagedError(String(result).slice(0, 300));
}

/**
 * Exported for its test: brings a database to the newest format, with a copy of what was before. One that holds something is
 * changed step by step; a new one in a single transaction, which is written once instead of once a step.
 */
export function migrate(sql: DatabaseSync, path: string, steps: readonly Migration[]): void {
  const found = Number(sql.prepare('PRAGMA user_version').get()?.user_version ?? 0);
  if (found > steps.length) throw new DatabaseTooNewError(path, found, steps.length);
  if (found > 0 && found < steps.length) backUp(sql, path, found);
  const due = steps.slice(found);
  if (found === 0) takeSteps(sql, found, due);
  else for (const [index, step] of due.entries()) takeSteps(sql, found + index, [step]);
  sql.exec('PRAGMA foreign_keys = ON');
}

/** All of these in one transaction; `found` is the version before the first. */
function takeSteps(sql: DatabaseSync, found: number, steps: readonly Migration[]): void {
  // A table that is made anew must not take what points to it with it; in a new database nothing points anywhere.
  sql.exec(`PRAGMA foreign_keys = ${steps.every((step) => typeof step === 'string') ? 'ON' : 'OFF'}`);
  sql.exec('BEGIN IMMEDIATE');
  try {
    for (const step of steps) {
      if (typeof step === 'string') sql.exec(step);
      else step(sql);
    }
    sql.exec(`PRAGMA user_version = ${found + steps.length}`);
    sql.exec('COMMIT');
  } catch (error) {
    if (sql.isTransaction) sql.exec('ROLLBACK');
    throw error;
  }
}

const keptBackups = 2;

/** A whole copy of the database as an older version of the program can open it; the newest few are kept. */
function backUp(sql: DatabaseSync, path: string, version: number): void {
  const prefix = `${basename(path)}.before-`;
  const target = join(dirname(path), `${prefix}${version + 1}`);
  rmSync(target, { force: true });
  ownFile(target);
  sql.prepare('VACUUM INTO ?').run(target);
  const versions = readdirSync(dirname(path))
    .filter((name) => name.startsWith(prefix))
    .sort((a, b) => Number(b.slice(prefix.length)) - Number(a.slice(prefix.length)));
  for (const name of versions.slice(keptBackups)) rmSync(join(dirname(path), name), { force: true });
}

/** SQLITE_CORRUPT and SQLITE_NOTADB: the file itself is bad. A full disk or a lock is not damage. */
function isDamage(error: unknown): error is Error {
  if (error instanceof DamagedError) return true;
  if (!(error instanceof Error)) return false;
  const code = (error as { errcode?: number }).errcode;
  return code !== undefined && ((code & 0xff) === 11 || (code & 0xff) === 26);
}

/** Renames the file with its WAL, so that a newer SQLite or a person may still rescue something. */
function putAside(path: string, now: number): string {
  const stamp = new Date(now).toISOString().replace(/[:.]/g, '-');
  const target = `${path}.damaged-${stamp}`;
  for (const suffix of ['-wal', '-shm', '']) {
    if (existsSync(path + suffix)) renameSync(path + suffix, target + suffix);
  }
  return target;
}
