import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { type Logger, VaultError } from '../ports.ts';
import { createSerialQueue } from '../serial-queue.ts';
import type { KeychainEntries } from './keychain-entries.ts';
import { LONGEST_PART, splitSecret } from './secret-parts.ts';
import type { SecretStore, Secrets } from './secret-store.ts';

/** Says which generation of a group counts and where its secrets lie; replacing it is the moment a write happens. */
const pointerSchema = z.object({
  generation: z.string(),
  /** Name and number of parts of each secret; the parts of all of them are numbered through in this order. */
  secrets: z.array(z.tuple([z.string(), z.int().min(0).max(10_000)])),
});
type Pointer = z.infer<typeof pointerSchema>;

/** The write or delete under way: what to remove of it after a crash, but for the generation the pointer names. */
const journalSchema = z.object({
  group: z.string(),
  generations: z.array(z.object({ generation: z.string(), parts: z.int().min(0).max(100_000) })),
});
type Journal = z.infer<typeof journalSchema>;

export interface KeychainStore extends SecretStore {
  /** Removes what an interrupted write or delete left; every write and delete does so first by itself. */
  recover(): Promise<void>;
}

/**
 * A keychain keeps single entries, and the refresh of a token replaces several. So a group is written as a new
 * generation of entries beside the old one, then one pointer entry is switched, then the old generation is removed.
 * The journal entry names both generations before the first of them is touched: what a crash leaves is found without
 * listing the keychain, which asks the person once per entry on some systems.
 *
 * A generation has a random name, never a counted one: a call that a keychain finishes late, or a reader that holds an
 * old pointer, cannot meet another generation's entries under its own.
 */
export function createKeychainStore(deps: { entries: KeychainEntries; logger: Logger }): KeychainStore {
  const { entries, logger } = deps;
  const writes = createSerialQueue();

  async function readPointer(group: string): Promise<Pointer | 'damaged' | undefined> {
    const text = await entries.get(pointerName(group));
    return text === undefined ? undefined : (parse(pointerSchema, text) ?? 'damaged');
  }

  async function removeParts(generation: string, count: number): Promise<void> {
    for (let index = 0; index < count; index += 1) await entries.delete(partName(generation, index));
  }

  async function recoverNow(): Promise<void> {
    const text = await entries.get(JOURNAL_NAME);
    if (text === undefined) return;
    const journal = parse(journalSchema, text);
    if (journal === undefined) logger.warn('vault.journal-unreadable');
    else {
      const pointer = await readPointer(journal.group);
      const current = pointer === undefined || pointer === 'damaged' ? undefined : pointer.generation;
      for (const { generation, parts } of journal.generations) {
        if (generation !== current) await removeParts(generation, parts);
      }
      logger.info('vault.leftovers-removed');
    }
    await entries.delete(JOURNAL_NAME);
  }

  /** What is there before a change; a pointer that cannot be read counts as none, and its parts are lost. */
  async function currentPointer(group: string): Promise<Pointer | undefined> {
    const pointer = await readPointer(group);
    if (pointer !== 'damaged') return pointer;
    logger.warn('vault.pointer-unreadable');
    return undefined;
  }

  async function beginChange(group: string, pointers: readonly Pointer[]): Promise<void> {
    const journal: Journal = {
      group,
      generations: pointers.map((pointer) => ({ generation: pointer.generation, parts: countParts(pointer) })),
    };
    await entries.set(JOURNAL_NAME, JSON.stringify(journal));
  }

  async function writeNow(group: string, secrets: Secrets): Promise<void> {
    const { pointer: next, parts } = layOut(secrets);
    await recoverNow();
    const current = await currentPointer(group);
    await beginChange(group, current === undefined ? [next] : [next, current]);
    for (const [index, part] of parts.entries()) await entries.set(partName(next.generation, index), part);
    await entries.set(pointerName(group), JSON.stringify(next));
  }

  async function deleteNow(group: string): Promise<void> {
    await recoverNow();
    const current = await currentPointer(group);
    if (current !== undefined) await beginChange(group, [current]);
    await entries.delete(pointerName(group));
    if (current !== undefined) await recoverNow();
  }

  /** What cannot be removed now waits for the next write or the next start. */
  const removeLeftovers = () => writes.run(recoverNow).catch(() => logger.warn('vault.leftovers-kept'));

  return {
    async read(group) {
      for (;;) {
        const pointer = await readPointer(group);
        if (pointer === undefined) return undefined;
        if (pointer === 'damaged') throw new VaultError('VAULT_FAILED', 'An entry of the keychain is damaged');
        const secrets = await readGeneration(entries, pointer);
        if (secrets !== undefined) return secrets;
        // A part is missing: a write has just replaced this generation, or someone has removed the entry.
        const again = await readPointer(group);
        if (again !== undefined && again !== 'damaged' && again.generation === pointer.generation) {
          throw new VaultError('VAULT_FAILED', 'An entry is missing from the keychain');
        }
      }
    },
    async write(group, secrets) {
      try {
        await writes.run(() => writeNow(group, secrets));
      } catch (error) {
        // Not waited for: a keychain that hangs would hold back the answer as long again.
        void removeLeftovers();
        throw error;
      }
      await removeLeftovers();
    },
    delete: (group) => writes.run(() => deleteNow(group)),
    recover: () => writes.run(recoverNow),
  };
}

const JOURNAL_NAME = 'journal';
const pointerName = (group: string) => `group/${group}`;
const partName = (generation: string, index: number) => `part/${generation}/${index}`;
const countParts = (pointer: Pointer) => pointer.secrets.reduce((sum, [, parts]) => sum + parts, 0);

function layOut(secrets: Secrets): { pointer: Pointer; parts: string[] } {
  const split = Object.entries(secrets).map(([name, secret]) => {
    if (!secret.isWellFormed()) throw new VaultError('VAULT_FAILED', 'A secret is not text');
    return { name, parts: splitSecret(secret) };
  });
  const pointer: Pointer = {
    generation: randomBytes(9).toString('base64url'),
    secrets: split.map(({ name, parts }) => [name, parts.length]),
  };
  if (JSON.stringify(pointer).length > LONGEST_PART) {
    throw new VaultError('VAULT_FAILED', 'Too many secrets for one group');
  }
  return { pointer, parts: split.flatMap(({ parts }) => parts) };
}

async function readGeneration(entries: KeychainEntries, pointer: Pointer): Promise<Secrets | undefined> {
  const secrets: [string, string][] = [];
  let index = 0;
  for (const [name, count] of pointer.secrets) {
    const parts: string[] = [];
    for (const end = index + count; index < end; index += 1) {
      const part = await entries.get(partName(pointer.generation, index));
      if (part === undefined) return undefined;
      parts.push(part);
    }
    secrets.push([name, parts.join('')]);
  }
  return Object.freeze(Object.fromEntries(secrets));
}

function parse<T>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
