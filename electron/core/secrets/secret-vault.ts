import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeychainAnswer, VaultState } from '../../../shared/contract/host.ts';
import { compact } from '../../../shared/domain/compact.ts';
import { type Clock, type Logger, type SecretVault, VaultError } from '../ports.ts';
import { createSerialQueue } from '../serial-queue.ts';
import { createRunTool } from '../system/run-tool.ts';
import { moveFile, removeFile } from './file-replacement.ts';
import { createSystemKeychain, type Keychain } from './keychain.ts';
import { openKeychainStore } from './keychain-access.ts';
import { createMemoryStore } from './memory-store.ts';
import { createPassphraseStore, openPassphraseStore, type PassphraseStore } from './passphrase-store.ts';
import { isDeleted, type SecretStore, type Secrets } from './secret-store.ts';

export interface SecretVaultOptions {
  /** Absolute; made when missing. The vault file lies in it, and keychain entries belong to it. */
  dataDirectory: string;
  /** The operating system's unless given. */
  keychain?: Keychain;
  logger: Logger;
  clock: Clock;
  /** PEREZVON_VAULT = keychain | passphrase | memory forces a kind and offers no other. */
  environment: Readonly<Record<string, string | undefined>>;
  limits?: Partial<VaultLimits>;
}

export interface VaultLimits {
  /** How long the start waits for the keychain, which may be asking a person. Milliseconds. */
  probeMs: number;
  /** The same for every later call. Milliseconds. */
  callMs: number;
  /** After how long a locked keychain is asked again whether it still is. Milliseconds. */
  lockedMs: number;
  /** The scrypt cost of a new vault file. */
  passphraseCost: number | undefined;
}

const VAULT_FILE = 'secrets.vault';
const DEFAULT_LIMITS: VaultLimits = { probeMs: 15_000, callMs: 60_000, lockedMs: 5_000, passphraseCost: undefined };
const forcedKinds = ['keychain', 'passphrase', 'memory'] as const;
type ForcedKind = (typeof forcedKinds)[number];

/** The stores a vault can be on, each with what a person is told of it. */
type Place =
  /** Without a store it is locked. */
  | { kind: 'keychain'; store: SecretStore | undefined }
  | { kind: 'memory'; store: SecretStore }
  | { kind: 'passphrase'; store: PassphraseStore | undefined }
  | { kind: 'none'; store: undefined };

/**
 * Chooses where secrets are kept: the vault file when there is one, which was made while the keychain did not answer, else the
 * keychain, now or once it is unlocked, else nowhere until a person chooses. What a file holds goes to a keychain that answers
 * once its passphrase was given. Never a plaintext file, and never memory unless someone said so. Rejects with VaultError when
 * PEREZVON_VAULT is not a kind.
 */
