import { ProblemError } from '../problems.ts';
import type { ProviderClient, ToolFacets } from '../providers/provider.ts';

/** Whose tools are meant: the account's own, or `of` an account that belongs to it or whose partner it is. */
export interface Whose {
  accountId: string;
  /** Its login or SIP id. */
  of?: string | undefined;
}

/** What that account can do at its provider. Rejects with ProblemError or VaultError. */
export type ToolsOf = (whose: Whose) => Promise<ToolFacets>;

export function createToolsOf(client: (accountId: string) => Promise<ProviderClient>): ToolsOf {
  return async ({ accountId, of }) => {
    const own = await client(accountId);
    if (of === undefined) return own;
    const another = own.onBehalfOf?.(of);
    if (another === undefined) throw new ProblemError('NOT_SUPPORTED');
    return another;
  };
}

/** Under which something of the account is kept here; `isOf` tells what is to go with it. */
export function keyOf({ accountId, of }: Whose): string {
  return of === undefined ? accountId : `${accountId} ${of}`;
}

export function isOf(key: string, accountId: string): boolean {
  return key === accountId || key.startsWith(`${accountId} `);
}
