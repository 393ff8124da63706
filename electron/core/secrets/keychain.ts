/** The part of keytar's API that a vault needs. */
export interface Keychain {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  /** Whether there was one. */
  deletePassword(service: string, account: string): Promise<boolean>;
}

/**
 * The keychain of the operating system: Keychain on macOS, Credential Manager on Windows, Secret Service on Linux. The
 * native module is loaded at the first call, so that a machine where it does not load gets a failed call, not a
 * failed start.
 *
 * The module's own `keytar.js` is not used: on Linux it turns to the kernel's keyring when no Secret Service answers,
 * without a word, and what is kept there is gone after a restart (Brooooooklyn/keyring-node#142). An entry that is
 * pinned to the Secret Service fails instead.
 */
export function createSystemKeychain(): Keychain {
  const entry = async (service: string, account: string) => {
    const { AsyncEntry } = await import('keytar');
    return new AsyncEntry(service, account, { linux: { store: 'secret-service' } });
  };
  return {
    getPassword: async (service, account) => (await entry(service, account)).getPassword(),
    setPassword: async (service, account, password) => (await entry(service, account)).setPassword(password),
    deletePassword: async (service, account) => (await entry(service, account)).deletePassword(),
  };
}

/**
 * Whether the native module itself is not there, or not of this system: no keychain was asked. The loader of its package has
 * words of its own for that, and no code.
 */
export function isNotLoaded(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND' || /native binding/i.test(error.message);
}
