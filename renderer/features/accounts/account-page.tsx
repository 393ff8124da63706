import { useMutation } from '@tanstack/react-query';
import { ChevronLeft, KeyRound, Pencil, RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Account, AccountDetails } from '../../../shared/contract/account.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import { daysAgo } from '../../format/day.ts';
import { formatRoute, goOn, goTo } from '../../route/route.ts';
import { useSession } from '../../session/session.tsx';
import { useLive } from '../../stores/live-store.ts';
import { editAccount } from '../../stores/view-store.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useNow } from '../../ui/now.ts';
import { Panel } from '../../ui/panel.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useWords } from '../../words/words.ts';
import { AccountTools } from '../account-tools/account-tools.tsx';
import { AccountFacts } from './account-facts.tsx';
import { AccountHook } from './account-hook.tsx';
import { AccountStatus } from './account-status.tsx';
import { AccountTest } from './account-test.tsx';
import { useProvider } from './connect/use-provider.ts';
import { HistoryDepthChoice } from './history-depth.tsx';
import { ImportProgress } from './import-progress.tsx';
import { PollPace } from './poll-pace.tsx';
import { RemoveAccountDialog } from './remove-account-dialog.tsx';
import { useAccountDetails } from './use-account-details.ts';
import { WatchedNumbers } from './watched-numbers.tsx';

/** Everything about one account: who it is, how long its token lasts, what its lines have shown, how its lists are read. */
export function AccountPage({ accountId }: { accountId: string }) {
  const { t, error } = useWords();
  const { ready, accounts } = useLive();
  const account = accounts.find(({ id }) => id === accountId);
  const provider = useProvider(account?.provider ?? 'unknown');
  const details = useAccountDetails(accountId);
  if (!ready) return <SkeletonRows count={4} />;
  if (account === undefined) {
    return (
      <EmptyState icon={KeyRound} title={t('accounts.page.gone')}>
        <Button unable={null} onClick={() => goTo({ screen: 'settings', section: 'accounts' })}>
          {t('accounts.page.back')}
        </Button>
      </EmptyState>
    );
  }
  const isPolled = !account.webhook;
  return (
    <>
      <a
        href={formatRoute({ screen: 'settings', section: 'accounts' })}
        draggable={false}
        className="mb-2 -ml-1 inline-flex h-8 items-center gap-1 rounded-lg pr-3 pl-1 text-dim hover:bg-hover hover:text-text"
      >
        <ChevronLeft aria-hidden size={16} />
        {t('accounts.page.back')}
      </a>
      <Identity account={account} />
      {details.isError ? (
        <div className="mb-5 flex flex-wrap items-center justify-between gap-2 px-1">
          <p role="alert" className="text-miss">
            {error(details.error)}
          </p>
          <Button onClick={() => void details.refetch()}>{t('app.retry')}</Button>
        </div>
      ) : details.data === undefined ? (
        <div className="mb-5">
          <SkeletonRows count={3} />
        </div>
      ) : (
        <>
          {details.data.token && <Token account={account} token={details.data.token} />}
          <Lines lines={details.data.lines} />
          <Lists account={account} details={details.data} />
        </>
      )}
      {provider?.numberSource === 'listed' && <WatchedNumbers account={account} />}
      <AccountTools account={account} />
      {isPolled && <PollPace />}
    </>
  );
}

function Identity({ account }: { account: Account }) {
  const { t } = useWords();
  const [removing, setRemoving] = useState(false);
  const list = { screen: 'settings', section: 'accounts' } as const;
  const page = { ...list, accountId: account.id };
  return (
    <section className="mb-5 rounded-xl border border-line bg-surface">
      <div className="px-4 pt-3.5 pb-3">
        <h2 className="flex items-center gap-2 font-semibold text-xl">
          <span className="min-w-0 truncate">{account.label}</span>
          {account.demo && <Badge tone="accent">{t('accounts.demo')}</Badge>}
        </h2>
        <AccountStatus account={account} />
        <div className="mt-3">
          <AccountFacts account={account} />
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
      <RemoveAccountDialog
        account={account}
        open={removing}
        onClose={() => setRemoving(false)}
        onRemoved={() => goOn(page, list, { replace: true })}
      />
    </section>
  );
}

