import { Worker } from 'node:worker_threads';

/** CommonJS in a string, so that every bundle has it without a file of its own. */
const work = `
const { workerData } = require('node:worker_threads');
const { DatabaseSync } = require('node:sqlite');
const sql = new DatabaseSync(workerData);
try {
  sql.exec('PRAGMA wal_checkpoint(PASSIVE)');
} finally {
  sql.close();
}
`;

/**
 * Moves what stands in the write-ahead log to its place in the database file, on a thread of its own: it waits for the disk
 * twice, and the one that rings must not. Who writes meanwhile is not held up. Rejects when it could not be done; then
 * SQLite does it itself, with some later commit.
 */
export function checkpointBeside(path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(work, { eval: true, workerData: path });
    thread.once('error', reject);
    thread.once('exit', () => resolve());
  });
}
