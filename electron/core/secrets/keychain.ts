import type { RunTool } from '../system/run-tool.ts';
import { type BusObject, busFlag } from '../system/session-bus.ts';

/** The part of keytar's API that a vault needs, and what that API does not tell. */
export interface Keychain {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  /** Whether there was one. */
  deletePassword(service: string, account: string): Promise<boolean>;
  /**
   * Whether it waits for a person's password, read without asking anybody for it. Undefined where that cannot be told: not of
   * Linux, and not of a session without a Secret Service.
   */
  isLocked(): Promise<boolean | undefined>;
}

/** Where the native module keeps its entries (Secret Service API 0.2, "Collection"). */
const collection: BusObject = {
  name: 'org.freedesktop.secrets',
  path: '/org/freedesktop/secrets/aliases/default',
  interface: 'org.freedesktop.Secret.Collection',
};

/**
 * The keychain of the operating system: Keychain on macOS, Credential Manager on Windows, Secret Service on Linux. The
 * native module is loaded at the first call, so that a machine where it does not load gets a failed call, not a
 * failed start.
 *
 * The module's own `keytar.js` is not used: on Linux it turns to the kernel's keyring when no Secret Service answers,
 * without a word, and what is kept there is gone after a restart (Brooooooklyn/keyring-node#142). An entry that is
 * pinned to the Secret Service fails instead.
 */
export function createSystemKeychain({ platform, ask }: { platform: NodeJS.Platform; ask: RunTool }): Keychain {
  const entry = async (service: string, account: string) => {
    const { AsyncEntry } = await import('keytar');
    return new AsyncEntry(service, account, { linux: { store: 'secret-service' } });
  };
  return {
    getPassword: async (service, account) => (await entry(service, account)).getPassword(),
    setPassword: async (service, account, password) => (await entry(service, account)).setPassword(password),
    deletePassword: async (service, account) => (await entry(service, account)).deletePassword(),
    isLocked: async () => (platform === 'linux' ? busFlag(ask, collection, 'Locked') : undefined),
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