/** From here on the page says that a new one will be needed. */
const soonDays = 30;

function Token({ account, token }: { account: Account; token: NonNullable<AccountDetails['token']> }) {
  const { t, date, when } = useWords();
  const now = useNow();
  const { validUntil, renewsAt } = token;
  const daysLeft = validUntil === undefined ? undefined : Math.max(0, -daysAgo(validUntil, now));
  return (
    <Panel title={t('accounts.page.token')}>
      <div className="flex flex-wrap items-center justify-between gap-3 py-3">
        <div className="min-w-0 flex-1 basis-56">
          <p>
            {validUntil === undefined
              ? t('accounts.page.noEnd')
              : t('accounts.page.validUntil', { date: date(validUntil) })}
          </p>
          {daysLeft !== undefined && daysLeft <= soonDays && (
            <p className="text-accent">{t('accounts.page.endsSoon', { count: daysLeft })}</p>
          )}
          {renewsAt !== undefined && (
            <p className="text-dim text-sm">{t('accounts.page.renews', { when: when(renewsAt, now) })}</p>
          )}
        </div>
        <Button size="sm" icon={KeyRound} onClick={() => editAccount(account.id, 'credentials')}>
          {t('accounts.pasteToken')}
        </Button>
      </div>
    </Panel>
  );
}

function Lines({ lines }: Pick<AccountDetails, 'lines'>) {
  const { t, number, whenShort } = useWords();
  const now = useNow();
  if (lines.length === 0) return null;
  return (
    <Panel title={t('accounts.lines')} text={t('accounts.page.linesText')}>
      {lines.map(({ number: own, label, listed, calls, newestAt, hasUnanswered }) => {
        const written = number(parseParty(own));
        const seen = [
          calls > 0 ? t('accounts.page.lineCalls', { count: calls }) : t('accounts.page.noCalls'),
          newestAt !== undefined && t('accounts.page.newest', { when: whenShort(newestAt, now) }),
          !listed && t('accounts.page.notListed'),
        ];
        return (
          <div key={own} className="py-2.5">
            <p className="flex flex-wrap items-baseline justify-between gap-x-4">
              <span className="font-medium">
                {label && label !== written ? `${label} · ` : ''}
                <span className="tabular-nums">{written}</span>
              </span>
              <span className="text-dim">{seen.filter(Boolean).join(' · ')}</span>
            </p>
            {calls > 0 && !hasUnanswered && <p className="text-dim text-sm">{t('accounts.page.noUnanswered')}</p>}
          </div>
        );
      })}
    </Panel>
  );
}

/** How far the lists are read, when they are read next, and the ways to read more of them. */
function Lists({ account, details }: { account: Account; details: AccountDetails }) {
  const { client } = useSession();
  const { t, when, clock, error } = useWords();
  const now = useNow();
  const again = useMutation({ mutationFn: () => client.accounts.importAgain({ id: account.id }) });
  const { listedUntil, nextListingAt } = details;
  return (
    <Panel title={t('accounts.import.title')}>
      <div className="py-3">
        {account.status.importing ? (
          <ImportProgress account={account} />
        ) : (
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p className="min-w-0 flex-1 basis-56">
              {listedUntil === undefined
                ? t('accounts.import.never')
                : t('accounts.import.readUntil', { when: when(listedUntil, now) })}{' '}
              {nextListingAt !== undefined && (
                <span className="text-dim">{t('accounts.import.next', { when: clock(nextListingAt) })}</span>
              )}
            </p>
            <Button size="sm" icon={RotateCcw} busy={again.isPending} onClick={() => again.mutate()}>
              {t('accounts.import.again')}
            </Button>
          </div>
        )}
        {again.isError && (
          <p role="alert" className="mt-2 text-miss">
            {error(again.error)}
          </p>
        )}
      </div>
      <HistoryDepthChoice account={account} />
    </Panel>
  );
}
