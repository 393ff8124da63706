import type { JournalEntry } from './journal.ts';

/** How the stand knows its user. The document names no way; these are the ones that later versions and firewalls have. */
export type Authorization =
  | { kind: 'api-key'; key: string }
  | { kind: 'basic'; login: string; password: string }
  /** By the address from which the request comes. */
  | { kind: 'address' };

/** `Authorization` of a request that is admitted; undefined when none is needed. */
function expectedHeader(authorization: Authorization): string | undefined {
  switch (authorization.kind) {
    case 'api-key':
      return `Api-Key ${authorization.key}`;
    case 'basic':
      return `Basic ${Buffer.from(`${authorization.login}:${authorization.password}`).toString('base64')}`;
    case 'address':
      return undefined;
  }
}

export function admits(authorization: Authorization, header: string | undefined): boolean {
  const expected = expectedHeader(authorization);
  return expected === undefined || header === expected;
}

/** What a request came with, without the secret. */
export function credentialsOf(header: string | undefined): JournalEntry['credentials'] {
  if (header === undefined) return 'none';
  if (/^Api-Key \S/.test(header)) return 'api-key';
  return /^Basic \S/.test(header) ? 'basic' : 'other';
}
