import { resolve } from 'node:path';
import { shortestRelayToken } from '../../shared/domain/relay-wire.ts';
import { createAdmission } from './keys.ts';
import { defaultLimits, embeddedLimits, type RelayLimits } from './limits.ts';
import type { RelayLogger } from './logger.ts';
import { createRelayServer } from './server.ts';
import { createSqliteStorage } from './sqlite/sqlite-storage.ts';
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
  const readers = createWaitingReaders(limits);
  const directory = resolve(options.dataDirectory);
  const storage = createSqliteStorage({ directory, limits, logger, now, onAppended: readers.wake });
  const server = createRelayServer({ admission: createAdmission(token), storage, readers, limits, logger, now });
  let url: string;
  try {
    url = await server.listen(address, port);
  } catch (error) {
    await storage.close();
    throw error;
  }

  let closed = false;
  const sweep = () => storage.sweep().catch((error) => logger.error('relay-sweep-failed', { error }));
  const sweeping = setInterval(sweep, limits.sweepEveryMs);
  sweeping.unref();

  return {
    url,
    async close() {
      if (closed) return;
      closed = true;
      clearInterval(sweeping);
      await server.close();
      await storage.close();
    },
  };
}

/** A relay inside the program, for the accounts of one user. */
export function createEmbeddedRelay(options: Omit<RelayOptions, 'limits'>): Promise<Relay> {
  return createRelay({ ...options, limits: embeddedLimits });
}
