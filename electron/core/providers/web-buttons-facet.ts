import type { WebButton, WebButtonFields } from '../../../shared/domain/web-buttons.ts';

/** Buttons on web pages that call an account. Every method rejects with ProviderError or VaultError; all but `list` are sent once. */
export interface WebButtonsFacet {
  list(signal?: AbortSignal): Promise<WebButton[]>;
  add(button: WebButtonFields): Promise<void>;
  /** `id` as it was listed. */
  update(id: string, button: WebButtonFields): Promise<void>;
  remove(id: string): Promise<void>;
}