export async function createSecretVault(options: SecretVaultOptions): Promise<SecretVault> {
  const { dataDirectory, logger, clock } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const forced = readForcedKind(options.environment);
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const path = join(dataDirectory, VAULT_FILE);

  const listeners = new Set<() => void>();
  const choices = createSerialQueue();
  let pending = Promise.resolve();
  let closed = false;
  let fileExists = existsSync(path);
  let stopLooking = () => {};
  let keychainProblem: string | undefined;
  /** It answers, and waits for what a vault file holds: its secrets are newer than what the keychain may have of the same. */
  let waitingKeychain: SecretStore | undefined;
  let asked: Promise<void> | undefined;
  let place: Place =
    fileExists && forced !== 'keychain' ? { kind: 'passphrase', store: undefined } : { kind: 'none', store: undefined };

  function announce(): void {
    for (const listener of listeners) listener();
  }

  function moveTo(next: Place): void {
    place = next;
    logger.info('vault.place', { kind: next.kind, locked: next.store === undefined });
    announce();
  }

  const keychain =
    options.keychain ??
    createSystemKeychain({
      platform: process.platform,
      ask: createRunTool({ environment: options.environment, logger }),
    });
  const probe = () => openKeychainStore({ keychain, dataDirectory, clock, logger, callMs: limits.callMs });

  /**
   * One at a time, as each may ask a person. Never rejects: what came of it is the vault's state. A place that is being chosen
   * just then is chosen to its end.
   */
  function ask(): Promise<void> {
    asked ??= probe()
      .then((store) => choices.run(async () => takeKeychain(store)), waitForKeychain)
      .finally(() => {
        asked = undefined;
      });
    return asked;
  }

  /** Whether the keychain has answered within so many milliseconds. Someone may yet type its password; that counts as well. */
  function isAnsweredWithin(limitMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const cancel = clock.after(limitMs, () => resolve(false));
      void ask().then(() => {
        cancel();
        resolve(true);
      });
    });
  }

  async function openKeychain(): Promise<void> {
    if (await isAnsweredWithin(limits.probeMs)) return;
    const seconds = Math.round(limits.probeMs / 1000);
    if (keychainProblem === undefined)
      setKeychainProblem(new Error(`It did not answer within ${seconds} s; it may be waiting for you`));
    // Not waited for: a session that does not answer either must not hold the start back once more.
    void findWhetherLocked();
  }

  function takeKeychain(store: SecretStore): void {
    if (closed || place.store !== undefined) return;
    keychainProblem = undefined;
    stopLooking();
    if (place.kind === 'passphrase') {
      waitingKeychain = store;
      announce();
    } else moveTo({ kind: 'keychain', store });
  }

  /** Until it is unlocked by whatever means, where it is only locked. Its owner was asked, and is not asked again unless they wish. */
  async function waitForKeychain(error: unknown): Promise<void> {
    setKeychainProblem(error);
    if (await findWhetherLocked()) lookAgain();
    announce();
  }

  function lookAgain(): void {
    stopLooking();
    stopLooking = clock.after(limits.lockedMs, async () => {
      const locked = await keychain.isLocked();
      if (closed || place.store !== undefined) return;
      // A service that is just being replaced says nothing for a moment.
      if (locked !== false) lookAgain();
      else void ask();
    });
  }

  /** What lies in a locked keychain is not to be kept anywhere else; but whoever has a vault file has secrets in that. */
  async function findWhetherLocked(): Promise<boolean> {
    const locked = (await keychain.isLocked()) === true;
    if (closed || place.store !== undefined || place.kind === 'passphrase') return false;
    const kind = locked ? 'keychain' : 'none';
    if (place.kind !== kind) moveTo({ kind, store: undefined });
    return locked;
  }

  function setKeychainProblem(error: unknown): void {
    keychainProblem = (error instanceof Error ? error.message : String(error)).slice(0, 300);
    logger.warn('vault.no-keychain', { problem: keychainProblem });
  }

  async function unlockNow(passphrase: string): Promise<void> {
    // Whoever opens what another page has opened, or thinks to make what it has made, must know what it was opened with.
    if (place.kind === 'passphrase' && place.store !== undefined) return place.store.check(passphrase);
    if (place.kind === 'keychain') throw new VaultError('VAULT_FAILED', 'The system keychain keeps the secrets');
    refuseUnlessForced('passphrase');
    // What was connected meanwhile, with secrets in memory, is newer than what the file has.
    const remembered = place.kind === 'memory' ? memory.groups() : [];
    // Asked again at the last moment, so that no file is ever created over another.
    fileExists = existsSync(path);
    if (!fileExists) {
      const store = await createPassphraseStore({
        path,
        passphrase,
        groups: remembered,
        cost: limits.passphraseCost,
      });
      fileExists = true;
      return moveTo({ kind: 'passphrase', store });
    }
    const store = await openPassphraseStore(path, passphrase);
    for (const [group, secrets] of remembered) await store.write(group, secrets);
    const isMoved = waitingKeychain !== undefined && (await takeAlong(store.groups(), waitingKeychain));
    if (isMoved) moveTo({ kind: 'keychain', store: waitingKeychain });
    else moveTo({ kind: 'passphrase', store });
  }

  /**
   * The file goes last, and before anything else is written: what interrupts this is begun anew by the next start. Where the
   * keychain does not take it all, the file stays what counts.
   */
  async function takeAlong(groups: readonly [string, Secrets][], to: SecretStore): Promise<boolean> {
    try {
      for (const [group, secrets] of groups) await (isDeleted(secrets) ? to.delete(group) : to.write(group, secrets));
      await removeFile(path);
    } catch (error) {
      setKeychainProblem(error);
      return false;
    } finally {
      fileExists = existsSync(path);
    }
    logger.info('vault.file-moved', { groups: groups.length });
    return true;
  }

  /** Kept as it is: its passphrase may come to mind yet. */
  async function leaveFileNow(): Promise<void> {
    if (place.store !== undefined || waitingKeychain === undefined)
      throw new VaultError('VAULT_FAILED', 'No keychain waits for a vault file');
    await putFileAside();
    moveTo({ kind: 'keychain', store: waitingKeychain });
  }

  async function putFileAside(): Promise<void> {
    const aside = `${path}.unopened-${clock.now()}`;
    try {
      await moveFile(path, aside);
    } catch (cause) {
      throw new VaultError('VAULT_FAILED', 'The vault file could not be put aside', { cause });
    } finally {
      // It may have been moved, and only its folder could not be synced.
      fileExists = existsSync(path);
    }
    logger.warn('vault.file-left', { aside });
  }

  async function askKeychain(): Promise<KeychainAnswer> {
    if (place.kind === 'keychain' && place.store !== undefined) return 'open';
    if (place.store !== undefined) throw new VaultError('VAULT_FAILED', 'Secrets are kept in another place');
    refuseUnlessForced('keychain');
    if (!(await isAnsweredWithin(limits.callMs))) return 'none';
    return keychainProblem === undefined ? 'open' : 'refused';
  }

  function refuseUnlessForced(kind: ForcedKind): void {
    if (forced === undefined || forced === kind) return;
    throw new VaultError('VAULT_FAILED', `PEREZVON_VAULT allows only ${forced}`);
  }

  const memory = createMemoryStore();
  if (forced === 'memory') moveTo({ kind: 'memory', store: memory });
  else if (forced === 'passphrase') {
    keychainProblem = 'PEREZVON_VAULT=passphrase: it was not asked';
    place = { kind: 'passphrase', store: undefined };
  } else await openKeychain();

  function openStore(): SecretStore {
    if (place.store === undefined) throw new VaultError('VAULT_LOCKED', 'No place for secrets is open');
    return place.store;
  }

  /** Runs `operation` on the store in use; `close` waits for it. */
  async function withStore<T>(operation: (store: SecretStore) => Promise<T>): Promise<T> {
    if (closed) throw new VaultError('VAULT_FAILED', 'The vault is closed');
    // What is in memory may be on its way into a vault file: then this waits and goes to the file.
    const result = place.kind === 'memory' ? choices.run(() => operation(openStore())) : operation(openStore());
    const ended = result.then(ignore, ignore);
    pending = Promise.all([pending, ended]).then(ignore);
    return result;
  }

  /**
   * A file beside a keychain that PEREZVON_VAULT has forced is older than it from the first change on: a later start would write
   * the file over it. No change is made before that is out of the way.
   */
  const change = (operation: (store: SecretStore) => Promise<void>) =>
    withStore(async (store) => {
      if (place.kind === 'keychain' && fileExists)
        await choices.run(async () => {
          if (fileExists) await putFileAside();
        });
      return operation(store);
    });

  return {
    state: (): VaultState => ({
      kind: place.kind,
      locked: place.store === undefined,
      ...compact({ keychainProblem }),
      fileExists,
    }),
    read: (group) => withStore((store) => store.read(group)),
    write: (group, secrets) => change((store) => store.write(group, secrets)),
    delete: (group) => change((store) => store.delete(group)),
    unlock: (passphrase) => choices.run(() => unlockNow(passphrase)),
    askKeychain,
    leaveFile: () => choices.run(leaveFileNow),
    useMemory() {
      if (place.store !== undefined) return;
      refuseUnlessForced('memory');
      moveTo({ kind: 'memory', store: memory });
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      closed = true;
      stopLooking();
      await Promise.all([pending, choices.drained()]);
      listeners.clear();
      place = { kind: 'none', store: undefined };
    },
  };
}

function ignore(): void {}

function readForcedKind(environment: SecretVaultOptions['environment']): ForcedKind | undefined {
  const value = environment.PEREZVON_VAULT;
  if (value === undefined || value === '') return undefined;
  const kind = forcedKinds.find((known) => known === value);
  if (kind !== undefined) return kind;
  throw new VaultError('VAULT_FAILED', `PEREZVON_VAULT must be ${forcedKinds.join(', ')}, not "${value.slice(0, 40)}"`);
}
