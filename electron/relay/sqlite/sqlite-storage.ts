import type { DatabaseSync } from 'node:sqlite';
import type { RelayLimits } from '../limits.ts';
import type { RelayLogger } from '../logger.ts';
import { Refusal } from '../refusal.ts';
import type { OnAppended, RelayStorage } from '../storage.ts';
import { type CommitQueue, createCommitQueue } from './commit-queue.ts';
import { DamagedFile, isDamage, isFull, openRelayDatabase, setAside } from './database.ts';
import { createStore, type Store } from './store.ts';

interface SqliteStorageOptions {
  /** Absolute; made if it is not there. */
  directory: string;
  limits: RelayLimits;
  logger: RelayLogger;
  now: () => number;
  onAppended: OnAppended;
}

interface OpenFile {
  sql: DatabaseSync;
  store: Store;
  queue: CommitQueue;
}

/** More damaged rows than this in what one reader asks for, and the file as a whole is not to be trusted. */
const mostDamagedRows = 8;

/**
 * One SQLite file. Throws an Error that says what to do where it cannot be used. A damaged one is put aside whenever it shows, and
 * what was asked of it is asked of the new one.
 */
export function createSqliteStorage(options: SqliteStorageOptions): RelayStorage {
  const { directory, limits, logger, now, onAppended } = options;
  let closed = false;

  function openFile(): OpenFile {
    const { sql, hasLostEvents } = openRelayDatabase(directory, limits.databaseBytes);
    if (hasLostEvents) logger.warn('relay-log-damaged');
    try {
      return { sql, store: createStore(sql, limits, now), queue: createCommitQueue(sql) };
    } catch (error) {
      sql.close();
      throw error;
    }
  }

  function openWhole(): OpenFile {
    try {
      return openFile();
    } catch (error) {
      if (!isDamage(error)) throw error;
      return openAnew(error);
    }
  }

  function openAnew(error: unknown): OpenFile {
    setAside(directory);
    logger.warn('relay-database-set-aside', { error });
    return openFile();
  }

  /** Undefined when a damaged file could not be replaced: the next request tries again. */
  let file: OpenFile | undefined = openWhole();

  async function withFile<T>(run: (open: OpenFile) => Promise<T>): Promise<T> {
    if (closed) throw new Refusal(503, 'This relay is closing.', { retryAfter: 5 });
    file ??= openWhole();
    const used = file;
    try {
      return await run(used);
    } catch (error) {
      // Another request may have found it out first; what waited in the queue was not written.
      const isReplaced = file !== used;
      if (isFull(error)) throw new Refusal(507, 'This relay has no room left. Nothing was stored.', { retryAfter: 60 });
      if (error instanceof Refusal || !(isReplaced || isDamage(error))) throw error;
      if (!isReplaced) {
        file = undefined;
        used.sql.close();
        file = openAnew(error);
      }
      file ??= openWhole();
      return await run(file);
    }
  }

  async function append({ store, queue }: OpenFile, channel: string, body: string): Promise<boolean> {
    try {
      return await queue.commit(() => store.append(channel, body));
    } catch (error) {
      if (!isFull(error)) throw error;
      // The file, or the disk: where it is the disk, this fails as well.
      await queue.commit(() => store.makeRoom());
      return await queue.commit(() => store.append(channel, body));
    }
  }

  return {
    async append(channel, body) {
      if (await withFile((open) => append(open, channel, body))) onAppended(channel);
    },
    read(channel, after, limit) {
      return withFile(async ({ store, queue }) => {
        if (store.isStale(channel)) await queue.commit(() => store.open(channel));
        for (let damaged = 0; damaged <= mostDamagedRows; damaged += 1) {
          const found = store.read(channel, after, limit);
          if (!('damagedUpTo' in found)) return found;
          logger.warn('relay-event-damaged');
          await queue.commit(() => store.forget(channel, found.damagedUpTo));
        }
        throw new DamagedFile('Too many rows are not what was written.');
      });
    },
    async sweep() {
      const step = () => withFile(({ store, queue }) => queue.commit(() => store.sweep()));
      while (!closed && (await step()));
    },
    check: () => withFile(async ({ store }) => void store.isStale('')),
    async close() {
      closed = true;
      file?.queue.flush();
      file?.sql.close();
      file = undefined;
    },
  };
}
