import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Account } from '../../../shared/contract/account.ts';
import { formatParty } from '../../../shared/domain/party-format.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import { useSession } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useWords } from '../../words/words.ts';
import { type WatchedNumber, WatchField, watchChoiceOf } from './connect/watch-field.tsx';

/** The numbers that the provider lists now: whose calls are read, what each is called, and which of them are new. */
export function WatchedNumbers({ account }: { account: Account }) {
  const { api } = useSession();
  const { t, error } = useWords();
  // Asked anew at every visit: what is added at the provider is to be seen here.
  const found = useQuery({ ...api.accounts.test.queryOptions({ input: { id: account.id } }), staleTime: 0 });
  return (
    <Panel title={t('accounts.watch.title')} text={t('accounts.watch.text')}>
      {found.isError ? (
        <div className="flex flex-wrap items-center justify-between gap-2 py-3">
          <p role="alert" className="min-w-0 flex-1 basis-56 text-miss">
            {error(found.error)}
          </p>
          <Button size="sm" onClick={() => void found.refetch()}>
            {t('app.retry')}
          </Button>
        </div>
      ) : found.data === undefined ? (
        <SkeletonRows count={2} />
      ) : (
        <Choice
          key={JSON.stringify([account.numbers, account.leftOut, found.data.numbers])}
          account={account}
          listed={found.data.numbers ?? []}
        />
      )}
    </Panel>
  );
}

function Choice({ account, listed }: { account: Account; listed: readonly string[] }) {
  const { client } = useSession();
  const { t, error } = useWords();
  const start = watchedNumbers(account, listed);
  const [numbers, setNumbers] = useState<readonly WatchedNumber[]>(start);
  const watch = watchChoiceOf(numbers);
  const save = useMutation({
    async mutationFn() {
      if (watch !== undefined) await client.accounts.update({ id: account.id, watch });
    },
  });
  const isChanged = JSON.stringify(numbers) !== JSON.stringify(start);
  const count = start.filter(({ isNew }) => isNew).length;
  return (
    <div className="flex flex-col gap-2 py-3">
      {count > 0 && <p className="text-accent">{t('accounts.watch.found', { count })}</p>}
      <WatchField numbers={numbers} onChange={setNumbers} />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p role={watch === undefined ? 'alert' : undefined} className="min-w-0 flex-1 basis-56 text-dim text-sm">
          {watch === undefined
            ? t('accounts.watch.none')
            : t(watch.leftOut.length === 0 ? 'accounts.watch.all' : 'accounts.watch.some')}
        </p>
        <Button
          size="sm"
          variant="primary"
          busy={save.isPending}
          disabled={watch === undefined || (!isChanged && count === 0)}
          onClick={() => save.mutate()}
        >
          {t('app.save')}
        </Button>
      </div>
      {save.isError && (
        <p role="alert" className="text-miss">
          {error(save.error)}
        </p>
      )}
    </div>
  );
}

/** Those that are watched and not listed any more stay: only the user takes them away. */
function watchedNumbers({ numbers, leftOut, lines }: Account, listed: readonly string[]): WatchedNumber[] {
  return [...new Set([...listed, ...numbers])].map((number) => {
    const label = lines.find((line) => line.number === number)?.label;
    return {
      number,
      isWatched: numbers.length === 0 || numbers.includes(number),
      isNew: numbers.length > 0 && !numbers.includes(number) && !leftOut.includes(number),
      name: label === undefined || label === formatParty(parseParty(number)) ? '' : label,
    };
  });
}
