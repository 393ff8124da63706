import { useQuery, useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import type { NewAccountOrder } from '../../../shared/contract/account-tools/new-accounts.ts';
import { useSession } from '../../session/session.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { useNow } from '../../ui/now.ts';
import { useWords } from '../../words/words.ts';
import { useChange } from './use-change.ts';

export function useNewAccountOrders(accountId: string) {
  const { api } = useSession();
  return useQuery(api.accountTools.newAccounts.recent.queryOptions({ input: { accountId } }));
}

/** What was ordered here, and what is known of it. Provider lists no accounts of partners. */
export function NewAccountOrders({ orders }: { orders: readonly NewAccountOrder[] }) {
  const { api, client } = useSession();
  const queries = useQueryClient();
  const { t, when } = useWords();
  const now = useNow();
  const forget = useChange({
    mutationFn: ({ accountId, id }: NewAccountOrder) => client.accountTools.newAccounts.forget({ accountId, id }),
    onSuccess(left, { accountId }) {
      const { newAccounts, subAccounts } = api.accountTools;
      queries.setQueryData(newAccounts.recent.queryKey({ input: { accountId } }), left);
      void queries.invalidateQueries({ queryKey: subAccounts.subjects.queryKey({ input: { accountId } }) });
    },
  });
  return orders.map((order) => {
    const { id, for: account, state, orderedAt, login, sipId } = order;
    const title = account.kind === 'company' ? account.organization : account.name || account.email;
    const names = [login, sipId !== login && sipId, account.email].filter(Boolean).join(' · ');
    return (
      <div key={id} className="flex items-start gap-2 py-2.5">
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap justify-between gap-x-4">
            <span className="min-w-0 break-words">{title || t('tools.newAccounts.nobody')}</span>
            <time dateTime={new Date(orderedAt).toISOString()} className="text-dim text-sm">
              {when(orderedAt, now)}
            </time>
          </p>
          {names !== '' && <p className="break-all text-dim text-sm tabular-nums">{names}</p>}
          {state !== 'made' && (
            <p role="status" className={state === 'unknown' ? 'text-miss' : 'text-dim'}>
              {t(`tools.newAccounts.now.${state}`)}
            </p>
          )}
        </div>
        {state !== 'ordering' && (
          <IconButton
            icon={X}
            size="sm"
            label={t('tools.newAccounts.forget', { name: title || t('tools.newAccounts.nobody') })}
            onClick={() => forget.mutate(order)}
          />
        )}
      </div>
    );
  });
}
