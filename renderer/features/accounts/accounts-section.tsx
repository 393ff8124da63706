import { Plus, UserRound } from 'lucide-react';
import { goTo } from '../../route/route.ts';
import { useLive } from '../../stores/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useWords } from '../../words/words.ts';
import { AccountCard } from './account-card.tsx';

export function AccountsSection() {
  const { t } = useWords();
  const { ready, accounts } = useLive();
  const connect = () => goTo({ screen: 'connect' });
  if (!ready) return <SkeletonRows count={2} />;
  if (accounts.length === 0) {
    return (
      <EmptyState icon={UserRound} title={t('accounts.none')}>
        <Button variant="primary" icon={Plus} onClick={connect}>
          {t('accounts.add')}
        </Button>
      </EmptyState>
    );
  }
  return (
    <>
      <div className="mb-2 flex min-h-8 items-center justify-between gap-3">
        <h2 className="px-1 font-semibold text-lg">{t('accounts.title')}</h2>
        <Button size="sm" icon={Plus} onClick={connect}>
          {t('accounts.add')}
        </Button>
      </div>
      <ul className="flex flex-col gap-3">
        {accounts.map((account) => (
          <AccountCard key={account.id} account={account} />
        ))}
      </ul>
    </>
  );
}
