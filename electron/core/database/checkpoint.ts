import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** CommonJS in a string, so that every bundle has it without a file of its own. */
const work = `
const { parentPort, workerData } = require('node:worker_threads');
const { DatabaseSync } = require('node:sqlite');
const sql = new DatabaseSync(workerData);
const move = () => sql.exec('PRAGMA wal_checkpoint(PASSIVE)');
move();
parentPort.once('message', () => {
  try {
    move();
  } finally {
    sql.close();
  }
});
parentPort.postMessage('most');
`;

export interface Checkpoint {
  /** What is left was written since it began, and takes a moment. */
  isNearlyDone(): boolean;
  /**
   * Moves the rest; nothing may be written meanwhile, or the log goes on to grow. Rejects when it could not be done; then SQLite
   * does it itself, with some later commit.
   */
  finish(): Promise<void>;
  abandon(): void;
}

/**
 * Moves what stands in the write-ahead log to its place in the database file, on a thread of its own: it waits for the disk
 * twice, and the one that rings must not. Who writes meanwhile is not held up, and goes on filling the log.
 */
export function checkpointBeside(path: string): Checkpoint {
  const thread = new Worker(work, { eval: true, workerData: path });
  let isNearlyDone = false;
  thread.once('message', () => {
    isNearlyDone = true;
  });
  const exit = once(thread, 'exit');
  // Told by `finish`.
  exit.catch(() => {});
  return {
    isNearlyDone: () => isNearlyDone,
    async finish() {
      thread.postMessage('rest');
      await exit;
    },
    abandon: () => void thread.terminate(),
  };
}
