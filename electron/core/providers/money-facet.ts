import type { MoneyOperation } from '../../../shared/contract/account-tools/money.ts';

/** Whose account is looked at, by its login or SIP id; left out, the account's own. */
export interface Looking {
  of?: string | undefined;
}

/** What an account has and spends. Every method rejects with ProviderError or VaultError. */
export interface MoneyFacet {
  balance(question: Looking, signal?: AbortSignal): Promise<{ amount: string | undefined; currency: string }>;
  /** Between two instants (epoch ms, both inclusive), in no order. */
  operations(question: Looking & { from: number; to: number }, signal?: AbortSignal): Promise<MoneyOperation[]>;
}
