import { getCACertificates } from 'node:tls';
import { Worker } from 'node:worker_threads';
import type { CertificateState } from '../../../shared/contract/host.ts';
import type { Logger } from '../ports.ts';
import { leaveBehind } from '../system/leave-at-once.ts';
import type { Trust } from './trust.ts';

/** CommonJS in a string, so that every bundle has it without a file of its own. */
const work = `
const { getCACertificates } = require('node:tls');
const startedAt = performance.now();
const system = getCACertificates('system');
require('node:worker_threads').parentPort.postMessage({
  certificates: [...new Set([...getCACertificates('default'), ...system])],
  ofSystem: system.length,
  readMilliseconds: Math.round(performance.now() - startedAt),
});
`;

export interface ReadCertificates {
  /** Node's own certificate authorities and those of the operating system, PEM. */
  certificates: string[];
  ofSystem: number;
  readMilliseconds: number;
}

/**
 * Reads the certificate authorities on a thread of its own: where the system has many, or something filters the network, its own
 * take minutes and let nothing else run meanwhile (nodejs/node#63313, on macOS). Nothing ends that thread before the system has
 * answered it, and a process waits for its threads, but for one that ends by `leaveAtOnce`.
 */
export function readCertificates(signal?: AbortSignal): Promise<ReadCertificates> {
  const thread = new Worker(work, { eval: true });
  thread.unref();
  leaveBehind(thread);
  signal?.addEventListener('abort', () => void thread.terminate(), { once: true });
  return new Promise((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', () => reject(new Error('the thread has ended')));
  });
}

/** How long the first https request waits for the system's. Milliseconds. */
const patienceMs = 10_000;

/**
 * Networks that inspect TLS install their authority in the system and nowhere else. Where reading the system's takes too long, or
 * fails, what every other program of Node trusts has to do, and the user is told; what is read late counts from then on.
 */
export function createTrust(options: {
  logger: Pick<Logger, 'info' | 'warn'>;
  read?: () => Promise<ReadCertificates>;
  patience?: number;
}): Trust {
  const { logger, read = readCertificates, patience = patienceMs } = options;
  const own = getCACertificates('default');
  const listeners = new Set<() => void>();
  let known: readonly string[] = own;
  let state: CertificateState = 'known';
  function turn(next: CertificateState): void {
    if (state === next) return;
    state = next;
    for (const listener of listeners) listener();
  }

  const waited = new Promise<void>((resolve) => {
    const late = setTimeout(() => {
      logger.warn('http.system-certificates-late', { waitedMilliseconds: patience });
      turn('late');
      resolve();
    }, patience);
    read()
      .then(({ certificates, readMilliseconds }) => {
        known = certificates;
        if (state === 'late') logger.info('http.system-certificates-read', { readMilliseconds });
        turn('known');
      })
      .catch((error) => {
        logger.warn('http.system-certificates-unread', { error });
        turn('unread');
      })
      .finally(() => {
        clearTimeout(late);
        resolve();
      });
  });
  return {
    async certificates() {
      await waited;
      return known;
    },
    state: () => state,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

let trust: Trust | undefined;

/** One for the whole process; a host begins with it at its start, and the first https request waits for it. */
export function systemTrust(logger: Pick<Logger, 'info' | 'warn'>): Trust {
  trust ??= createTrust({ logger });
  return trust;
}
