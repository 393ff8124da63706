import type { Account, ConnectionState } from '../../../shared/contract/account.ts';

/** The colour of each state; the word beside it says it too. */
export const dots: Record<ConnectionState, string> = {
  starting: 'bg-line-strong animate-breathe',
  live: 'bg-go-solid',
  polling: 'bg-accent-solid',
  failing: 'bg-miss-solid',
  'needs-attention': 'bg-miss-solid',
};

export function isTroubled({ status }: Pick<Account, 'status'>): boolean {
  return status.state === 'failing' || status.state === 'needs-attention';
}

/** Worst first: what one account has stands for all of them. */
const worstFirst: readonly ConnectionState[] = ['needs-attention', 'failing', 'starting', 'polling', 'live'];

/** The state to show for all accounts together; undefined without any. */
export function worstState(accounts: readonly Pick<Account, 'status'>[]): ConnectionState | undefined {
  return worstFirst.find((state) => accounts.some(({ status }) => status.state === state));
}
