import { Check, PhoneOutgoing, X } from 'lucide-react';
import type { Callback } from '../../../shared/contract/callback.ts';
import { goTo } from '../../route/route.ts';
import { useView } from '../../stores/view-store.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useWords } from '../../words/words.ts';
import { CallButton } from './call-button.tsx';
import { stepOf } from './callback-progress.ts';
import { describeOrderNow } from './order-words.ts';

const steps = ['order', 'own', 'remote', 'talk'] as const;

/** An order and how far it is. */
export function CallbackCard({ callback, onDismiss }: { callback: Callback; onDismiss(): void }) {
  const words = useWords();
  const { t, who, number } = words;
  const { state, remote } = callback;
  const { said, isBroken: broken } = describeOrderNow(callback, words);
  const name = who(remote);
  return (
    <div className="@container">
      <article
        aria-label={`${t('callback.call')}: ${name}`}
        className={classNames(
          'flex animate-rise flex-wrap items-center gap-x-3.5 gap-y-2 rounded-xl border bg-surface py-2.5 pr-3 pl-4 shadow-card',
          broken ? 'border-miss-line' : 'border-go-line',
        )}
      >
        <span
          className={classNames(
            'grid size-9 shrink-0 place-items-center rounded-full',
            broken ? 'bg-miss-bg text-miss' : 'bg-go-bg text-go',
          )}
        >
          <PhoneOutgoing aria-hidden size={18} strokeWidth={1.9} />
        </span>
        <div className="min-w-0 flex-1 basis-56">
          <p className="flex flex-wrap items-baseline gap-x-2">
            <span className="truncate font-semibold text-lg">{name}</span>
            {remote.name && <span className="whitespace-nowrap text-dim">{number(remote)}</span>}
          </p>
          <p role="status" className={broken ? 'text-miss' : 'text-dim'}>
            {said}
          </p>
        </div>
        {!broken && callback.followed && <Steps at={stepOf(callback)} over={state === 'ended'} />}
        {(state === 'failed' || state === 'refused') && (
          <CallButton remote={remote} accountId={callback.accountId} label="call" size="sm" />
        )}
        {callback.hold === 'unknown' && (
          <Button size="sm" onClick={() => useView.setState({ orderAgain: callback.id })}>
            {t('callback.again.open')}
          </Button>
        )}
        {callback.callId !== undefined && (
          <Button size="sm" variant="quiet" onClick={() => goTo({ screen: 'calls', callId: callback.callId })}>
            {t('callback.openCall')}
          </Button>
        )}
        {broken && <IconButton icon={X} label={t('app.dismiss')} onClick={onDismiss} />}
      </article>
    </div>
  );
}

function Steps({ at, over }: { at: number; over: boolean }) {
  const { t } = useWords();
  return (
    <ol aria-label={t('callback.steps.label')} className="flex flex-wrap items-center gap-1.5 text-sm">
      {steps.map((step, index) => {
        const done = index < at || over;
        const now = index === at && !over;
        return (
          <li
            key={step}
            aria-current={now ? 'step' : undefined}
            className={classNames(
              'flex items-center gap-1.5',
              now ? 'font-semibold text-go' : done ? 'text-dim' : 'text-faint',
            )}
          >
            {index > 0 && (
              <span aria-hidden className={classNames('h-px w-3', done || now ? 'bg-go' : 'bg-line-strong')} />
            )}
            {done ? (
              <Check aria-hidden size={13} className="text-go" />
            ) : (
              <span
                aria-hidden
                className={classNames('size-2 rounded-full', now ? 'animate-breathe bg-go' : 'bg-line-strong')}
              />
            )}
            {t(`callback.steps.${step}`)}
          </li>
        );
      })}
    </ol>
  );
}
