import { Bell, BellOff, type LucideIcon, Phone, PhoneMissed, PhoneOff, PhoneOutgoing, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Call } from '../../../shared/contract/call.ts';
import type { Callback } from '../../../shared/contract/callback.ts';
import type { LiveCard } from '../../../shared/contract/updates.ts';
import { formatDuration } from '../../format/duration.ts';
import { goTo } from '../../route/route.ts';
import { useSession } from '../../session/session.tsx';
import { useLost } from '../../session/use-lost.ts';
import { useView } from '../../stores/view-store.ts';
import { classNames } from '../../ui/class-names.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useWords } from '../../words/words.ts';
import { describeOrderNow } from '../callbacks/order-words.ts';
import { cardStateWords } from './card-words.ts';
import { useKnownUntil } from './live-clock.ts';
import type { LiveEntry } from './live-entries.ts';

interface LiveLineProps {
  entry: LiveEntry;
  /** What else is to be said in it. */
  more?: string | undefined;
  onDismissOrder?: ((id: string) => void) | undefined;
}

/** A call of this moment in one line, where there is no room for its card. */
export function LiveLine({ entry, ...rest }: LiveLineProps) {
  return entry.kind === 'order' ? (
    <OrderLine order={entry.order} {...rest} />
  ) : (
    <CallLine card={entry.card} {...rest} />
  );
}

function lookOf({ state, direction, remote }: Call): { icon: LucideIcon; tone: string } {
  if (state === 'ringing' && direction === 'in') return { icon: Bell, tone: 'text-accent' };
  if (state === 'ringing' || state === 'answered')
    return { icon: direction === 'out' ? PhoneOutgoing : Phone, tone: 'text-go' };
  if (state !== 'missed') return { icon: PhoneOff, tone: 'text-dim' };
  return { icon: PhoneMissed, tone: remote.kind === 'hidden' ? 'text-dim' : 'text-miss' };
}

function CallLine({ card, more }: { card: LiveCard; more?: string | undefined }) {
  const { client } = useSession();
  const { t, who, clock } = useWords();
  const { at: now, isStopped } = useKnownUntil();
  const lost = useLost();
  const { call, silenced } = card;
  const { icon, tone } = lookOf(call);
  const isRinging = call.state === 'ringing' && call.direction === 'in';
  const since = call.state === 'ringing' ? call.startedAt : call.state === 'answered' ? call.answeredAt : undefined;
  const seconds = since === undefined ? undefined : Math.max(0, (now - since) / 1000);
  const word = call.state === 'ringing' && call.direction === 'out' ? 'outgoing' : cardStateWords[call.state];
  return (
    <Line
      name={who(call.remote)}
      icon={isRinging && silenced ? BellOff : icon}
      tone={tone}
      moves={isRinging && !silenced && !isStopped}
      said={
        <span className={classNames('font-semibold', tone)}>
          {t(`live.${word}`)} {seconds !== undefined && <time aria-hidden>{formatDuration(seconds)}</time>}
        </span>
      }
      facts={[
        isStopped && since !== undefined && t('live.asOf', { time: clock(now) }),
        more,
        call.line && t('live.toLine', { line: call.line }),
        card.before.note && `«${card.before.note}»`,
      ]}
      onOpen={() => goTo({ screen: 'calls', callId: call.id })}
    >
      {isRinging && (
        <IconButton
          icon={BellOff}
          label={t(silenced ? 'live.silenced' : 'live.silence')}
          disabled={silenced}
          size="sm"
          unable={lost}
          onClick={() => void client.live.silence({ callId: call.id }).catch(() => undefined)}
        />
      )}
      {card.leavesAt !== undefined && (
        <IconButton
          icon={X}
          label={t('app.dismiss')}
          size="sm"
          unable={lost}
          onClick={() => void client.live.dismiss({ callId: call.id }).catch(() => undefined)}
        />
      )}
    </Line>
  );
}

interface OrderLineProps {
  order: Callback;
  more?: string | undefined;
  onDismissOrder?: ((id: string) => void) | undefined;
}

function OrderLine({ order, more, onDismissOrder }: OrderLineProps) {
  const words = useWords();
  const { t, who } = words;
  const { said, isBroken } = describeOrderNow(order, words);
  const { callId } = order;
  const open = () => {
    if (order.hold === 'unknown') useView.setState({ orderAgain: order.id });
    else if (callId !== undefined) goTo({ screen: 'calls', callId });
  };
  return (
    <Line
      name={`${t('callback.call')}: ${who(order.remote)}`}
      title={who(order.remote)}
      icon={PhoneOutgoing}
      tone={isBroken ? 'text-miss' : 'text-go'}
      said={
        <span role="status" className={classNames('font-semibold', isBroken ? 'text-miss' : 'text-go')}>
          {said}
        </span>
      }
      facts={[more]}
      isWhole={isBroken}
      onOpen={order.hold === 'unknown' || callId !== undefined ? open : undefined}
    >
      {isBroken && onDismissOrder && (
        <IconButton icon={X} label={t('app.dismiss')} size="sm" onClick={() => onDismissOrder(order.id)} />
      )}
    </Line>
  );
}

interface LineProps {
  /** For who does not see it. */
  name: string;
  title?: string;
  icon: LucideIcon;
  tone: string;
  moves?: boolean;
  /** However long: what is said in it is to be read. */
  isWhole?: boolean;
  said: ReactNode;
  facts: readonly (string | false | undefined)[];
  onOpen: (() => void) | undefined;
  children: ReactNode;
}

function Line({
  name,
  title = name,
  icon: Icon,
  tone,
  moves = false,
  isWhole = false,
  said,
  facts,
  onOpen,
  children,
}: LineProps) {
  const { t } = useWords();
  return (
    <article
      aria-label={name}
      className="relative flex min-h-9 shrink-0 items-center gap-2.5 rounded-lg border border-line bg-raised pr-0.5 pl-2.5"
    >
      {onOpen && (
        <button
          type="button"
          aria-label={`${t('live.open')}: ${title}`}
          onClick={onOpen}
          className="absolute inset-0 rounded-lg"
        />
      )}
      <Icon
        aria-hidden
        size={18}
        strokeWidth={1.9}
        className={classNames('shrink-0', tone, moves && 'origin-top animate-ring')}
      />
      <p className={classNames('pointer-events-none min-w-0 flex-1 py-1 text-dim', !isWhole && 'truncate')}>
        <span className="font-semibold text-text sm:text-lg">{title}</span> {said}
        {facts.filter(Boolean).map((fact) => ` · ${fact}`)}
      </p>
      <span className="relative flex">{children}</span>
    </article>
  );
}
