import type { CallerId, CheckBy } from '../../../shared/contract/account-tools/caller-ids.ts';

/** Numbers that an account may call from. Every method rejects with ProviderError or VaultError; all but `list` are sent once. */
export interface CallerIdsFacet {
  list(signal?: AbortSignal): Promise<CallerId[]>;
  /** Has a code sent to the number, or told in a call. `number` in E.164. */
  add(number: string, by: CheckBy): Promise<void>;
  /** The code of the number that was added last. */
  confirm(code: string): Promise<void>;
  /** `number` as it was listed. */
  setDefault(number: string): Promise<void>;
  remove(number: string): Promise<void>;
}
