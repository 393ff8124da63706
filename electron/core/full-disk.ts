import { statfsSync } from 'node:fs';

/** With less room the database cannot be opened as usual. Bytes. */
const leastRoom = 1024 * 1024;

/** The disk itself is asked: SQLite calls this "disk I/O error", and "unable to open database file". */
export function hasRoom(directory: string): boolean {
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize >= leastRoom;
}

/** ENOSPC, EDQUOT and EFBIG (a limit on this user's files) of files, SQLITE_FULL of the database. */
export function isFullDisk(error: unknown): boolean {
  const { code, errcode } = (error ?? {}) as { code?: unknown; errcode?: unknown };
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG' || errcode === 13;
}
