import {
  CircleSlash,
  Download,
  EllipsisVertical,
  FileDown,
  FolderOpen,
  Pause,
  Phone,
  Pin,
  Play,
  RotateCcw,
  Trash2,
  UserRound,
  X,
} from 'lucide-react';
import type { KeyboardEvent } from 'react';
import type { RecordingRow as Row } from '../../../shared/contract/recording.ts';
import { formatDuration, isoDuration } from '../../format/duration.ts';
import { goTo } from '../../route/route.ts';
import { useLost } from '../../session/use-lost.ts';
import { playCall, usePlayer } from '../../stores/player-store.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { classNames } from '../../ui/class-names.ts';
import { IconButton, IconLink } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { MenuItem } from '../../ui/menu-item.ts';
import { useNow } from '../../ui/now.ts';
import { useWords } from '../../words/words.ts';
import { useCallPress } from '../callbacks/use-call-press.ts';
import { FetchProgress } from './recording-control.tsx';
import { describeTrouble, isFetchable, isSelectable, saveAddress } from './recording-words.ts';
import { useRecordings } from './use-recordings.ts';
import { useUnplayable } from './use-unplayable.ts';

interface RecordingRowProps {
  row: Row;
  /** Among those that something is done with together. */
  isSelected: boolean;
  onSelect(range: boolean): void;
  onDiscard(): void;
}

