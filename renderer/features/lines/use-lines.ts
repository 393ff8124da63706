import { useQueries } from '@tanstack/react-query';
import type { Account } from '../../../shared/contract/account.ts';
import { problemOf, useSession } from '../../session/session.tsx';
import { useLive } from '../../stores/live-store.ts';

/** ms for which a reading is good enough to be shown at once; it is read anew when the screen is opened after that. */
const freshFor = 60_000;

export function canSetLines({ capabilities }: Account): boolean {
  return capabilities.includes('line-settings');
}

/** ms until a provider that could not be reached is asked again. */
const askAgainAfter = 30_000;

/** The lines of every account that can be set up, as the provider has them. */
export function useLines() {
  const { api } = useSession();
  const accounts = useLive((state) => state.accounts).filter(canSetLines);
  const answers = useQueries({
    queries: accounts.map(({ id }) =>
      api.lines.read.queryOptions({
        input: { accountId: id },
        staleTime: freshFor,
        refetchInterval: ({ state }) => (problemOf(state.error)?.code === 'PROVIDER_DOWN' ? askAgainAfter : false),
      }),
    ),
  });
  return accounts.flatMap((account, index) => {
    const query = answers[index];
    return query === undefined ? [] : [{ account, query }];
  });
}

export type AccountLines = ReturnType<typeof useLines>[number];
