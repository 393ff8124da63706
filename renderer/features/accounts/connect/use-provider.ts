import { useQuery } from '@tanstack/react-query';
import type { Account, ProviderInfo } from '../../../../shared/contract/account.ts';
import { useSession } from '../../../session/session.tsx';

/** Those that core speaks to: they do not change while it runs. */
export function useProviders() {
  const { api } = useSession();
  return useQuery({ ...api.accounts.providers.queryOptions(), staleTime: Number.POSITIVE_INFINITY });
}

/** Undefined until core has told, and where it does not speak to it. */
export function useProvider(id: Account['provider']): ProviderInfo | undefined {
  return useProviders().data?.find((provider) => provider.id === id);
}
