import { useQuery } from '@tanstack/react-query';
import { AudioLines } from 'lucide-react';
import type { Call, Party } from '../../../shared/contract/call.ts';
import type { Callback } from '../../../shared/contract/callback.ts';
import { formatDuration } from '../../format/duration.ts';
import { goTo } from '../../route/route.ts';
import { useSession } from '../../session/session.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useNow } from '../../ui/now.ts';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useWords } from '../../words/words.ts';
import { PastOrders } from '../callbacks/past-orders.tsx';
import { useWaiting } from '../missed/use-waiting.ts';
import { CallIcon } from './call-icon.tsx';
import { describeOutcome } from './call-words.ts';

const shownCalls = 100;

interface CallerHistoryProps {
  remote: Party;
  currentId: number;
  /** To this number. */
  orders: readonly Callback[];
}

/** The calls with one number: three figures, what was ordered, then each of them. */
export function CallerHistory({ remote, currentId, orders }: CallerHistoryProps) {
  const { api } = useSession();
  const { t } = useWords();
  const isWaiting = useWaiting();
  const query = useQuery(
    api.calls.list.queryOptions({ input: { filter: { kind: 'all', remoteKey: remote.key }, limit: shownCalls } }),
  );
  if (query.isPending) return <SkeletonRows count={3} />;
  if (query.data === undefined) return null;
  const { calls, next } = query.data;
  const said = (count: number) => (next === undefined ? String(count) : t('calls.detail.atLeast', { count }));
  const figures = [
    { key: 'calls', count: calls.length },
    { key: 'missed', count: calls.filter((call) => call.state === 'missed').length },
    { key: 'talked', count: calls.filter((call) => (call.talkSeconds ?? 0) > 0).length },
  ] as const;
  return (
    <section aria-labelledby="history-title">
      <dl className="mb-5 grid grid-cols-3 gap-2">
        {figures.map(({ key, count }) => (
          <div key={key} className="flex flex-col-reverse rounded-[10px] bg-sunk px-3 py-2">
            <dt className="truncate text-dim text-sm">{t(`calls.detail.facts.${key}`)}</dt>
            <dd className="font-semibold text-xl">{said(count)}</dd>
          </div>
        ))}
      </dl>
      <PastOrders first={2} orders={orders} currentId={currentId} onOpen={showCall} />
      <h3 id="history-title" className="mb-1 font-semibold">
        {t('calls.detail.calls')}
      </h3>
      <ul>
        {calls.map((call) => (
          <HistoryRow key={call.id} call={call} waits={isWaiting(call)} isCurrent={call.id === currentId} />
        ))}
      </ul>
    </section>
  );
}

function showCall(callId: number): void {
  goTo({ screen: 'calls', callId }, { replace: true });
}

function HistoryRow({ call, waits, isCurrent }: { call: Call; waits: boolean; isCurrent: boolean }) {
  const words = useWords();
  const now = useNow();
  return (
    <li className="border-line border-t first:border-t-0">
      <button
        type="button"
        data-row
        aria-current={isCurrent || undefined}
        onClick={() => showCall(call.id)}
        className={classNames(
          '-mx-2 flex min-h-11 w-[calc(100%+16px)] items-center gap-2.5 rounded-lg px-2 py-1 text-left',
          isCurrent ? 'bg-selected' : 'hover:bg-hover',
        )}
      >
        <CallIcon call={call} waits={waits} size={16} />
        <span className="min-w-0 flex-1">
          <span className="block first-letter:uppercase">{words.when(call.startedAt, now)}</span>
          <span className="block truncate text-dim text-sm">
            {[
              words.t(call.direction === 'in' ? 'calls.incoming' : 'calls.outgoing'),
              call.state !== 'ended' && describeOutcome(call, words),
              call.line,
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
        {call.recording && <AudioLines aria-hidden size={15} className="text-accent" />}
        {call.talkSeconds ? <span className="text-faint">{formatDuration(call.talkSeconds)}</span> : null}
      </button>
    </li>
  );
}
