import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import { hookPassOf, type KeyedHash, writeKeyOf } from '../../shared/domain/relay-wire.ts';

const keyedHash: KeyedHash = (key, text) => createHmac('sha256', key).update(text).digest('base64url');

/** The name a channel is stored under, from the key that posts to it. */
export function channelOfWriteKey(writeKey: string): string {
  return keyedHash(writeKey, 'perezvon channel');
}

export function channelOfReadKey(readKey: string): string {
  return channelOfWriteKey(writeKeyOf(readKey, keyedHash));
}

/** Who may use this relay at all. Without a token: everybody. */
export interface Admission {
  admitsReader(token: string | undefined): boolean;
  admitsPost(writeKey: string, pass: string | undefined): boolean;
}

export function createAdmission(token: string | undefined): Admission {
  if (token === undefined) return { admitsReader: () => true, admitsPost: () => true };
  return {
    admitsReader: (given) => isSame(given, token),
    admitsPost: (writeKey, pass) => isSame(pass, hookPassOf(token, writeKey, keyedHash)),
  };
}

/** Takes the same time wherever the two differ, and however long the given one is. */
function isSame(given: string | undefined, expected: string): boolean {
  return timingSafeEqual(hash('sha256', given ?? '', 'buffer'), hash('sha256', expected, 'buffer'));
}
