import { ChevronRight, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Account } from '../../../shared/contract/account.ts';
import { formatRoute } from '../../route/route.ts';
import { editAccount } from '../../stores/view-store.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../../words/words.ts';
import { AccountFacts } from './account-facts.tsx';
import { AccountHook } from './account-hook.tsx';
import { AccountStatus } from './account-status.tsx';
import { AccountTest } from './account-test.tsx';
import { ImportProgress } from './import-progress.tsx';
import { RemoveAccountDialog } from './remove-account-dialog.tsx';

export function AccountCard({ account }: { account: Account }) {
  const { t } = useWords();
  const [removing, setRemoving] = useState(false);
  return (
    <li className="rounded-xl border border-line bg-surface">
      <div className="px-4 pt-3.5 pb-3">
        <div className="flex items-center gap-2">
          <h3 className="min-w-0 truncate font-semibold text-lg">{account.label}</h3>
          {account.demo && <Badge tone="accent">{t('accounts.demo')}</Badge>}
          <a
            href={formatRoute({ screen: 'settings', section: 'accounts', accountId: account.id })}
            aria-label={`${t('accounts.details')}: ${account.label}`}
            draggable={false}
            className="ml-auto flex h-7 shrink-0 items-center gap-0.5 rounded-md pr-1 pl-2 text-dim hover:bg-hover hover:text-text"
          >
            {t('accounts.details')}
            <ChevronRight aria-hidden size={15} />
          </a>
        </div>
        <AccountStatus account={account} />
        {account.status.importing && (
          <div className="mt-2">
            <ImportProgress account={account} />
          </div>
        )}
        <div className="mt-3">
          <AccountFacts account={account} brief />
        </div>
      </div>
      {account.capabilities.includes('webhook') && <AccountHook account={account} />}
      <AccountTest account={account}>
        <Button size="sm" icon={Pencil} onClick={() => editAccount(account.id)}>
          {t('accounts.edit')}
        </Button>
        <Button size="sm" variant="quiet" icon={Trash2} onClick={() => setRemoving(true)} className="sm:ml-auto">
          {t('accounts.remove')}
        </Button>
      </AccountTest>
      <RemoveAccountDialog account={account} open={removing} onClose={() => setRemoving(false)} />
    </li>
  );
}
