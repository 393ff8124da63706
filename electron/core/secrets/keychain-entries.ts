import { type Clock, VaultError } from '../ports.ts';
import { createSerialQueue } from '../serial-queue.ts';
import type { Keychain } from './keychain.ts';

/** The keychain's entries under one service name. Every method rejects with VaultError. */
export interface KeychainEntries {
  get(name: string): Promise<string | undefined>;
  set(name: string, value: string): Promise<void>;
  delete(name: string): Promise<void>;
}

/**
 * A keychain may wait for a person, so a caller waits at most `limitMs`. The call goes on behind the caller's back and
 * cannot be taken back; the calls after it wait for its real end, so that a late one never lands on top of a
 * later one, and those whose caller has given up meanwhile are not made at all.
 */
export function createKeychainEntries(deps: {
  keychain: Keychain;
  service: string;
  clock: Clock;
  limitMs: number;
}): KeychainEntries {
  const { keychain, service, clock, limitMs } = deps;
  const queue = createSerialQueue();

  function call<T>(operation: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let expired = false;
      const cancel = clock.after(limitMs, () => {
        expired = true;
        reject(
          new VaultError('VAULT_FAILED', `The system keychain did not answer within ${Math.round(limitMs / 1000)} s`),
        );
      });
      queue
        .run(async () => {
          if (!expired) resolve(await operation());
        })
        .catch((cause: unknown) => reject(keychainFailure(cause)))
        .finally(cancel);
    });
  }

  return {
    get: (name) => call(async () => (await keychain.getPassword(service, name)) ?? undefined),
    set: (name, value) => call(() => keychain.setPassword(service, name, value)),
    delete: (name) =>
      call(async () => {
        await keychain.deletePassword(service, name);
      }),
  };
}

function keychainFailure(cause: unknown): VaultError {
  const words = cause instanceof Error ? cause.message : String(cause);
  return new VaultError('VAULT_FAILED', `The system keychain: ${words}`.slice(0, 300), { cause });
}
