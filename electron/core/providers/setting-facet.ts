/** A setting that a provider keeps as a whole. Every method rejects with ProviderError or VaultError. */
export interface SettingFacet<Received, Edited extends Received> {
  /** As it is now. */
  read(signal?: AbortSignal): Promise<Received>;
  /** Replaces all of it. Sent once. */
  write(edited: Edited): Promise<void>;
  /** Takes it away. Sent once. */
  clear(): Promise<void>;
}
