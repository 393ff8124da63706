import { AudioLines, Copy, Pause, Phone } from 'lucide-react';
import { type KeyboardEvent, memo, useState } from 'react';
import type { Call } from '../../../shared/contract/call.ts';
import { formatDuration, isoDuration } from '../../format/duration.ts';
import { goTo } from '../../route/route.ts';
import { useLost } from '../../session/use-lost.ts';
import { useLive } from '../../stores/live-store.ts';
import { playCall, usePlayer } from '../../stores/player-store.ts';
import { classNames } from '../../ui/class-names.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useNow } from '../../ui/now.ts';
import { useWords } from '../../words/words.ts';
import { useAccountName } from '../accounts/use-account-name.ts';
import { useCallPress } from '../callbacks/use-call-press.ts';
import { CallIcon } from './call-icon.tsx';
import { describeCall, readCall } from './call-words.ts';
import { Marked } from './marked.tsx';
import { useCopyNumber } from './use-copy-number.ts';

interface CallRowProps {
  call: Call;
  /** Its caller waits to be called back. */
  waits: boolean;
  isCurrent: boolean;
  /** What was searched for: it is marked. */
  search?: string | undefined;
}

/** Playable as far as is known: an expired or broken one is shown, but has nothing to play. */
function isPlayable(state: Call['recording']): boolean {
  return state !== undefined && state !== 'expired' && state !== 'broken';
}

export const CallRow = memo(function CallRow({ call, waits, isCurrent, search }: CallRowProps) {
  const words = useWords();
  const { t, who, clock } = words;
  const now = useNow();
  const account = useAccountName(call.accountId);
  const copy = useCopyNumber();
  const recording = useLive((state) => state.recordings[call.id]?.state ?? call.recording);
  const opened = usePlayer((state) => state.call?.id === call.id);
  const playing = usePlayer((state) => state.playing && state.call?.id === call.id);
  const { remote } = call;
  const callPress = useCallPress(remote, call.accountId);
  const lost = useLost();
  const playable = isPlayable(recording);
  // What is in the player is here already.
  const unplayable = opened ? undefined : lost;
  // What only shows beside the pointer or the focus is made when they come: rows fly by in hundreds as the log is scrolled.
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.code === 'KeyC' && callPress !== undefined) {
      event.preventDefault();
      callPress.press(event);
    } else if (event.code === 'Space' && playable) {
      // A button would take Space for a click.
      event.preventDefault();
      if (unplayable === undefined) playCall(call);
    }
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only shows what can be pressed, and does nothing by itself
    <div
      onPointerEnter={() => setPointed(true)}
      onPointerLeave={() => setPointed(false)}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
      className={classNames(
        'group relative grid h-full grid-cols-[18px_minmax(0,1fr)_auto] items-center gap-x-3 pr-3.5 pl-3.5',
        isCurrent ? 'bg-selected' : 'hover:bg-hover',
      )}
    >
      <button
        type="button"
        data-row
        aria-label={readCall({ ...call, recording }, now, words)}
        aria-current={isCurrent || undefined}
        onClick={() => goTo({ screen: 'calls', callId: call.id })}
        onKeyDown={onKeyDown}
        onKeyUp={(event) => playable && event.code === 'Space' && event.preventDefault()}
        className="absolute inset-0 scroll-mt-28 scroll-mb-4 focus-visible:-outline-offset-2"
      />
      <CallIcon call={call} waits={waits} />
      <div aria-hidden className="pointer-events-none min-w-0">
        <p className={classNames('truncate font-medium', waits && 'text-miss', remote.kind === 'hidden' && 'text-dim')}>
          <Marked text={who(remote)} search={search} />
        </p>
        <p className="truncate text-dim text-sm">
          <Marked text={describeCall(call, account, words)} search={search} />
        </p>
      </div>
      <div className="relative flex items-center">
        {(pointed || focused) && remote.kind !== 'hidden' && (
          <span className="mr-0.5 hidden items-center sm:flex">
            <IconButton
              tabIndex={-1}
              size="sm"
              icon={Copy}
              label={t('calls.copyNumber')}
              onClick={() => copy(remote)}
            />
            {callPress && (
              <IconButton
                tabIndex={-1}
                size="sm"
                tone="go"
                icon={Phone}
                keys="C"
                label={t('callback.callBack')}
                unable={lost}
                onClick={callPress.press}
              />
            )}
          </span>
        )}
        {recording &&
          (playable ? (
            <IconButton
              tabIndex={-1}
              size="sm"
              tone="accent"
              filled={playing}
              icon={playing ? Pause : AudioLines}
              keys="Space"
              label={t(playing ? 'calls.pause' : 'calls.play')}
              unable={unplayable}
              onClick={() => playCall(call)}
            />
          ) : (
            <AudioLines aria-hidden size={16} strokeWidth={1.9} className="mx-1.5 text-faint opacity-50" />
          ))}
        <span aria-hidden className="pointer-events-none flex items-center text-dim">
          {call.talkSeconds !== undefined && call.talkSeconds > 0 && (
            <time dateTime={isoDuration(call.talkSeconds)} className="min-w-9 text-right text-faint max-sm:hidden">
              {formatDuration(call.talkSeconds)}
            </time>
          )}
          <time dateTime={new Date(call.startedAt).toISOString()} className="min-w-[46px] text-right">
            {clock(call.startedAt)}
          </time>
        </span>
      </div>
    </div>
  );
});
