import { useMutation } from '@tanstack/react-query';
import type { Account } from '../../../shared/contract/account.ts';
import { useSession } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useWords } from '../../words/words.ts';

/** How far the calls of the past are read, and a way to leave it at that. */
export function ImportProgress({ account }: { account: Account }) {
  const { client } = useSession();
  const { t, count, percent, date, error } = useWords();
  const { importing } = account.status;
  const cancel = useMutation({ mutationFn: () => client.accounts.cancelImport({ id: account.id }) });
  if (importing === undefined) {
    return (
      <div>
        <p role="status" className="mb-2">
          {t('accounts.import.starting')}
        </p>
        <ProgressBar label={t('accounts.import.starting')} share={undefined} />
      </div>
    );
  }
  const { share, calls, readBackTo } = importing;
  return (
    <div>
      <div className="mb-2 flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <p>
          {share !== undefined && <b className="font-semibold tabular-nums">{percent(share)} </b>}
          <span className="text-dim">
            {t('accounts.import.sofar', { calls: count(calls), date: date(readBackTo) })}
          </span>
        </p>
        <Button size="sm" variant="quiet" busy={cancel.isPending} onClick={() => cancel.mutate()}>
          {t('accounts.import.cancel')}
        </Button>
      </div>
      <ProgressBar label={t('accounts.import.title')} share={share} />
      {cancel.isError && (
        <p role="alert" className="mt-2 text-miss">
          {error(cancel.error)}
        </p>
      )}
    </div>
  );
}
