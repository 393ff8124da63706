import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Clock, Logger } from '../ports.ts';
import { migrations } from './migrations/migrations.ts';

export interface Database {
  readonly sql: DatabaseSync;
  /** Runs all of `work` or none of it. Inside another transaction it joins that one. */
  transaction<T>(work: () => T): T;
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
  mkdirSync(directory, { recursive: true });
  const path = join(directory, fileName);
  let setAside: SetAside | undefined;
  let sql: DatabaseSync;
  try {
    sql = openChecked(path);
  } catch (error) {
    if (!isDamage(error)) throw error;
    setAside = { path: putAside(path, clock.now()), detail: error.message };
    logger.error('database-set-aside', { detail: error.message });
    sql = openChecked(path);
  }
  return createDatabase(sql, setAside);
}

function createDatabase(sql: DatabaseSync, setAside: SetAside | undefined): Database {
  return {
    sql,
    setAside,
    transaction(work) {
      if (sql.isTransaction) return work();
      sql.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        sql.exec('COMMIT');
        return result;
      } catch (error) {
        if (sql.isTransaction) sql.exec('ROLLBACK');
        throw error;
      }
    },
    close() {
      if (sql.isOpen) sql.close();
    },
  };
}

function openChecked(path: string): DatabaseSync {
  const sql = new DatabaseSync(path, { timeout: 5000 });
  try {
    sql.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;',
    );
    if (existsSync(path) && statSync(path).size <= largestCheckedBytes) check(sql);
    migrate(sql, path);
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

function migrate(sql: DatabaseSync, path: string): void {
  const found = Number(sql.prepare('PRAGMA user_version').get()?.user_version ?? 0);
  if (found > migrations.length) throw new DatabaseTooNewError(path, found, migrations.length);
  for (const [index, migration] of migrations.entries()) {
    if (index < found) continue;
    sql.exec('BEGIN IMMEDIATE');
    try {
      sql.exec(migration);
      sql.exec(`PRAGMA user_version = ${index + 1}`);
      sql.exec('COMMIT');
    } catch (error) {
      if (sql.isTransaction) sql.exec('ROLLBACK');
      throw error;
    }
  }
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
