import type { Keychain } from '../../electron/core/secrets/keychain.ts';

export interface FakeKeychain extends Keychain {
  /** Every entry by `service/account`. */
  entries: ReadonlyMap<string, string>;
  /** What calls do from now on, those that hang included. */
  behave(behaviour: KeychainBehaviour): void;
  /** How often it was used, each time of which may ask a person; and how often it was only asked whether it is locked. */
  calls(): number;
  looks(): number;
  /**
   * The same entries as a program sees them that dies at its call with this number (0 is the first): that call fails
   * for it, though it may have taken effect, and so does every one after.
   */
  asSeenByDying(death: { atCall: number; takesEffect: boolean }): Keychain & { died(): boolean };
}

export type KeychainBehaviour =
  | { kind: 'works' }
  | { kind: 'fails'; message: string }
  /** Calls wait until the behaviour changes, and then go on. */
  | { kind: 'hangs'; isLocked?: boolean }
  /** As where nobody can be asked for its password, or would not give it. */
  | { kind: 'locked' };

/** A keychain in memory that refuses what real ones refuse: empty entries, and more than 2560 bytes of UTF-16. */
export function createFakeKeychain(): FakeKeychain {
  const entries = new Map<string, string>();
  let behaviour: KeychainBehaviour = { kind: 'works' };
  let waiting: (() => void)[] = [];
  let calls = 0;
  let looks = 0;

  async function call<T>(operation: () => T): Promise<T> {
    calls += 1;
    await new Promise((resolve) => setImmediate(resolve));
    while (behaviour.kind === 'hangs') await new Promise<void>((resolve) => waiting.push(resolve));
    if (behaviour.kind === 'fails') throw new Error(behaviour.message);
    if (behaviour.kind === 'locked') throw new Error('unlock prompt was dismissed');
    return operation();
  }

  const living: Keychain = {
    getPassword: (service, account) => call(() => entries.get(`${service}/${account}`) ?? null),
    setPassword: (service, account, password) =>
      call(() => {
        if (password === '') throw new Error('an entry cannot be empty');
        if (password.length * 2 > 2560) throw new Error('an entry cannot be longer than 2560 bytes');
        if (!password.isWellFormed()) throw new Error('an entry must be text');
        entries.set(`${service}/${account}`, password);
      }),
    deletePassword: (service, account) => call(() => entries.delete(`${service}/${account}`)),
    async isLocked() {
      looks += 1;
      return behaviour.kind === 'locked' || (behaviour.kind === 'hangs' && behaviour.isLocked === true);
    },
  };

  return {
    ...living,
    entries,
    behave(next) {
      behaviour = next;
      for (const resume of waiting) resume();
      waiting = [];
    },
    calls: () => calls,
    looks: () => looks,
    asSeenByDying({ atCall, takesEffect }) {
      let made = 0;
      const mortal = async <T>(operation: () => Promise<T>): Promise<T> => {
        const number = made;
        made += 1;
        if (number < atCall) return operation();
        if (number === atCall && takesEffect) await operation();
        throw new Error('the program died');
      };
      return {
        getPassword: (service, account) => mortal(() => living.getPassword(service, account)),
        setPassword: (service, account, password) => mortal(() => living.setPassword(service, account, password)),
        deletePassword: (service, account) => mortal(() => living.deletePassword(service, account)),
        isLocked: living.isLocked,
        died: () => made > atCall,
      };
    },
  };
}
