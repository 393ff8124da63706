import { Download, Pause, Play, RotateCcw, X } from 'lucide-react';
import type { Call } from '../../../shared/contract/call.ts';
import type { Recording } from '../../../shared/contract/recording.ts';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../app/words.ts';
import { useLive } from '../../stores/live-store.ts';
import { playCall, usePlayer } from '../../stores/player-store.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { showToast } from '../../ui/toast.tsx';

/** What can be done with the recording of a call in the state it is in: play, fetch, stop fetching, try again. */
export function RecordingControl({ call, known }: { call: Call; known?: Recording }) {
  const { t, problem } = useWords();
  const told = useLive((state) => state.recordings[call.id]);
  const recording = told ?? known;
  const state = recording?.state ?? call.recording;
  const playing = usePlayer((player) => player.playing && player.call?.id === call.id);
  const { fetchRecording, cancel } = useFetching();

  switch (state) {
    case undefined:
      return null;
    case 'waiting':
    case 'fetching':
      return (
        <div className="flex items-center gap-2">
          <FetchProgress recording={recording} />
          <IconButton icon={X} size="sm" label={t('recordings.cancel')} onClick={() => cancel(call.id)} />
        </div>
      );
    case 'expired':
    case 'broken':
      return (
        <p className="text-dim">{problem({ code: state === 'expired' ? 'RECORDING_EXPIRED' : 'RECORDING_BROKEN' })}</p>
      );
    case 'failed':
      return (
        <div className="flex flex-wrap items-center justify-between gap-2">
          <p className="min-w-0 flex-1 basis-40 text-dim">{problem(recording?.problem ?? { code: 'PROVIDER_DOWN' })}</p>
          <Button size="sm" icon={RotateCcw} onClick={() => fetchRecording(call.id)}>
            {t('recordings.retry')}
          </Button>
        </div>
      );
    case 'remote':
    case 'stored':
      return (
        <div className="flex items-center justify-between gap-2">
          <Button size="sm" icon={playing ? Pause : Play} onClick={() => playCall(call)}>
            {t(playing ? 'recordings.pause' : 'recordings.play')}
          </Button>
          {state === 'remote' ? (
            <IconButton
              icon={Download}
              size="sm"
              label={t('recordings.fetch')}
              onClick={() => fetchRecording(call.id)}
            />
          ) : (
            recording?.mediaPath && (
              <a
                href={`${recording.mediaPath}?download=1`}
                download
                className="rounded px-1 text-dim text-sm underline decoration-line-strong underline-offset-3 hover:text-text"
              >
                {t('recordings.save')}
              </a>
            )
          )}
        </div>
      );
  }
}

/** How far the fetching is; without a known end, how much has come. */
export function FetchProgress({ recording }: { recording: Recording | undefined }) {
  const { t, percent, bytes } = useWords();
  const { bytes: got = 0, totalBytes, state } = recording ?? {};
  const share = totalBytes ? Math.min(1, got / totalBytes) : undefined;
  const label =
    state === 'waiting'
      ? t('recordings.waiting')
      : share === undefined
        ? t('recordings.fetchingBytes', { bytes: bytes(got) })
        : t('recordings.fetching', { percent: percent(share) });
  return (
    <div className="min-w-0 flex-1">
      <p className="mb-1 truncate text-dim text-sm">{label}</p>
      <ProgressBar label={label} share={share} />
    </div>
  );
}

export function useFetching() {
  const { client } = useSession();
  const { error } = useWords();
  const fail = (thrown: unknown) => showToast({ tone: 'miss', text: error(thrown) });
  return {
    fetchRecording: (callId: number) => void client.recordings.fetch({ callId }).catch(fail),
    cancel: (callId: number) => void client.recordings.cancel({ callId }).catch(fail),
  };
}
