import type { ReactNode } from 'react';
import type { Call } from '../../../shared/contract/call.ts';
import type { Callback } from '../../../shared/contract/callback.ts';
import { formatDuration } from '../../format/duration.ts';
import { formatRoute } from '../../route/route.ts';
import { useLive } from '../../stores/live-store.ts';
import { useNow } from '../../ui/now.ts';
import { useWords } from '../../words/words.ts';
import { describeOrder } from '../callbacks/order-words.ts';
import { useWaiting } from '../missed/use-waiting.ts';
import { RecordingControl } from '../recordings/recording-control.tsx';
import { CallIcon } from './call-icon.tsx';
import { CallJourney } from './call-journey.tsx';
import { describeOutcome } from './call-words.ts';
import { written } from './journey-lines.ts';

interface CallFactsProps {
  call: Call;
  /** The order that led to it, where it was ordered from here. */
  order: Callback | undefined;
  children: ReactNode;
}

/** The call that is open, in plain pairs. */
export function CallFacts({ call, order, children }: CallFactsProps) {
  const words = useWords();
  const { t, when, clock, number } = words;
  const now = useNow();
  const isWaiting = useWaiting();
  const account = useLive((state) => state.accounts.find(({ id }) => id === call.accountId)?.label);
  const facts: [label: string, value: ReactNode][] = [
    [t('calls.detail.when'), when(call.startedAt, now)],
    [t('callback.past.ordered'), order && [clock(order.orderedAt), describeOrder(order, words)].join(', ')],
    [t('calls.detail.line'), call.line],
    [t('calls.detail.account'), account],
    [t('calls.detail.subAccounts'), call.subAccounts?.join(', ')],
    [t('calls.detail.talked'), call.talkSeconds ? formatDuration(call.talkSeconds) : undefined],
    [t('calls.detail.rang'), call.ringSeconds ? formatDuration(call.ringSeconds) : undefined],
    [t('calls.detail.asSent'), sentOtherwise(call) ? call.remote.raw : undefined],
  ];
  return (
    <section aria-label={t('calls.detail.thisCall')} className="rounded-xl border border-line">
      <p className="flex items-center gap-2.5 border-line border-b px-3 py-2.5 font-medium">
        <CallIcon call={call} waits={isWaiting(call)} />
        <span className="block min-w-0 first-letter:uppercase">
          {[t(call.direction === 'in' ? 'calls.incoming' : 'calls.outgoing'), describeOutcome(call, words)].join(', ')}
          {call.answeredBy && (
            <span className="font-normal text-dim">
              {' '}
              · {t('calls.answeredBy', { name: written(call.answeredBy, number) })}
            </span>
          )}
        </span>
      </p>
      {call.state === 'answered-elsewhere' && (
        <p className="border-line border-b px-3 py-2 text-dim text-sm">
          {t('calls.detail.elsewhere')}{' '}
          <a
            href={formatRoute({ screen: 'settings', section: 'accounts' })}
            className="rounded text-text underline underline-offset-3"
          >
            {t('calls.detail.elsewhereAction')}
          </a>
        </p>
      )}
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 px-3 py-2.5">
        {facts.map(
          ([label, value]) =>
            value && (
              <div key={label} className="contents">
                <dt className="text-dim">{label}</dt>
                <dd className="break-words text-right">{value}</dd>
              </div>
            ),
        )}
      </dl>
      {call.journey && <CallJourney accountId={call.accountId} steps={call.journey} />}
      {call.recording && (
        <div className="border-line border-t px-3 py-2">
          <RecordingControl call={call} />
        </div>
      )}
      <div className="border-line border-t">{children}</div>
    </section>
  );
}

/** Whether the provider's writing says more than the number as it is shown: `89161000232` does, `+79161000232` does not. */
function sentOtherwise({ remote }: Call): boolean {
  if (remote.kind === 'hidden' || remote.raw === '') return false;
  return remote.kind === 'number'
    ? remote.raw.replace(/\D/g, '') !== remote.e164?.slice(1)
    : remote.kind !== 'extension';
}