/** A recording: pressing the row plays it, fetching it first where it must be. */
export function RecordingRow({ row, isSelected, onSelect, onDiscard }: RecordingRowProps) {
  const words = useWords();
  const { t, who, number, when, clock } = words;
  const now = useNow();
  const { call, recording } = row;
  const opened = usePlayer((player) => player.call?.id === call.id);
  const playing = usePlayer((player) => player.call?.id === call.id && player.playing);
  const callPress = useCallPress(call.remote, call.accountId);
  const { fetchRecording, cancel, keep, reveal } = useRecordings();
  const { state, kept = false, mediaPath } = recording;
  const coming = state === 'waiting' || state === 'fetching';
  const unplayable = useUnplayable(recording);
  const playable = (state === 'remote' || state === 'stored' || coming) && !unplayable;
  const fetchable = isFetchable(state);
  const selectable = isSelectable(recording);
  const lost = useLost();
  // What is in the player is here already.
  const unable = opened ? undefined : lost;
  const press = () =>
    unable !== undefined ? undefined : playable ? playCall(call) : fetchable ? fetchRecording(call.id) : undefined;
  const what = { who: who(call.remote), when: when(call.startedAt, now) };
  const seconds = recording.durationSeconds ?? call.talkSeconds;
  const trouble = describeTrouble(recording, words, unplayable);
  const troubleTone = state === 'expired' || unplayable ? 'text-dim' : 'text-miss';

  const actOf = (event: KeyboardEvent) => {
    if (event.code === 'Space') return press;
    if (event.code === 'KeyC' && callPress !== undefined) return () => callPress.press(event);
    if (event.code === 'KeyX' && selectable) return () => onSelect(event.shiftKey);
    return undefined;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = actOf(event);
    if (act === undefined) return;
    event.preventDefault();
    act();
  };

  const keepable = state !== 'expired' && state !== 'broken';
  const more: (MenuItem | false)[] = [
    callPress !== undefined && {
      label: t('callback.callBack'),
      icon: Phone,
      disabled: lost !== undefined,
      onSelect: () => callPress.press({ timeStamp: performance.now() }),
    },
    keepable && {
      label: t(kept ? 'recordings.unkeep' : 'recordings.keep'),
      icon: Pin,
      disabled: lost !== undefined,
      onSelect: () => keep(call.id, !kept),
    },
    mediaPath !== undefined &&
      reveal !== undefined && {
        label: t('recordings.reveal'),
        icon: FolderOpen,
        disabled: lost !== undefined,
        onSelect: () => reveal(call.id),
      },
    {
      label: t('recordings.openCall'),
      icon: UserRound,
      onSelect: () => goTo({ screen: 'calls', callId: call.id }),
    },
    mediaPath !== undefined && {
      label: t('recordings.discard'),
      icon: Trash2,
      disabled: lost !== undefined,
      onSelect: onDiscard,
    },
  ];

  return (
    <div
      className={classNames(
        'group relative grid min-h-[52px] grid-cols-[16px_32px_minmax(0,1fr)_auto] items-center gap-x-3 py-1.5 pr-2 pl-3.5',
        opened || isSelected ? 'bg-selected' : 'hover:bg-hover',
      )}
    >
      <button
        type="button"
        data-row
        aria-label={`${t(playing ? 'recordings.pauseOf' : 'recordings.playOf', what)}, ${t(`recordings.states.${state}`)}`}
        aria-description={unable ?? trouble}
        title={unable}
        aria-disabled={(!playable && !fetchable) || unable !== undefined}
        aria-current={opened || undefined}
        onClick={press}
        onKeyDown={onKeyDown}
        onKeyUp={(event) => event.code === 'Space' && event.preventDefault()}
        className="absolute inset-0 scroll-my-16 focus-visible:-outline-offset-2"
      />
      {selectable ? (
        <Checkbox
          tabIndex={-1}
          aria-label={t('recordings.select', what)}
          checked={isSelected}
          onPress={onSelect}
          className="relative"
        />
      ) : (
        <span />
      )}
      <span
        aria-hidden
        className={classNames(
          'pointer-events-none grid size-8 place-items-center rounded-full',
          playing
            ? 'bg-accent-solid text-on-accent'
            : playable && unable === undefined
              ? 'bg-accent-bg text-accent'
              : 'bg-sunk text-faint',
        )}
      >
        {playing ? (
          <Pause size={15} fill="currentColor" />
        ) : playable ? (
          <Play size={15} fill="currentColor" />
        ) : (
          <CircleSlash size={15} />
        )}
      </span>
      <div aria-hidden className="pointer-events-none min-w-0">
        <p className="flex items-center gap-1.5">
          <span className={classNames('truncate font-medium', !playable && 'text-dim')}>{what.who}</span>
          {kept && <Pin size={13} fill="currentColor" className="shrink-0 text-accent" />}
        </p>
        {coming && (
          <div className="sm:hidden">
            <FetchProgress recording={recording} />
          </div>
        )}
        {trouble ? (
          <p className={classNames('text-sm max-sm:hidden', troubleTone)}>{trouble}</p>
        ) : (
          <p className={classNames('truncate text-dim text-sm', coming && 'max-sm:hidden')}>
            {[call.remote.name && number(call.remote), call.line, call.note && `«${call.note}»`]
              .filter(Boolean)
              .join(' · ')}
          </p>
        )}
      </div>
      <div className="relative flex items-center gap-1.5">
        {coming && (
          <>
            <div className="w-28 max-sm:hidden">
              <FetchProgress recording={recording} />
            </div>
            <IconButton
              icon={X}
              size="sm"
              tabIndex={-1}
              label={t('recordings.cancel')}
              unable={lost}
              onClick={() => cancel(call.id)}
            />
          </>
        )}
        {state === 'remote' && (
          <IconButton
            icon={Download}
            size="sm"
            tabIndex={-1}
            label={t('recordings.fetch')}
            unable={lost}
            onClick={() => fetchRecording(call.id)}
            className="max-sm:hidden"
          />
        )}
        {(state === 'failed' || state === 'broken') && (
          <IconButton
            icon={RotateCcw}
            size="sm"
            tabIndex={-1}
            label={t('recordings.retry')}
            unable={lost}
            onClick={() => fetchRecording(call.id)}
          />
        )}
        {mediaPath && (
          <IconLink
            icon={FileDown}
            size="sm"
            tabIndex={-1}
            label={t('recordings.save')}
            unable={lost}
            href={saveAddress(mediaPath)}
            download
            className={unplayable ? undefined : 'max-sm:hidden'}
          />
        )}
        <span
          aria-hidden
          className="pointer-events-none flex flex-col items-end whitespace-nowrap text-right sm:min-w-14"
        >
          <time dateTime={new Date(call.startedAt).toISOString()}>{clock(call.startedAt)}</time>
          {seconds !== undefined && (
            <time dateTime={isoDuration(seconds)} className="text-faint text-sm">
              {formatDuration(seconds)}
            </time>
          )}
        </span>
        <Menu items={more.filter((item) => item !== false)}>
          <IconButton icon={EllipsisVertical} size="sm" tabIndex={-1} label={`${t('app.more')}: ${what.who}`} />
        </Menu>
      </div>
      {trouble && (
        <p
          aria-hidden
          className={classNames('pointer-events-none col-start-3 col-end-5 text-sm sm:hidden', troubleTone)}
        >
          {trouble}
        </p>
      )}
    </div>
  );
}
