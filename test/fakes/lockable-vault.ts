import { type SecretVault, VaultError } from '../../electron/core/ports.ts';

export interface LockableVault extends SecretVault {
  lock(): void;
  open(): void;
}

/** Secrets in memory, which nobody gets at while it is locked. */
export function createLockableVault(): LockableVault {
  const groups = new Map<string, Readonly<Record<string, string>>>();
  let isLocked = false;

  async function inside<T>(work: () => T): Promise<T> {
    if (isLocked) throw new VaultError('VAULT_LOCKED', 'locked by a test');
    return work();
  }
  const never = () => {
    throw new TypeError('no test asks for it');
  };

  return {
    state: never,
    read: (group) => inside(() => groups.get(group)),
    write: (group, secrets) => inside(() => void groups.set(group, secrets)),
    delete: (group) => inside(() => void groups.delete(group)),
    unlock: never,
    useMemory: never,
    askKeychain: never,
    leaveFile: never,
    onChange: never,
    close: async () => {},
    lock() {
      isLocked = true;
    },
    open() {
      isLocked = false;
    },
  };
}
