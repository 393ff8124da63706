import { Worker } from 'node:worker_threads';
import type { SelfCheckWords } from '../../../shared/words/self-check.ts';
import { detailOf, type Finding, failed, ok } from './check.ts';

/** CommonJS in a string, so that every bundle has it without a file of its own. */
const work = `
const { getCACertificates } = require('node:tls');
const startedAt = performance.now();
const certificates = getCACertificates('system').length;
require('node:worker_threads').parentPort.postMessage({
  certificates, readMilliseconds: Math.round(performance.now() - startedAt),
});
`;

export interface ReadCertificates {
  certificates: number;
  readMilliseconds: number;
}

/**
 * Reads the system's certificate authorities on a thread of its own: where there are many, or something filters the network,
 * it takes minutes and lets nothing else run meanwhile (nodejs/node#63313).
 */
export function readSystemCertificates(signal: AbortSignal): Promise<ReadCertificates> {
  const thread = new Worker(work, { eval: true });
  signal.addEventListener('abort', () => void thread.terminate(), { once: true });
  return new Promise((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', () => reject(new Error('the thread has ended')));
  });
}

/** None is no failure: Node brings authorities of its own, and only a network that inspects TLS needs the system's. */
export async function checkCertificates(
  read: () => Promise<ReadCertificates>,
  words: SelfCheckWords,
): Promise<Finding> {
  try {
    return ok({ ...(await read()) });
  } catch (error) {
    return failed(words.certificatesUnread(detailOf(error)));
  }
}
