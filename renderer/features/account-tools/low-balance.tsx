import { useQuery } from '@tanstack/react-query';
import { Wallet } from 'lucide-react';
import type { Account } from '../../../shared/contract/account.ts';
import { isBelow } from '../../../shared/domain/money.ts';
import { goTo } from '../../route/route.ts';
import { useSession } from '../../session/session.tsx';
import { useLive } from '../../stores/live-store.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../../words/words.ts';

/** ms after which a balance is read anew while somebody looks. */
const readAnewAfter = 30 * 60_000;

/** `of`: whose, where it is not the account's own. */
export function useBalance(accountId: string, of?: string) {
  const { api } = useSession();
  return useQuery(
    api.accountTools.money.balance.queryOptions({
      input: { accountId, of },
      staleTime: readAnewAfter,
      refetchInterval: readAnewAfter,
    }),
  );
}

/** Accounts that have less than the user wants them to have. Those without such a limit are not asked for. */
export function LowBalances() {
  const accounts = useLive((state) => state.accounts);
  const limits = useLive((state) => state.settings.balanceLimits);
  return accounts.map(
    (account) =>
      limits[account.id] !== undefined &&
      account.capabilities.includes('balance') && (
        <LowBalance key={account.id} account={account} limit={limits[account.id]} />
      ),
  );
}

function LowBalance({ account, limit }: { account: Account; limit: number | undefined }) {
  const { t, money } = useWords();
  const { data } = useBalance(account.id);
  if (data?.amount === undefined || !isBelow(data.amount, limit)) return null;
  return (
    <Banner
      icon={Wallet}
      tone="accent"
      title={`${account.label}:`}
      action={
        <Button size="sm" onClick={() => goTo({ screen: 'settings', section: 'accounts', accountId: account.id })}>
          {t('app.banners.openAccount')}
        </Button>
      }
    >
      {t('app.banners.lowBalance', { balance: money(data.amount, data.currency) })}
    </Banner>
  );
}
