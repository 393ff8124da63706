import { realpath } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { tryLock } from './lock.ts';
import { ownDataDirectory } from './owner-only.ts';
import {
  type HandoverAnswer,
  type HandoverRequest,
  type HandoverServer,
  handOver,
  serveHandover,
} from './second-start.ts';

/**
 * One process per data directory: two would be two pollers, two token refreshers and two writers of one database. The
 * desktop and the web host take the same lock, so they exclude each other as well.
 */
export interface Instance {
  /** The directory, created if it was not there, with links resolved. */
  dataDirectory: string;
  /** From now on second starts are answered; until then they wait. */
  serve(answer: (request: HandoverRequest) => Promise<HandoverAnswer>): Promise<void>;
  /** Last of all: whoever waits for the directory gets it at once. */
  close(): Promise<void>;
}

/** Either this process is the first, or the first has done what was asked and says so. */
export type InstanceClaim = { instance: Instance } | { answer: HandoverAnswer };

/** Another process holds the directory and answers nothing. */
export class InstanceError extends Error {
  override readonly name = 'InstanceError';
}

/**
 * Takes the data directory, or hands `request` over to the process that has it. Waits while that one still starts or
 * already ends; rejects with InstanceError after `patienceMs`.
 */
export async function claimInstance(options: {
  /** Absolute. Created readable by its owner only. */
  dataDirectory: string;
  request: HandoverRequest;
  patienceMs?: number;
}): Promise<InstanceClaim> {
  if (!isAbsolute(options.dataDirectory)) throw new TypeError('the data directory must be an absolute path');
  ownDataDirectory(options.dataDirectory);
  // Two names of one directory are one directory.
  const dataDirectory = await realpath(options.dataDirectory);
  const deadline = Date.now() + (options.patienceMs ?? 15_000);

  for (;;) {
    const lock = tryLock(join(dataDirectory, 'instance.lock'));
    if (lock) return { instance: createInstance(dataDirectory, lock.release) };
    const patience = deadline - Date.now();
    if (patience <= 0) {
      throw new InstanceError(
        `Another Perezvon has ${dataDirectory} open and does not answer. End it, or start with another --data-dir.`,
      );
    }
    try {
      return { answer: await handOver({ dataDirectory, request: options.request, timeoutMs: patience }) };
    } catch {
      // It may be starting (no endpoint yet), ending (the lock is about to be free) or just gone.
      await delay(50);
    }
  }
}

function createInstance(dataDirectory: string, release: () => void): Instance {
  let server: HandoverServer | undefined;
  return {
    dataDirectory,
    async serve(answer) {
      server = await serveHandover({ dataDirectory, answer });
    },
    async close() {
      try {
        await server?.close();
        server = undefined;
      } finally {
        release();
      }
    },
  };
}
