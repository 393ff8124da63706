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
export function readCertificates(signal: AbortSignal): Promise<ReadCertificates> {
  const thread = new Worker(work, { eval: true });
  thread.unref();
  signal.addEventListener('abort', () => void thread.terminate(), { once: true });
  return new Promise((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', () => reject(new Error('the thread has ended')));
  });
}

/** How long the first https request waits for the system's. Milliseconds. */
const patienceMs = 10_000;

/**
 * What every https connection is checked against: networks that inspect TLS install their authority in the system and nowhere
 * else. Where reading that takes too long, or fails, Node's own authorities are what every other program of Node has, and the
 * log says so. Never rejects.
 */
export async function trustCertificates(options: {
  logger: Pick<Logger, 'warn'>;
  read?: (signal: AbortSignal) => Promise<ReadCertificates>;
  patience?: number;
}): Promise<readonly string[]> {
  const { logger, read = readCertificates, patience = patienceMs } = options;
  const ended = new AbortController();
  let late: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    late = setTimeout(() => reject(new Error(`not read within ${patience} ms`)), patience);
  });
  try {
    return (await Promise.race([read(ended.signal), tooLate])).certificates;
  } catch (error) {
    logger.warn('http.system-certificates-unread', { error });
    return getCACertificates('bundled');
  } finally {
    clearTimeout(late);
    ended.abort();
  }
}

let trusted: Promise<readonly string[]> | undefined;

/** Once for the whole process; a host begins with it at its start, and the first https request waits for it. */
export function trustedCertificates(logger: Pick<Logger, 'warn'>): Promise<readonly string[]> {
  trusted ??= trustCertificates({ logger });
  return trusted;
}
