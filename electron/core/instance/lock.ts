import { DatabaseSync } from 'node:sqlite';
import { ownFile } from './owner-only.ts';

/**
 * The right to be the only process of a data directory. The operating system holds it (SQLite's file lock), so it ends
 * with the process however that ends: there is no pid to compare and nothing stale to clean up after `kill -9`.
 */
export interface Lock {
  release(): void;
}

const sqliteBusy = 5;

/** `undefined`: another process, or another holder in this one, has it. Throws when the file cannot be used at all. */
export function tryLock(path: string): Lock | undefined {
  ownFile(path);
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    // Never committed: an open exclusive transaction is the lock, and the file stays empty.
    // And for what a journal needs, a full disk has no room.
    database.exec('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode === sqliteBusy) return undefined;
    throw error;
  }
  return {
    release() {
      if (database.isOpen) database.close();
    },
  };
}
