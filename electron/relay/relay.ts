import { resolve } from 'node:path';
import { shortestRelayToken } from '../../shared/domain/relay-wire.ts';
import { createCommitQueue } from './commit-queue.ts';
import { openRelayDatabase } from './database.ts';
import { createAdmission } from './keys.ts';
import { defaultLimits, type RelayLimits } from './limits.ts';
import type { RelayLogger } from './logger.ts';
import { createRelayServer } from './server.ts';
import { createStore } from './store.ts';
import { createWaitingReaders } from './waiting-readers.ts';

export interface RelayOptions {
  /** Made if it is not there. One relay at a time. */
  dataDirectory: string;
  /** `127.0.0.1` unless a public address, a tunnel or a reverse proxy with TLS needs another. */
  address: string;
  /** 0 means any free port. */
  port: number;
  /** Makes the relay private: readers send it, hook URLs carry a pass made from it. */
  token?: string;
  logger: RelayLogger;
  /** Epoch ms. */
  now?: () => number;
  limits?: Partial<RelayLimits>;
}

export interface Relay {
  /** Without a slash at the end. */
  url: string;
  /** Waiting readers are answered, posts under way are committed. */
  close(): Promise<void>;
}

/** Opens the database and listens. Rejects with an Error whose message says what to do. */
export async function createRelay(options: RelayOptions): Promise<Relay> {
  const { address, port, token, logger, now = Date.now } = options;
  if (token !== undefined && token.length < shortestRelayToken) {
    throw new Error(`The relay's token must have at least ${shortestRelayToken} characters.`);
  }
  const limits = { ...defaultLimits, ...options.limits };
  const { sql, damaged } = openRelayDatabase(resolve(options.dataDirectory), limits.databaseBytes);
  if (damaged) logger.warn('relay-database-set-aside');

  const queue = createCommitQueue(sql);
  const store = createStore(sql, limits, now);
  const readers = createWaitingReaders(limits);
  const server = createRelayServer({ admission: createAdmission(token), store, queue, readers, limits, logger, now });
  let url: string;
  try {
    url = await server.listen(address, port);
  } catch (error) {
    sql.close();
    throw error;
  }

  let closed = false;
  /** One small transaction after another, so that posts come in between. */
  async function sweep(): Promise<void> {
    try {
      while (!closed && (await queue.commit(() => store.sweep())));
    } catch (error) {
      logger.error('relay-sweep-failed', { error });
    }
  }
  const sweeping = setInterval(sweep, limits.sweepEveryMs);
  sweeping.unref();

  return {
    url,
    async close() {
      if (closed) return;
      closed = true;
      clearInterval(sweeping);
      await server.close();
      queue.flush();
      sql.close();
    },
  };
}
