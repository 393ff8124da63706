/** One place that keeps groups of secrets. Every method rejects with VaultError. */
export interface SecretStore {
  /** The whole group as the last finished write left it; undefined when there is none. */
  read(group: string): Promise<Secrets | undefined>;
  /** Replaces the whole group, or leaves it as it was. */
  write(group: string, secrets: Secrets): Promise<void>;
  /** Leaves nothing of the group; none is no error. */
  delete(group: string): Promise<void>;
}

export type Secrets = Readonly<Record<string, string>>;

/**
 * What is kept of a deleted group where all groups are to move to another place: that may have an older one of the same name,
 * which is to be deleted as well.
 */
export const deletedGroup: Secrets = Object.freeze({});

export function isDeleted(secrets: Secrets): boolean {
  return Object.keys(secrets).length === 0;
}

/** For whoever reads it. */
export function unlessDeleted(secrets: Secrets | undefined): Secrets | undefined {
  return secrets === undefined || isDeleted(secrets) ? undefined : secrets;
}
