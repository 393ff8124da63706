import { useMutation } from '@tanstack/react-query';
import { Activity, CircleCheck, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Account } from '../../../shared/contract/account.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../app/words.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { AccountHook } from './account-hook.tsx';
import { AccountStatus } from './account-status.tsx';
import { EditAccountDialog } from './edit-account-dialog.tsx';
import { RemoveAccountDialog } from './remove-account-dialog.tsx';

export function AccountCard({ account }: { account: Account }) {
  const { client } = useSession();
  const { t, error, money, number } = useWords();
  const [editing, setEditing] = useState(false);
  const [removing, setRemoving] = useState(false);
  const test = useMutation({ mutationFn: () => client.accounts.test({ id: account.id }) });
  const facts: [label: string, value: string][] = [
    [t('accounts.provider'), t(`accounts.providers.${account.provider}`)],
    [t('accounts.identity'), account.identity],
    [t('accounts.lines'), account.lines.map((line) => line.label || line.number).join(', ')],
    [
      t('accounts.ownNumber'),
      account.ownNumber ? number(parseParty(account.ownNumber)) : t('accounts.ownNumberDefault'),
    ],
    [t('accounts.address'), account.baseUrl],
  ];
  return (
    <li className="rounded-xl border border-line bg-surface">
      <div className="px-4 pt-3.5 pb-3">
        <h3 className="flex items-center gap-2 font-semibold text-lg">
          <span className="min-w-0 truncate">{account.label}</span>
          {account.demo && <Badge tone="accent">{t('accounts.demo')}</Badge>}
        </h3>
        <AccountStatus account={account} />
        <dl className="mt-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-5 gap-y-1">
          {facts.map(
            ([label, value]) =>
              value && (
                <div key={label} className="contents">
                  <dt className="text-dim">{label}</dt>
                  <dd className="break-words">{value}</dd>
                </div>
              ),
          )}
        </dl>
      </div>
      {account.capabilities.includes('webhook') && <AccountHook account={account} />}
      <div className="flex flex-wrap items-center gap-2 border-line border-t px-4 py-2.5">
        <Button size="sm" icon={Activity} busy={test.isPending} onClick={() => test.mutate()}>
          {t(test.isPending ? 'accounts.testing' : 'accounts.test')}
        </Button>
        <Button size="sm" icon={Pencil} onClick={() => setEditing(true)}>
          {t('accounts.edit')}
        </Button>
        <Button size="sm" variant="quiet" icon={Trash2} onClick={() => setRemoving(true)} className="sm:ml-auto">
          {t('accounts.remove')}
        </Button>
        <p role="status" className="basis-full empty:hidden">
          {test.isSuccess && (
            <span className="flex items-center gap-1.5">
              <CircleCheck aria-hidden size={16} className="shrink-0 text-go" />
              {[
                t('accounts.testOk', { identity: test.data.identity }),
                test.data.balance &&
                  t('accounts.testBalance', { balance: money(test.data.balance.amount, test.data.balance.currency) }),
              ]
                .filter(Boolean)
                .join(', ')}
            </span>
          )}
          {test.isError && <span className="text-miss">{error(test.error)}</span>}
        </p>
      </div>
      <EditAccountDialog account={account} open={editing} onClose={() => setEditing(false)} />
      <RemoveAccountDialog account={account} open={removing} onClose={() => setRemoving(false)} />
    </li>
  );
}
