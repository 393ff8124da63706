import { Building2, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useWords } from '../../words/words.ts';
import { NewAccountDialog } from './new-account-dialog.tsx';
import { NewAccountOrders, useNewAccountOrders } from './new-account-orders.tsx';
import type { ToolSectionProps } from './tool-section-props.ts';

/** Accounts of others, made by this one as their partner. The provider lists none of them: what was made here is kept here. */
export function PartnerAccountsSection({ account: { id: accountId } }: ToolSectionProps) {
  const { t, error } = useWords();
  const recent = useNewAccountOrders(accountId);
  const [making, setMaking] = useState<'person' | 'company'>();
  const orders = recent.data?.filter((order) => order.for.kind !== 'child');
  return (
    <Panel title={t('tools.partners.title')} text={t('tools.partners.text')}>
      {recent.isError ? (
        <p role="alert" className="py-3 text-miss">
          {error(recent.error)}
        </p>
      ) : orders === undefined ? (
        <SkeletonRows count={1} inPanel />
      ) : orders.length === 0 ? (
        <p className="py-3 text-dim">{t('tools.partners.none')}</p>
      ) : (
        <NewAccountOrders orders={orders} />
      )}
      <div className="flex flex-wrap gap-2 py-2.5">
        <Button size="sm" icon={UserPlus} onClick={() => setMaking('person')}>
          {t('tools.partners.person')}
        </Button>
        <Button size="sm" icon={Building2} onClick={() => setMaking('company')}>
          {t('tools.partners.company')}
        </Button>
      </div>
      {making !== undefined && (
        <NewAccountDialog
          accountId={accountId}
          kind={making}
          onClose={() => setMaking(undefined)}
          onOrdered={() => void recent.refetch()}
        />
      )}
    </Panel>
  );
}
