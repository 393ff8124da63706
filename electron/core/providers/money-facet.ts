import type { MoneyOperation } from '../../../shared/contract/account-tools/money.ts';

/** What an account has and spends. Every method rejects with ProviderError or VaultError. */
export interface MoneyFacet {
  balance(signal?: AbortSignal): Promise<{ amount: string | undefined; currency: string }>;
  /** Between two instants (epoch ms, both inclusive), in no order. */
  operations(range: { from: number; to: number }, signal?: AbortSignal): Promise<MoneyOperation[]>;
}
