import type { Account } from '../../shared/contract/account.ts';

/** An account, or one line of it. */
export interface Source {
  accountId: string;
  line?: string | undefined;
}

/** What a list can be narrowed to: each account and, where it has several lines, each of them. One alone is no choice. */
export function sourcesOf(accounts: readonly Pick<Account, 'id' | 'lines'>[]): Source[] {
  const sources = accounts.flatMap(({ id, lines }) => [
    { accountId: id, line: undefined },
    ...(lines.length > 1 ? lines.map(({ number }) => ({ accountId: id, line: number })) : []),
  ]);
  return sources.length > 1 ? sources : [];
}

export function isSameSource(one: Source, other: Source | undefined): boolean {
  return one.accountId === other?.accountId && one.line === other?.line;
}
