import { useQuery } from '@tanstack/react-query';
import { Pause, Play, Undo2, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Call } from '../../../shared/contract/call.ts';
import type { Recording } from '../../../shared/contract/recording.ts';
import { goTo } from '../../app/route.ts';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../app/words.ts';
import { useLive } from '../../stores/live-store.ts';
import { closePlayer, togglePlayer, usePlayer } from '../../stores/player-store.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useNow } from '../../ui/now.ts';
import { FetchProgress, useFetching } from './recording-control.tsx';
import { SeekBar } from './seek-bar.tsx';
import { SpeedMenu } from './speed-menu.tsx';
import { useAudio } from './use-audio.ts';

/** Pinned to the bottom of every screen while something is in it. */
export function Player() {
  const call = usePlayer((state) => state.call);
  return call && <Opened key={call.id} call={call} />;
}

function Opened({ call }: { call: Call }) {
  const { t } = useWords();
  const { api } = useSession();
  const told = useLive((state) => state.recordings[call.id]);
  const asked = useQuery(api.recordings.get.queryOptions({ input: { callId: call.id } }));
  const recording = told ?? asked.data;
  const { fetchRecording } = useFetching();

  // Wanting to hear a recording that is still at the provider is wanting to have it, once.
  const wanted = useRef(false);
  useEffect(() => {
    if (recording?.state !== 'remote' || wanted.current) return;
    wanted.current = true;
    fetchRecording(call.id);
  });

  return (
    <section
      aria-label={t('recordings.player')}
      className="flex min-h-16 animate-rise items-center gap-x-3 gap-y-0 border-line max-sm:flex-wrap border-t bg-surface px-3 py-2 md:col-start-2 md:px-5"
    >
      {recording?.state === 'stored' && recording.mediaPath ? (
        <Playing call={call} src={recording.mediaPath} known={recording.durationSeconds ?? call.talkSeconds} />
      ) : (
        <Waiting call={call} recording={recording} />
      )}
      <IconButton icon={X} label={t('recordings.closePlayer')} onClick={closePlayer} className="-mr-1.5" />
    </section>
  );
}

function Playing({ call, src, known }: { call: Call; src: string; known: number | undefined }) {
  const { t } = useWords();
  const { element, at, length, playing, broken, seek } = useAudio(src, known);
  return (
    <>
      {/* biome-ignore lint/a11y/useMediaCaption: a recorded phone call has no captions */}
      <audio ref={element} src={src} preload="metadata" />
      <IconButton
        icon={playing ? Pause : Play}
        tone="solid"
        size="lg"
        filled
        keys="Space"
        label={t(playing ? 'recordings.pause' : 'recordings.play')}
        onClick={togglePlayer}
      />
      <Title call={call} />
      {broken ? (
        <p role="alert" className="min-w-0 flex-1 text-miss">
          {t('recordings.unplayable')}
        </p>
      ) : (
        <>
          <IconButton
            icon={Undo2}
            label={t('recordings.back10')}
            onClick={() => seek(at - 10)}
            className="max-sm:hidden"
          />
          <SeekBar at={at} length={length} onSeek={seek} />
          <SpeedMenu />
        </>
      )}
    </>
  );
}

function Waiting({ call, recording }: { call: Call; recording: Recording | undefined }) {
  const { t, problem } = useWords();
  const { fetchRecording, cancel } = useFetching();
  const state = recording?.state;
  const over = state === 'failed' || state === 'expired' || state === 'broken';
  return (
    <>
      <Title call={call} />
      {!over && <FetchProgress recording={recording} />}
      {(state === 'waiting' || state === 'fetching') && (
        <IconButton icon={X} label={t('recordings.cancel')} onClick={() => cancel(call.id)} />
      )}
      {over && (
        <p role="alert" className="min-w-0 flex-1 text-miss">
          {state === 'failed'
            ? problem(recording?.problem ?? { code: 'PROVIDER_DOWN' })
            : problem({ code: state === 'expired' ? 'RECORDING_EXPIRED' : 'RECORDING_BROKEN' })}
        </p>
      )}
      {state === 'failed' && (
        <button
          type="button"
          className="font-medium underline underline-offset-3"
          onClick={() => fetchRecording(call.id)}
        >
          {t('recordings.retry')}
        </button>
      )}
    </>
  );
}

function Title({ call }: { call: Call }) {
  const { who, when } = useWords();
  const now = useNow();
  return (
    <button
      type="button"
      onClick={() => goTo({ screen: 'calls', callId: call.id })}
      className="w-40 min-w-0 shrink rounded-md text-left max-sm:flex-1"
    >
      <span className="block truncate font-semibold">{who(call.remote)}</span>
      <span className="block truncate text-dim text-sm">{when(call.startedAt, now)}</span>
    </button>
  );
}
