import { useLive } from '../../stores/live-store.ts';

/**
 * What the account is called; undefined where it is the only one and goes without saying. The name alone is looked at: an
 * account changes with every event that it hears.
 */
export function useAccountName(accountId: string): string | undefined {
  return useLive(({ accounts }) =>
    accounts.length > 1 ? accounts.find(({ id }) => id === accountId)?.label : undefined,
  );
}
