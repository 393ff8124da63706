import type { SecretStore, Secrets } from './secret-store.ts';

export interface MemoryStore extends SecretStore {
  groups(): IterableIterator<[group: string, secrets: Secrets]>;
}

/** Keeps secrets for this run only. */
export function createMemoryStore(): MemoryStore {
  const groups = new Map<string, Secrets>();
  return {
    read: async (group) => groups.get(group),
    write: async (group, secrets) => {
      groups.set(group, Object.freeze({ ...secrets }));
    },
    delete: async (group) => {
      groups.delete(group);
    },
    groups: () => groups.entries(),
  };
}
