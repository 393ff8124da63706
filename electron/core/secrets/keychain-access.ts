import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { type Clock, type Logger, VaultError } from '../ports.ts';
import type { Keychain } from './keychain.ts';
import { createKeychainEntries, type KeychainEntries } from './keychain-entries.ts';
import { createKeychainStore } from './keychain-store.ts';
import type { SecretStore } from './secret-store.ts';

/**
 * Opens the keychain for one data directory: proves that it keeps an entry and removes what an interrupted write left.
 * Takes as long as the keychain does, which may be asking a person. Rejects with VaultError.
 */
export async function openKeychainStore(deps: {
  keychain: Keychain;
  dataDirectory: string;
  clock: Clock;
  logger: Logger;
  /** How long one call may take once it is open. Milliseconds. */
  callMs: number;
}): Promise<SecretStore> {
  const { keychain, clock, logger } = deps;
  const service = await serviceName(deps.dataDirectory);
  // A person may take their time to unlock it, and the caller has a limit of its own for that.
  await probeKeychain(createKeychainEntries({ keychain, service, clock, limitMs: PROBE_CALL_MS }));
  const entries = createKeychainEntries({ keychain, service, clock, limitMs: deps.callMs });
  const store = createKeychainStore({ entries, logger });
  await store.recover().catch(() => logger.warn('vault.leftovers-kept'));
  return store;
}

/** One hour: longer than anyone leaves a password prompt open and means it. */
const PROBE_CALL_MS = 3_600_000;

/** Entries of two data directories must not mix, so each has a service name of its own, from its real path. */
async function serviceName(dataDirectory: string): Promise<string> {
  const path = await realpath(dataDirectory);
  return `Perezvon ${createHash('sha256').update(path).digest('hex').slice(0, 12)}`;
}

/** Proves that the keychain keeps an entry, rather than only that it loads. */
async function probeKeychain(entries: KeychainEntries): Promise<void> {
  const value = `probe ${process.hrtime.bigint()}`;
  await entries.set('probe', value);
  const read = await entries.get('probe');
  await entries.delete('probe');
  if (read !== value) throw new VaultError('VAULT_FAILED', 'The system keychain did not keep a test entry');
}
