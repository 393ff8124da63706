import { useMutation } from '@tanstack/react-query';
import type { Account } from '../../../shared/contract/account.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import { useSession } from '../../session/session.tsx';
import { useConnection } from '../../stores/connection-store.ts';
import { editAccount, useView } from '../../stores/view-store.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useNow } from '../../ui/now.ts';
import { useWords } from '../../words/words.ts';
import { dots, isTroubled } from './connection-summary.ts';
import { type RecoveryAction, recoveryActionsOf } from './recovery-actions.ts';

/** How an account hears of calls: since when, what fails, what works all the same, and what can be done. */
export function AccountStatus({ account }: { account: Account }) {
  const { t, dated, clock } = useWords();
  const now = useNow();
  const {
    state,
    since,
    nextTryAt,
    lastHeardAt,
    unreadableRows = 0,
    refusedNumbers = [],
    newNumbers = 0,
  } = account.status;
  const troubled = isTroubled(account);
  const isLost = useConnection((connection) => connection.phase === 'lost');
  // What the program last said of it may be long over.
  if (isLost) return <p className="mt-0.5 text-dim">{t('accounts.unknown')}</p>;
  const times = [
    t('accounts.since', { when: dated(since, now) }),
    !troubled && lastHeardAt !== undefined && t('accounts.lastHeard', { when: clock(lastHeardAt) }),
    account.status.problem && nextTryAt !== undefined && t('accounts.nextTry', { when: clock(nextTryAt) }),
  ];
  return (
    <div className="mt-0.5">
      <p className="flex flex-wrap items-center gap-x-2">
        <span aria-hidden className={classNames('size-2 rounded-full', dots[state])} />
        <span className={classNames('font-medium', troubled && 'text-miss')}>{t(`accounts.states.${state}`)}</span>
        <span className="text-dim">{times.filter(Boolean).join(' · ')}</span>
      </p>
      {refusedNumbers.map(({ number, detail }) => (
        <p key={number} className="mt-1">
          {[t('accounts.refusedNumber', { number }), detail].filter(Boolean).join(' ')}
        </p>
      ))}
      {newNumbers > 0 && <p className="mt-1 text-accent">{t('accounts.watch.found', { count: newNumbers })}</p>}
      {unreadableRows > 0 && <p className="mt-1">{t('accounts.unreadableRows', { count: unreadableRows })}</p>}
      {account.status.problem && <Trouble account={account} problem={account.status.problem} />}
    </div>
  );
}

function Trouble({ account, problem }: { account: Account; problem: Problem }) {
  const { t, problem: say } = useWords();
  const { works = [] } = account.status;
  return (
    <div className="mt-2 flex flex-wrap items-center justify-between gap-2 rounded-lg border border-miss-line bg-miss-bg px-3 py-2">
      <div className="min-w-0 flex-1 basis-56">
        <p>{say(problem)}</p>
        <p className="mt-1">
          {works.length === 0
            ? t('accounts.worksNothing')
            : t('accounts.worksStill', { what: works.map((one) => t(`accounts.works.${one}`)).join(', ') })}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        {recoveryActionsOf(problem.code).map((action) => (
          <RecoveryButton key={action} action={action} account={account} />
        ))}
      </div>
    </div>
  );
}

function RecoveryButton({ action, account }: { action: RecoveryAction; account: Account }) {
  const { client } = useSession();
  const { t } = useWords();
  const retry = useMutation({ mutationFn: () => client.accounts.retry({ id: account.id }) });
  switch (action) {
    case 'unlock':
      return (
        <Button size="sm" onClick={() => useView.setState({ vaultOpen: true })}>
          {t('app.banners.vaultLockedAction')}
        </Button>
      );
    case 'secret':
      return (
        <Button size="sm" onClick={() => editAccount(account.id, 'credentials')}>
          {t(account.credentialKind === 'token' ? 'accounts.pasteToken' : 'accounts.enterAgain')}
        </Button>
      );
    case 'retry':
      return (
        <Button size="sm" busy={retry.isPending} onClick={() => retry.mutate()}>
          {t('app.retryNow')}
        </Button>
      );
  }
}
