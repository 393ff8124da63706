import {
  AudioLines,
  Bell,
  BellOff,
  type LucideIcon,
  Pause,
  Phone,
  PhoneMissed,
  PhoneOff,
  PhoneOutgoing,
  X,
} from 'lucide-react';
import type { Call } from '../../../shared/contract/call.ts';
import type { LiveCard as Card } from '../../../shared/contract/updates.ts';
import { goTo } from '../../app/route.ts';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../app/words.ts';
import { formatDuration, isoDuration } from '../../format/duration.ts';
import { playCall, usePlayer } from '../../stores/player-store.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useNow } from '../../ui/now.ts';
import { showToast } from '../../ui/toast.tsx';
import { CallButton } from '../callbacks/call-button.tsx';
import { cardStateWords } from './card-words.ts';

interface Look {
  icon: LucideIcon;
  frame: string;
  disc: string;
  word: string;
}

const looks = {
  ringing: { icon: Bell, frame: 'border-accent-line', disc: 'bg-accent-bg text-accent', word: 'text-accent' },
  talking: { icon: Phone, frame: 'border-go-line', disc: 'bg-go-bg text-go', word: 'text-go' },
  missed: { icon: PhoneMissed, frame: 'border-miss-line', disc: 'bg-miss-bg text-miss', word: 'text-miss' },
  over: { icon: PhoneOff, frame: 'border-line', disc: 'bg-sunk text-dim', word: 'text-dim' },
} satisfies Record<string, Look>;

function lookOf(call: Call): Look {
  if (call.state === 'ringing')
    return call.direction === 'out' ? { ...looks.talking, icon: PhoneOutgoing } : looks.ringing;
  if (call.state === 'answered') return looks.talking;
  if (call.state === 'missed') return looks.missed;
  return looks.over;
}

/** A call that is going on, or has just ended. The whole of it opens the caller; the buttons lie above that. */
export function LiveCard({ card, onOpen }: { card: Card; onOpen?: () => void }) {
  const { client } = useSession();
  const words = useWords();
  const { t, who, number } = words;
  const { call } = card;
  const look = lookOf(call);
  const ringing = call.state === 'ringing' && call.direction === 'in';
  const Icon = card.silenced && ringing ? BellOff : look.icon;
  const name = who(call.remote);
  return (
    <article
      aria-label={name}
      className={classNames(
        'relative grid animate-rise grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3.5 gap-y-2.5 rounded-xl border bg-surface py-3 pr-3 pl-4 shadow-card transition-colors duration-100 sm:grid-cols-[auto_minmax(0,1fr)_auto]',
        look.frame,
      )}
    >
      <button
        type="button"
        aria-label={`${t('live.open')}: ${name}`}
        onClick={onOpen ?? (() => goTo({ screen: 'calls', callId: call.id }))}
        className="absolute inset-0 rounded-xl"
      />
      <span className={classNames('grid size-11 place-items-center self-start rounded-full sm:self-center', look.disc)}>
        <Icon
          aria-hidden
          size={22}
          strokeWidth={1.9}
          className={classNames('origin-top', ringing && !card.silenced && 'animate-ring')}
        />
      </span>
      <div className="pointer-events-none min-w-0">
        <p className="truncate font-semibold text-2xl tracking-tight">{name}</p>
        <p className="truncate text-dim">
          {[
            call.remote.name && number(call.remote),
            call.line && t('live.toLine', { line: call.line }),
            card.accountLabel,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <p className="mt-0.5 flex flex-wrap gap-x-1.5">
          <Progress call={call} className={look.word} />
          <Before card={card} />
        </p>
        {card.before.note && (
          <p className="mt-1.5 inline-block max-w-full truncate rounded-md bg-accent-bg px-2 py-0.5">
            {card.before.note}
          </p>
        )}
      </div>
      <div className="relative col-span-2 flex items-center justify-end gap-1.5 max-sm:*:flex-1 sm:col-span-1">
        {ringing && (
          <Button
            icon={BellOff}
            disabled={card.silenced}
            onClick={() => void client.live.silence({ callId: call.id }).catch(() => undefined)}
          >
            {t(card.silenced ? 'live.silenced' : 'live.silence')}
          </Button>
        )}
        {/* The pop-up's window has no player. */}
        {onOpen === undefined && card.before.lastRecordingId !== undefined && (
          <LastRecording callId={card.before.lastRecordingId} />
        )}
        {call.state === 'missed' && <CallButton remote={call.remote} accountId={call.accountId} label="callBack" />}
        {card.leavesAt !== undefined && (
          <IconButton
            icon={X}
            label={t('app.dismiss')}
            className="max-sm:flex-none!"
            onClick={() => void client.live.dismiss({ callId: call.id }).catch(() => undefined)}
          />
        )}
      </div>
    </article>
  );
}

/** What was said the last time, while it rings again. */
function LastRecording({ callId }: { callId: number }) {
  const { client } = useSession();
  const { t, error } = useWords();
  const playing = usePlayer((state) => state.playing && state.call?.id === callId);
  const play = () =>
    client.calls
      .get({ id: callId })
      .then(playCall)
      .catch((thrown: unknown) => showToast({ tone: 'miss', text: error(thrown) }));
  return (
    <IconButton
      icon={playing ? Pause : AudioLines}
      tone="accent"
      filled={playing}
      label={t(playing ? 'recordings.pause' : 'live.playLast')}
      className="max-sm:flex-none!"
      onClick={() => void play()}
    />
  );
}

/** What was found in a list is told after its time; what was heard live has just happened. */
const lateMs = 60_000;

/** The state and the time that goes with it. The ticking is not read out: the announcer says the changes. */
function Progress({ call, className }: { call: Call; className: string }) {
  const { t, clock } = useWords();
  const now = useNow(1000);
  const since = call.state === 'ringing' ? call.startedAt : call.state === 'answered' ? call.answeredAt : undefined;
  const seconds = since === undefined ? call.talkSeconds : (now - since) / 1000;
  const word = call.state === 'ringing' && call.direction === 'out' ? 'outgoing' : cardStateWords[call.state];
  const isLate = since === undefined && now - (call.endedAt ?? call.startedAt) > lateMs;
  return (
    <span className={classNames('font-semibold', className)}>
      {t(`live.${word}`)}{' '}
      {seconds !== undefined && seconds > 0 && (
        <time aria-hidden dateTime={isoDuration(seconds)}>
          {formatDuration(seconds)}
        </time>
      )}{' '}
      {isLate && <time dateTime={new Date(call.startedAt).toISOString()}>{clock(call.startedAt)}</time>}
    </span>
  );
}

function Before({ card }: { card: Card }) {
  const { t, spoken } = useWords();
  const now = useNow();
  const { count, lastAt } = card.before;
  if (card.call.remote.kind === 'hidden') return null;
  const facts = [
    count === 0 ? t('live.firstCall') : t('live.before', { count }),
    lastAt !== undefined && t('live.last', { when: spoken(lastAt, now) }),
  ];
  return (
    <span className="min-w-0 text-dim sm:before:mr-1.5 sm:before:content-['·']">
      {facts.filter(Boolean).join(', ')}
    </span>
  );
}
