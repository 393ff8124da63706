import { useMutation } from '@tanstack/react-query';
import { Activity, CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Account } from '../../../shared/contract/account.ts';
import { useSession } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../../words/words.ts';

/** The row of an account's buttons, the connection test among them with what it found. */
export function AccountTest({ account, children }: { account: Account; children: ReactNode }) {
  const { client } = useSession();
  const { t, error, money } = useWords();
  const test = useMutation({ mutationFn: () => client.accounts.test({ id: account.id }) });
  return (
    <div className="flex flex-wrap items-center gap-2 border-line border-t px-4 py-2.5">
      <Button size="sm" icon={Activity} busy={test.isPending} onClick={() => test.mutate()}>
        {t(test.isPending ? 'accounts.testing' : 'accounts.test')}
      </Button>
      {children}
      <p role="status" className="basis-full empty:hidden">
        {test.isSuccess && (
          <span className="flex items-center gap-1.5">
            <CircleCheck aria-hidden size={16} className="shrink-0 text-go" />
            {[
              t('accounts.testOk', {
                identity: test.data.identity || t('accounts.testNumbers', { count: test.data.numbers?.length ?? 0 }),
              }),
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
  );
}
