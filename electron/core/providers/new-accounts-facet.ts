import type { NewAccount } from '../../../shared/domain/new-account.ts';

/** Accounts that an account may have made at the provider. Both are sent once and reject with ProviderError or VaultError. */
export interface NewAccountsFacet {
  add(child: Extract<NewAccount, { kind: 'child' }>): Promise<MadeAccount>;
  makePartner(account: Exclude<NewAccount, { kind: 'child' }>): Promise<MadeAccount>;
  /** Those that belong to the account, by whatever the provider calls them. */
  children(): Promise<MadeAccount[]>;
}

/** What the provider told of a new account. */
export interface MadeAccount {
  login: string | undefined;
  sipId: string | undefined;
  /** Its secret: never written anywhere. */
  password: string | undefined;
}
