import { getCACertificates } from 'node:tls';
import { Worker } from 'node:worker_threads';
import type { Logger } from '../ports.ts';

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
 * take minutes and let nothing else run meanwhile (nodejs/node#63313, on macOS).
 */
export function readCertificates(signal?: AbortSignal): Promise<ReadCertificates> {
  const thread = new Worker(work, { eval: true });
  thread.unref();
  signal?.addEventListener('abort', () => void thread.terminate(), { once: true });
  return new Promise((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', () => reject(new Error('the thread has ended')));
  });
}

/** What https connections are checked against, PEM: another list once more is known. Never rejects. */
export type Certificates = () => readonly string[] | Promise<readonly string[]>;

/** How long the first https request waits for the system's. Milliseconds. */
const patienceMs = 10_000;

/**
 * Networks that inspect TLS install their authority in the system and nowhere else. Where reading the system's takes too long, or
 * fails, what every other program of Node trusts has to do, and the log says so; what is read late counts from then on.
 */
export function createTrust(options: {
  logger: Pick<Logger, 'info' | 'warn'>;
  read?: () => Promise<ReadCertificates>;
  patience?: number;
}): Certificates {
  const { logger, read = readCertificates, patience = patienceMs } = options;
  const own = getCACertificates('default');
  let known: readonly string[] = own;
  let isLate = false;
  const waited = new Promise<void>((resolve) => {
    const late = setTimeout(() => {
      isLate = true;
      logger.warn('http.system-certificates-late', { waitedMilliseconds: patience });
      resolve();
    }, patience);
    read()
      .then(({ certificates, readMilliseconds }) => {
        known = certificates;
        if (isLate) logger.info('http.system-certificates-read', { readMilliseconds });
      })
      .catch((error) => logger.warn('http.system-certificates-unread', { error }))
      .finally(() => {
        clearTimeout(late);
        resolve();
      });
  });
  return async () => {
    await waited;
    return known;
  };
}

let trust: Certificates | undefined;

/** One for the whole process; a host begins with it at its start, and the first https request waits for it. */
export function systemTrust(logger: Pick<Logger, 'info' | 'warn'>): Certificates {
  trust ??= createTrust({ logger });
  return trust;
}
