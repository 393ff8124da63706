import { readFile, stat } from 'node:fs/promises';
import * as z from 'zod';
import { VaultError } from '../ports.ts';
import { createSerialQueue } from '../serial-queue.ts';
import { replaceFile } from './file-replacement.ts';
import { createVaultKey, isPassphraseOf, seal, unseal, type VaultKey } from './sealed-file.ts';
import { deletedGroup, type SecretStore, type Secrets, unlessDeleted } from './secret-store.ts';

/** Pairs, not objects: a name is data and must not meet an object's own `__proto__`. */
const contentsSchema = z.array(z.tuple([z.string(), z.array(z.tuple([z.string(), z.string()]))]));
type Groups = ReadonlyMap<string, Secrets>;

export interface PassphraseStore extends SecretStore {
  /** Rejects with VaultError WRONG_PASSPHRASE. */
  check(passphrase: string): Promise<void>;
  /** All that it holds, with those that were deleted. */
  groups(): [group: string, secrets: Secrets][];
}

/** Of hundreds of accounts; what is larger is no vault file of ours. */
const largestFileBytes = 16 * 1024 * 1024;

/** Opens the vault file with its passphrase. Rejects with VaultError, and never changes the file. */
export async function openPassphraseStore(path: string, passphrase: string): Promise<PassphraseStore> {
  const { key, contents } = await unseal(await readVaultFile(path), passphrase);
  return createStore(path, key, parseContents(contents));
}

/** Makes the vault file. The caller has checked that there is none; rejects with VaultError. */
export async function createPassphraseStore(options: {
  path: string;
  passphrase: string;
  groups: Iterable<[group: string, secrets: Secrets]>;
  /** Of scrypt; the default is what a vault file should have. */
  cost?: number | undefined;
}): Promise<PassphraseStore> {
  const key = await createVaultKey(options.passphrase, options.cost);
  const groups = new Map(options.groups);
  await writeVaultFile(options.path, key, groups);
  return createStore(options.path, key, groups);
}

function createStore(path: string, key: VaultKey, initial: Groups): PassphraseStore {
  const writes = createSerialQueue();
  let groups = initial;

  const change = (apply: (groups: Map<string, Secrets>) => void) =>
    writes.run(async () => {
      const next = new Map(groups);
      apply(next);
      await writeVaultFile(path, key, next);
      groups = next;
    });

  return {
    async check(passphrase) {
      if (await isPassphraseOf(key, passphrase)) return;
      throw new VaultError('WRONG_PASSPHRASE', 'Another passphrase opened the vault file');
    },
    groups: () => [...groups],
    read: async (group) => unlessDeleted(groups.get(group)),
    write: (group, secrets) => change((next) => next.set(group, Object.freeze({ ...secrets }))),
    delete: (group) => change((next) => next.set(group, deletedGroup)),
  };
}

async function readVaultFile(path: string): Promise<string> {
  try {
    if ((await stat(path)).size > largestFileBytes) throw new Error('too large');
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new VaultError('VAULT_FAILED', `The vault file cannot be read: ${errorCode(cause)}`, { cause });
  }
}

async function writeVaultFile(path: string, key: VaultKey, groups: Groups): Promise<void> {
  const contents: z.infer<typeof contentsSchema> = [...groups].map(([group, secrets]) => [
    group,
    Object.entries(secrets),
  ]);
  try {
    await replaceFile(path, seal(key, JSON.stringify(contents)));
  } catch (cause) {
    throw new VaultError('VAULT_FAILED', `The vault file cannot be written: ${errorCode(cause)}`, { cause });
  }
}

function parseContents(contents: string): Groups {
  // Authenticated contents can only be ours; what does not fit was written by another version.
  const parsed = contentsSchema.safeParse(JSON.parse(contents));
  if (!parsed.success) {
    throw new VaultError('VAULT_FAILED', 'The vault file was made by another version of this program');
  }
  return new Map(parsed.data.map(([group, secrets]) => [group, Object.freeze(Object.fromEntries(secrets))]));
}

function errorCode(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
}
