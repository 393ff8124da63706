import type { Account } from '../contract/account.ts';
import type { Party } from '../contract/call.ts';

/** The account a callback goes through: the one that was called, if it can, else the first that can. */
export function callbackAccount(accounts: readonly Account[], preferred: string): Account | undefined {
  const able = accounts.filter((account) => account.capabilities.includes('callback'));
  return able.find((account) => account.id === preferred) ?? able[0];
}

/** What a callback sends as the number. */
export function callbackNumber(remote: Party): string {
  return remote.e164 ?? remote.raw;
}
