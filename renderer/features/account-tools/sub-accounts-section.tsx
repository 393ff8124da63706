import { useQuery } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useSession } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useWords } from '../../words/words.ts';
import { NewAccountDialog } from './new-account-dialog.tsx';
import { NewAccountOrders, useNewAccountOrders } from './new-account-orders.tsx';
import { ReceivedTable } from './received-table.tsx';
import type { ToolSectionProps } from './tool-section-props.ts';

/** Accounts that belong to this one, as the provider lists them. */
export function SubAccountsSection({ account: { id: accountId } }: ToolSectionProps) {
  const { api } = useSession();
  const { t, error } = useWords();
  const list = useQuery(api.accountTools.subAccounts.list.queryOptions({ input: { accountId } }));
  const recent = useNewAccountOrders(accountId);
  const [adding, setAdding] = useState(false);
  // Those that were made stand in the list.
  const open = recent.data?.filter((order) => order.for.kind === 'child' && order.state !== 'made') ?? [];
  return (
    <Panel title={t('tools.subAccounts.title')} text={t('tools.subAccounts.text')}>
      <div className="py-3">
        {list.isError ? (
          <div role="alert" className="flex flex-wrap items-center justify-between gap-2 text-miss">
            {error(list.error)}
            <Button size="sm" onClick={() => void list.refetch()}>
              {t('app.retry')}
            </Button>
          </div>
        ) : list.data === undefined ? (
          <SkeletonRows count={2} inPanel />
        ) : (
          <ReceivedTable label={t('tools.subAccounts.title')} table={list.data} />
        )}
      </div>
      <NewAccountOrders orders={open} />
      <div className="py-2.5">
        <Button size="sm" icon={UserPlus} onClick={() => setAdding(true)}>
          {t('tools.subAccounts.add')}
        </Button>
      </div>
      {adding && (
        <NewAccountDialog
          accountId={accountId}
          kind="child"
          onClose={() => setAdding(false)}
          onOrdered={() => {
            void recent.refetch();
            void list.refetch();
          }}
        />
      )}
    </Panel>
  );
}
