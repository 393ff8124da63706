import { CircleCheck } from 'lucide-react';
import { goTo } from '../../route/route.ts';
import { useLive } from '../../stores/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../../words/words.ts';
import { AccountStatus } from '../accounts/account-status.tsx';
import { isTroubled } from '../accounts/connection-summary.ts';
import { ImportProgress } from '../accounts/import-progress.tsx';
import { useAccountDetails } from '../accounts/use-account-details.ts';
import { StepFrame } from './step-frame.tsx';

/** The calls of the past are read while one looks on, or not: the list is there already. */
export function FirstCallsStep({ accountId }: { accountId: string }) {
  const { t } = useWords();
  const account = useLive((state) => state.accounts.find(({ id }) => id === accountId));
  const isRead = account?.status.state === 'polling' && account.status.importing === undefined;
  return (
    <StepFrame
      at={3}
      of={3}
      title={t('onboarding.first.title')}
      text={t(isRead ? 'onboarding.first.textRead' : 'onboarding.first.text')}
    >
      <div className="flex flex-col gap-5">
        {account && isTroubled(account) && <AccountStatus account={account} />}
        {isRead ? (
          <Read accountId={accountId} />
        ) : (
          account && !isTroubled(account) && <ImportProgress account={account} />
        )}
        <Button variant="primary" size="lg" autoFocus onClick={() => goTo({ screen: 'calls' })}>
          {t('onboarding.first.toCalls')}
        </Button>
      </div>
    </StepFrame>
  );
}

function Read({ accountId }: { accountId: string }) {
  const { t, count } = useWords();
  const details = useAccountDetails(accountId);
  const calls = details.data?.lines.reduce((sum, line) => sum + line.calls, 0);
  return (
    <p
      role="status"
      className="flex items-center gap-3 rounded-xl border border-go-line bg-go-bg px-4 py-3 font-semibold"
    >
      <CircleCheck aria-hidden size={20} className="shrink-0 text-go" />
      {calls === undefined ? t('onboarding.first.read') : t('onboarding.first.readCount', { calls: count(calls) })}
    </p>
  );
}
