import { CircleSlash, Download, Pause, Play, RotateCcw, X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import type { RecordingRow as Row } from '../../../shared/contract/recording.ts';
import { useWords } from '../../app/words.ts';
import { formatDuration, isoDuration } from '../../format/duration.ts';
import { useLive } from '../../stores/live-store.ts';
import { playCall, usePlayer } from '../../stores/player-store.ts';
import { classNames } from '../../ui/class-names.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useNow } from '../../ui/now.ts';
import { FetchProgress, useFetching } from './recording-control.tsx';

/** A recording: pressing the row plays it, fetching it first where it must be. */
export function RecordingRow({ row }: { row: Row }) {
  const { t, who, number, when, problem } = useWords();
  const now = useNow();
  const { call } = row;
  const recording = useLive((state) => state.recordings[call.id]) ?? row.recording;
  const chosen = usePlayer((player) => player.call?.id === call.id);
  const playing = usePlayer((player) => player.call?.id === call.id && player.playing);
  const { fetchRecording, cancel } = useFetching();
  const { state } = recording;
  const coming = state === 'waiting' || state === 'fetching';
  const playable = state === 'remote' || state === 'stored' || coming;
  const press = () => (playable ? playCall(call) : state === 'failed' ? fetchRecording(call.id) : undefined);
  const what = { who: who(call.remote), when: when(call.startedAt, now) };
  const seconds = recording.durationSeconds ?? call.talkSeconds;
  const said = saidOf();

  function saidOf(): string | undefined {
    if (state === 'expired') return problem({ code: 'RECORDING_EXPIRED' });
    if (state === 'broken') return problem({ code: 'RECORDING_BROKEN' });
    if (state === 'failed') return problem(recording.problem ?? { code: 'PROVIDER_DOWN' });
    return undefined;
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.code !== 'Space') return;
    event.preventDefault();
    press();
  };

  return (
    <div
      className={classNames(
        'group relative grid h-full grid-cols-[32px_minmax(0,1fr)_auto] items-center gap-x-3 pr-3.5 pl-2.5',
        chosen ? 'bg-selected' : 'hover:bg-hover',
      )}
    >
      <button
        type="button"
        data-row
        aria-label={`${t(playing ? 'recordings.pauseOf' : 'recordings.playOf', what)}, ${t(`recordings.states.${state}`)}`}
        aria-disabled={!playable && state !== 'failed'}
        aria-current={chosen || undefined}
        onClick={press}
        onKeyDown={onKeyDown}
        onKeyUp={(event) => event.code === 'Space' && event.preventDefault()}
        className="absolute inset-0 focus-visible:-outline-offset-2"
      />
      <span
        aria-hidden
        className={classNames(
          'pointer-events-none grid size-8 place-items-center rounded-full',
          playing ? 'bg-accent-solid text-on-accent' : playable ? 'bg-accent-bg text-accent' : 'bg-sunk text-faint',
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
        <p className={classNames('truncate font-medium', !playable && 'text-dim')}>{what.who}</p>
        <p className={classNames('truncate text-sm', state === 'failed' ? 'text-miss' : 'text-dim')}>
          {said ??
            [call.remote.name && number(call.remote), call.line, call.note && `«${call.note}»`]
              .filter(Boolean)
              .join(' · ')}
        </p>
      </div>
      <div className="relative flex items-center gap-2">
        {coming && (
          <>
            <div className="w-28">
              <FetchProgress recording={recording} />
            </div>
            <IconButton icon={X} size="sm" label={t('recordings.cancel')} onClick={() => cancel(call.id)} />
          </>
        )}
        {state === 'remote' && (
          <IconButton
            icon={Download}
            size="sm"
            tabIndex={-1}
            label={t('recordings.fetch')}
            onClick={() => fetchRecording(call.id)}
            className="max-sm:hidden"
          />
        )}
        {state === 'failed' && (
          <IconButton
            icon={RotateCcw}
            size="sm"
            tabIndex={-1}
            label={t('recordings.retry')}
            onClick={() => fetchRecording(call.id)}
          />
        )}
        <span aria-hidden className="pointer-events-none flex flex-col items-end">
          <time dateTime={new Date(call.startedAt).toISOString()}>{what.when}</time>
          {seconds !== undefined && (
            <time dateTime={isoDuration(seconds)} className="text-faint text-sm">
              {formatDuration(seconds)}
            </time>
          )}
        </span>
      </div>
    </div>
  );
}
