import { useQueries } from '@tanstack/react-query';
import { Voicemail } from 'lucide-react';
import { useSession } from '../../session/session.tsx';
import { useLive } from '../../stores/live-store.ts';
import { useView } from '../../stores/view-store.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useNow } from '../../ui/now.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useWords } from '../../words/words.ts';
import { groupByDay } from '../filtered-list/by-day.ts';
import { useWaiting } from '../missed/use-waiting.ts';
import { CallRow } from './call-row.tsx';
import { keepsMessages } from './keeps-messages.ts';

interface VoicemailListProps {
  messages: 'unheard' | 'heard';
  currentId: number | undefined;
}

/** Messages that callers left, of every account that keeps them: asked of the providers, who know what was heard. */
export function VoicemailList({ messages, currentId }: VoicemailListProps) {
  const { api } = useSession();
  const { t, error, dayHeading } = useWords();
  const now = useNow();
  const isWaiting = useWaiting();
  const all = useLive((state) => state.accounts);
  const source = useView((state) => state.source);
  const accounts = all.filter((one) => keepsMessages(one) && (source === undefined || source.accountId === one.id));
  const queries = useQueries({
    queries: accounts.map(({ id }) => api.calls.voicemail.queryOptions({ input: { accountId: id, messages } })),
  });
  const failed = queries.flatMap((query, index) => (query.isError ? [{ query, account: accounts[index] }] : []));
  const calls = queries.flatMap(({ data = [] }) => data).toSorted((one, other) => other.startedAt - one.startedAt);
  const isPending = queries.some((query) => query.isPending);

  return (
    <section aria-label={t('calls.voicemail.title')} className="pb-6">
      <Segmented
        label={t('calls.voicemail.which')}
        value={messages}
        onChange={(next) => useView.setState({ messages: next })}
        options={(['unheard', 'heard'] as const).map((value) => ({
          value,
          label: t(`calls.voicemail.messages.${value}`),
        }))}
      />
      {failed.map(({ query, account }) => (
        <div
          key={account?.id}
          role="alert"
          className="mt-3 flex flex-wrap items-center justify-between gap-2 rounded-lg border border-miss-line bg-miss-bg px-3 py-2"
        >
          <p className="min-w-0 flex-1 basis-56">
            {t('calls.voicemail.failed', { account: account?.label ?? '', problem: error(query.error) })}
          </p>
          <Button size="sm" busy={query.isFetching} onClick={() => void query.refetch()}>
            {t('app.retry')}
          </Button>
        </div>
      ))}
      {calls.length > 0 ? (
        <ul>
          {groupByDay(calls).map((item) =>
            item.kind === 'day' ? (
              <li key={item.key}>
                <h3 className="px-1 pt-4 pb-1.5 font-medium text-dim">{dayHeading(item.at, now)}</h3>
              </li>
            ) : (
              <li
                key={item.key}
                className={classNames(
                  'h-[45px] overflow-hidden border-line border-x border-b bg-surface',
                  item.first && 'rounded-t-xl border-t',
                  item.last && 'rounded-b-xl',
                )}
              >
                <CallRow call={item.call} waits={isWaiting(item.call)} isCurrent={item.call.id === currentId} />
              </li>
            ),
          )}
        </ul>
      ) : isPending ? (
        <div className="mt-3">
          <SkeletonRows count={3} />
        </div>
      ) : (
        failed.length === 0 && (
          <EmptyState
            icon={Voicemail}
            title={t(`calls.voicemail.emptyTitle.${messages}`)}
            text={t('calls.voicemail.emptyText')}
          />
        )
      )}
    </section>
  );
}
