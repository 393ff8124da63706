import { createHash, randomBytes } from 'node:crypto';

/**
 * The word in the printed address that makes its first visitor the owner of a session. It is in a command line, a
 * terminal and a browser's history, all of which others may see: so it works once.
 */
export interface LaunchTokens {
  mint(): string;
  /** Whether this token was minted and never taken. It stays good. */
  isGood(token: string): boolean;
  /** The same, and from now on it is taken. */
  take(token: string): boolean;
}

/** Printed and never opened: the oldest are forgotten. */
const mostUnused = 16;

export function createLaunchTokens(): LaunchTokens {
  // By hash, so that comparing takes no time that depends on how much of a guess was right.
  const unused = new Set<string>();
  return {
    mint() {
      const token = randomBytes(32).toString('base64url');
      unused.add(hashOf(token));
      for (const oldest of unused) {
        if (unused.size <= mostUnused) break;
        unused.delete(oldest);
      }
      return token;
    },
    isGood: (token) => unused.has(hashOf(token)),
    take: (token) => unused.delete(hashOf(token)),
  };
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
