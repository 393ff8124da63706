import { deletedGroup, type SecretStore, type Secrets, unlessDeleted } from './secret-store.ts';

export interface MemoryStore extends SecretStore {
  /** With those that were deleted. */
  groups(): IterableIterator<[group: string, secrets: Secrets]>;
}

/** Keeps secrets for this run only. */
export function createMemoryStore(): MemoryStore {
  const groups = new Map<string, Secrets>();
  return {
    read: async (group) => unlessDeleted(groups.get(group)),
    write: async (group, secrets) => {
      groups.set(group, Object.freeze({ ...secrets }));
    },
    delete: async (group) => {
      groups.set(group, deletedGroup);
    },
    groups: () => groups.entries(),
  };
}
