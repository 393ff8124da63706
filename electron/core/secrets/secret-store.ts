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
