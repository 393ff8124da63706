import { useQuery } from '@tanstack/react-query';
import { useSession } from '../../session/session.tsx';

/** Read anew with every change of an account. */
export function useAccountDetails(id: string) {
  const { api } = useSession();
  return useQuery(api.accounts.details.queryOptions({ input: { id } }));
}
