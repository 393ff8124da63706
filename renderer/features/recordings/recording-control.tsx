import { useQuery } from '@tanstack/react-query';
import { Download, FileDown, FolderOpen, Pause, Pin, Play, RotateCcw, X } from 'lucide-react';
import type { Call } from '../../../shared/contract/call.ts';
import type { Recording } from '../../../shared/contract/recording.ts';
import { useSession } from '../../session/session.tsx';
import { useLost } from '../../session/use-lost.ts';
import { useLive } from '../../stores/live-store.ts';
import { playCall, usePlayer } from '../../stores/player-store.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton, IconLink } from '../../ui/icon-button.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useWords } from '../../words/words.ts';
import { describeTrouble, saveAddress } from './recording-words.ts';
import { useRecordings } from './use-recordings.ts';
import { useUnplayable } from './use-unplayable.ts';

/** What can be done with the recording of a call in the state it is in: play, keep, save, fetch, stop, try again. */
export function RecordingControl({ call }: { call: Call }) {
  const words = useWords();
  const { t } = words;
  const { api } = useSession();
  const told = useLive((state) => state.recordings[call.id]);
  const asked = useQuery({
    ...api.recordings.get.queryOptions({ input: { callId: call.id } }),
    enabled: call.recording !== undefined && told === undefined,
  });
  const recording = told ?? asked.data;
  const state = recording?.state ?? call.recording;
  const playing = usePlayer((player) => player.playing && player.call?.id === call.id);
  const { fetchRecording, cancel, keep } = useRecordings();
  const unplayable = useUnplayable(recording);
  const opened = usePlayer((player) => player.call?.id === call.id);
  const lost = useLost();

  if (recording && unplayable) {
    return (
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="min-w-0 flex-1 basis-40 text-dim">{describeTrouble(recording, words, unplayable)}</p>
        <FileActions recording={recording} />
      </div>
    );
  }
  switch (state) {
    case undefined:
      return null;
    case 'waiting':
    case 'fetching':
      return (
        <div className="flex items-center gap-2">
          <FetchProgress recording={recording} />
          <IconButton icon={X} size="sm" label={t('recordings.cancel')} unable={lost} onClick={() => cancel(call.id)} />
        </div>
      );
    case 'expired':
    case 'broken':
    case 'failed':
      return (
        <div className="flex flex-wrap items-center justify-between gap-2">
          <p className="min-w-0 flex-1 basis-40 text-dim">
            {describeTrouble(recording ?? { callId: call.id, state }, words, unplayable)}
          </p>
          {state !== 'expired' && (
            <Button size="sm" icon={RotateCcw} unable={lost} onClick={() => fetchRecording(call.id)}>
              {t('recordings.retry')}
            </Button>
          )}
        </div>
      );
    case 'remote':
    case 'stored':
      return (
        <div className="flex items-center gap-1">
          <Button
            size="sm"
            icon={playing ? Pause : Play}
            unable={opened ? undefined : lost}
            onClick={() => playCall(call)}
            className="mr-auto"
          >
            {t(playing ? 'calls.pause' : 'recordings.play')}
          </Button>
          {state === 'remote' && (
            <IconButton
              icon={Download}
              size="sm"
              label={t('recordings.fetch')}
              unable={lost}
              onClick={() => fetchRecording(call.id)}
            />
          )}
          {recording && (
            <IconButton
              icon={Pin}
              size="sm"
              label={t('recordings.keep')}
              pressed={recording.kept === true}
              filled={recording.kept}
              unable={lost}
              onClick={() => keep(call.id, recording.kept !== true)}
            />
          )}
          <FileActions recording={recording} />
        </div>
      );
  }
}

/** What can be done with the file, where there is one. */
function FileActions({ recording }: { recording: Recording | undefined }) {
  const { t } = useWords();
  const { reveal } = useRecordings();
  const lost = useLost();
  if (recording?.mediaPath === undefined) return null;
  return (
    <>
      {reveal && (
        <IconButton
          icon={FolderOpen}
          size="sm"
          label={t('recordings.reveal')}
          unable={lost}
          onClick={() => reveal(recording.callId)}
        />
      )}
      <IconLink
        icon={FileDown}
        size="sm"
        label={t('recordings.save')}
        unable={lost}
        href={saveAddress(recording.mediaPath)}
        download
      />
    </>
  );
}

/** How far the fetching is; without a known end, how much has come. */
export function FetchProgress({ recording }: { recording: Recording | undefined }) {
  const { t, percent, bytes } = useWords();
  const { bytes: got = 0, totalBytes, state } = recording ?? {};
  const share = state === 'waiting' ? 0 : totalBytes ? Math.min(1, got / totalBytes) : undefined;
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
