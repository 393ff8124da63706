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
import { formatDuration, isoDuration } from '../../format/duration.ts';
import { goTo } from '../../route/route.ts';
import { useSession } from '../../session/session.tsx';
import { useLost } from '../../session/use-lost.ts';
import { playCall, usePlayer } from '../../stores/player-store.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useNow } from '../../ui/now.ts';
import { showToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.ts';
import { CallButton } from '../callbacks/call-button.tsx';
import { cardStateWords } from './card-words.ts';
import { useKnownUntil } from './live-clock.ts';

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
  // Who hides the number cannot be called back, and is nothing to do.
  if (call.state === 'missed' && call.remote.kind !== 'hidden') return looks.missed;
  return looks.over;
}

/** A call that is going on, or has just ended. The whole of it opens the caller; the buttons lie above that. */
export function LiveCard({ card, onOpen }: { card: Card; onOpen?: () => void }) {
  const { client } = useSession();
  const words = useWords();
  const { t, who, number } = words;
  const lost = useLost();
  const { call } = card;
  const look = lookOf(call);
  const ringing = call.state === 'ringing' && call.direction === 'in';
  const Icon = card.silenced && ringing ? BellOff : look.icon;
  const name = who(call.remote);
  return (
    <div className="@container">
      <article
        aria-label={name}
        className={classNames(
          'relative grid animate-rise grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 rounded-xl border bg-surface p-3 shadow-card transition-colors duration-100 @[480px]:grid-cols-[auto_minmax(0,1fr)_auto_auto] @[480px]:gap-x-3.5 @[480px]:pl-4',
          look.frame,
        )}
      >
        <button
          type="button"
          aria-label={`${t('live.open')}: ${name}`}
          onClick={onOpen ?? (() => goTo({ screen: 'calls', callId: call.id }))}
          className="absolute inset-0 rounded-xl"
        />
        <span
          className={classNames(
            'row-span-2 grid size-9 place-items-center self-start rounded-full @[480px]:size-11 @[480px]:self-center',
            look.disc,
          )}
        >
          <Icon
            aria-hidden
            size={22}
            strokeWidth={1.9}
            className={classNames('origin-top', ringing && !card.silenced && lost === undefined && 'animate-ring')}
          />
        </span>
        <p className="pointer-events-none line-clamp-2 min-w-0 break-words font-semibold text-xl tracking-tight @[480px]:text-2xl @[480px]:leading-7">
          {name}
        </p>
        <div className="pointer-events-none col-span-2 col-start-2 row-start-2 min-w-0 @[480px]:col-span-1 @[480px]:col-start-2">
          <p className="text-dim @[480px]:flex">
            {call.remote.name && (
              <span className="block shrink-0 @[480px]:after:mx-1 @[480px]:after:content-['·']">
                {number(call.remote)}
              </span>
            )}
            <span className="block truncate">
              {[call.line && t('live.toLine', { line: call.line }), card.accountLabel].filter(Boolean).join(' · ')}
            </span>
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
        {call.state === 'missed' && (
          <div className="relative col-start-2 row-start-3 mt-2 @[480px]:col-start-3 @[480px]:row-span-2 @[480px]:row-start-1 @[480px]:mt-0">
            <CallButton remote={call.remote} accountId={call.accountId} label="callBack" onHeld={onOpen} />
          </div>
        )}
        <div className="relative col-start-3 row-start-1 flex items-center gap-1.5 self-start @[480px]:col-start-4 @[480px]:row-span-2 @[480px]:self-center">
          {ringing && (
            <Button
              icon={BellOff}
              aria-label={t(card.silenced ? 'live.silenced' : 'live.silence')}
              disabled={card.silenced}
              unable={lost}
              className="@max-[480px]:w-9 @max-[480px]:px-0"
              onClick={() => void client.live.silence({ callId: call.id }).catch(() => undefined)}
            >
              <span className="@max-[480px]:hidden">{t(card.silenced ? 'live.silenced' : 'live.silence')}</span>
            </Button>
          )}
          {/* The pop-up's window has no player. */}
          {onOpen === undefined && card.before.lastRecordingId !== undefined && (
            <LastRecording callId={card.before.lastRecordingId} />
          )}
          {card.leavesAt !== undefined && (
            <IconButton
              icon={X}
              label={t('app.dismiss')}
              unable={lost}
              onClick={() => void client.live.dismiss({ callId: call.id }).catch(() => undefined)}
            />
          )}
        </div>
      </article>
    </div>
  );
}

/** What was said the last time, while it rings again. */
function LastRecording({ callId }: { callId: number }) {
  const { client } = useSession();
  const { t, error } = useWords();
  const lost = useLost();
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
      label={t(playing ? 'calls.pause' : 'live.playLast')}
      unable={playing ? undefined : lost}
      onClick={() => void play()}
    />
  );
}

/** What was found in a list is told after its time; what was heard live has just happened. */
const lateMs = 60_000;

/** The state and the time that goes with it. The ticking is not read out: the announcer says the changes. */
function Progress({ call, className }: { call: Call; className: string }) {
  const { t, clock } = useWords();
  const { at: now, isStopped } = useKnownUntil();
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
      {isStopped && since !== undefined && (
        <span className="font-normal text-dim">{t('live.asOf', { time: clock(now) })}</span>
      )}
      {isLate && <time dateTime={new Date(call.startedAt).toISOString()}>{clock(call.startedAt)}</time>}
    </span>
  );
}

function Before({ card }: { card: Card }) {
  const { t, spoken, day } = useWords();
  const now = useNow();
  const { count, lastAt, since } = card.before;
  if (card.call.remote.kind === 'hidden') return null;
  const facts = [
    count > 0 && t('live.before', { count }),
    // What was not read may hold an earlier one.
    count === 0 && since !== undefined && t('live.firstSince', { date: day(since, now) }),
    lastAt !== undefined && t('live.last', { when: spoken(lastAt, now) }),
  ].filter(Boolean);
  if (facts.length === 0) return null;
  return (
    <span className="min-w-0 text-dim @[480px]:before:mr-1.5 @[480px]:before:content-['·']">{facts.join(', ')}</span>
  );
}
