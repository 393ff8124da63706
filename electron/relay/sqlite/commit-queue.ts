import type { DatabaseSync } from 'node:sqlite';
import { Refusal } from '../refusal.ts';

/**
 * Writes that arrive in one turn of the event loop share one transaction, because a commit that survives a power cut costs
 * one sync of the disk however much is in it. A promise resolves after the commit and never before.
 */
export interface CommitQueue {
  /** Rejects with what `write` threw if it is a Refusal, else with why the transaction failed; then nothing was stored. */
  commit<T>(write: () => T): Promise<T>;
  /** Commits what waits. */
  flush(): void;
}

interface Waiting {
  /** Runs the write and answers what to do once it is committed. A Refusal is such an outcome and fails no neighbour. */
  run(): () => void;
  fail(error: unknown): void;
}

export function createCommitQueue(sql: DatabaseSync): CommitQueue {
  let waiting: Waiting[] = [];

  function flush(): void {
    const batch = waiting;
    waiting = [];
    if (batch.length === 0) return;
    let settle: (() => void)[];
    try {
      sql.exec('BEGIN IMMEDIATE');
      settle = batch.map((write) => write.run());
      sql.exec('COMMIT');
    } catch (error) {
      if (sql.isOpen && sql.isTransaction) sql.exec('ROLLBACK');
      for (const write of batch) write.fail(error);
      return;
    }
    for (const done of settle) done();
  }

  return {
    commit(write) {
      return new Promise((resolve, reject) => {
        if (waiting.length === 0) setImmediate(flush);
        waiting.push({
          run() {
            try {
              const result = write();
              return () => resolve(result);
            } catch (error) {
              if (error instanceof Refusal) return () => reject(error);
              throw error;
            }
          },
          fail: reject,
        });
      });
    },
    flush,
  };
}
