import { formatRoute } from '../../route/route.ts';
import { useConnection } from '../../stores/connection-store.ts';
import { useLive } from '../../stores/live-store.ts';
import { useWords } from '../../words/words.ts';
import { AccountStatus } from './account-status.tsx';

/** Of each account, whether it hears of calls, and the way to all of them. */
export function ConnectionDetails({ onLeave }: { onLeave(): void }) {
  const { t } = useWords();
  const lost = useConnection((state) => state.phase === 'lost');
  const accounts = useLive((state) => state.accounts);
  return (
    <>
      {lost && <p className="mb-3">{t('app.lost.startAgain')}</p>}
      <ul className="flex flex-col gap-3">
        {accounts.map((account) => (
          <li key={account.id}>
            <h2 className="truncate font-semibold">{account.label}</h2>
            <AccountStatus account={account} />
          </li>
        ))}
      </ul>
      <a
        href={formatRoute({ screen: 'settings', section: 'accounts' })}
        onClick={onLeave}
        className="mt-3 inline-block rounded font-medium text-accent underline underline-offset-3"
      >
        {t('accounts.title')}
      </a>
    </>
  );
}
