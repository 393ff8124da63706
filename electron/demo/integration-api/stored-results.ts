import { createHash } from 'node:crypto';
import type { MethodResult } from './method-result.ts';

/** Answers that were given, for getrequestresultbyhash: nothing is carried out a second time. */
export interface StoredResults {
  /** The hash under which this answer can be had again. */
  store(result: Omit<StoredResult, 'requestHash'>): StoredResult;
  find(requestHash: string): StoredResult | undefined;
}

export interface StoredResult {
  requestHash: string;
  callTime: string;
  result: MethodResult;
}

/** How long results are kept is not documented; a month's list is a large thing. */
const keptResults = 50;

export function createStoredResults(makeKey: () => string): StoredResults {
  const kept = new Map<string, StoredResult>();
  return {
    store(answer) {
      const stored = { ...answer, requestHash: hashOf(makeKey()) };
      kept.set(stored.requestHash, stored);
      const oldest = kept.keys().next().value;
      if (kept.size > keptResults && oldest !== undefined) kept.delete(oldest);
      return stored;
    },
    find: (requestHash) => kept.get(requestHash),
  };
}

/** Like the example in the AlloIncognito document: base64 of sixteen bytes, then base64 of 32 hexadecimal digits. */
function hashOf(key: string): string {
  const digest = createHash('md5').update(key).digest();
  const digits = createHash('md5').update(digest).digest('hex').toUpperCase();
  return digest.toString('base64') + Buffer.from(digits).toString('base64');
}
