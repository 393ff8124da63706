import { useQuery } from '@tanstack/react-query';
import { FileDown, FoldHorizontal, MessageSquareText, Pause, Pin, Play, Redo2, Undo2, X } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import type { Call } from '../../../shared/contract/call.ts';
import type { Recording, Waveform } from '../../../shared/contract/recording.ts';
import { formatDuration } from '../../format/duration.ts';
import { goTo } from '../../route/route.ts';
import { useSession } from '../../session/session.tsx';
import { useLost } from '../../session/use-lost.ts';
import { useLive } from '../../stores/live-store.ts';
import { closePlayer, noteRefused, stepPlayer, togglePlayer, usePlayer } from '../../stores/player-store.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { IconButton, IconLink } from '../../ui/icon-button.tsx';
import { useNow } from '../../ui/now.ts';
import { showToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.ts';
import { NotesPanel } from './notes-panel.tsx';
import { FetchProgress } from './recording-control.tsx';
import { describeTrouble, saveAddress } from './recording-words.ts';
import { SeekBar } from './seek-bar.tsx';
import { silenceLength } from './silence.ts';
import { SpeedMenu } from './speed-menu.tsx';
import { useAudio } from './use-audio.ts';
import { useRecordingNotes } from './use-recording-notes.ts';
import { useRecordings } from './use-recordings.ts';
import { useUnplayable } from './use-unplayable.ts';
import { VolumeControl } from './volume-control.tsx';

const step = 10;
const noSilences: Waveform['silences'] = [];

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
  const { fetchRecording } = useRecordings();
  const unplayable = useUnplayable(recording);

  // Wanting to hear a recording that is still at the provider is wanting to have it, once. One that was here and goes was
  // deleted by somebody, or gave its room to others: to fetch it would undo that.
  const before = useRef<Recording['state']>(undefined);
  useEffect(() => {
    const was = before.current;
    before.current = recording?.state;
    if (recording?.state !== 'remote') return;
    if (was === undefined) fetchRecording(call.id);
    else if (was === 'stored') {
      closePlayer();
      showToast({ text: t('recordings.gone') });
    }
  });

  return (
    <section
      aria-label={t('recordings.player')}
      className="animate-rise border-line border-t bg-surface md:col-start-2"
    >
      {recording?.state === 'stored' && recording.mediaPath && !unplayable ? (
        <Playing call={call} recording={recording} src={recording.mediaPath} />
      ) : (
        <Waiting call={call} recording={recording} />
      )}
    </section>
  );
}

const row = 'flex min-h-16 flex-wrap items-center gap-x-3 px-3 py-2 md:px-5 lg:flex-nowrap';

function Playing({ call, recording, src }: { call: Call; recording: Recording; src: string }) {
  const { t } = useWords();
  const { api } = useSession();
  const { keep } = useRecordings();
  const notes = useRecordingNotes(call.id);
  const lost = useLost();
  const { notesOpen, skipsSilence } = usePlayer();
  const notesId = useId();
  const waveform = useQuery(api.recordings.peaks.queryOptions({ input: { callId: call.id } }));
  const silences = waveform.data?.silences ?? noSilences;
  const { element, at, measured, playing, seek } = useAudio(src, silences, () => noteRefused(call.id));
  // What the file proves goes before what an element guesses.
  const length = recording.durationSeconds ?? measured ?? call.talkSeconds ?? 0;
  const saved = silenceLength(silences);
  return (
    <>
      {/* biome-ignore lint/a11y/useMediaCaption: a recorded phone call has no captions */}
      <audio ref={element} src={src} preload="metadata" />
      {notesOpen && (
        <NotesPanel
          id={notesId}
          at={at}
          notes={notes}
          onSeek={seek}
          onClose={() => usePlayer.setState({ notesOpen: false })}
        />
      )}
      <div className={row}>
        <IconButton
          icon={playing ? Pause : Play}
          tone="solid"
          size="lg"
          filled
          keys="Space"
          label={t(playing ? 'calls.pause' : 'recordings.play')}
          onClick={togglePlayer}
        />
        <Title call={call} />
        <div className="order-1 flex min-w-0 flex-1 basis-full lg:order-none lg:basis-0">
          <SeekBar
            at={at}
            length={length}
            peaks={waveform.isError ? [] : waveform.data?.peaks}
            notes={notes.all}
            onSeek={seek}
          />
        </div>
        <div className="flex items-center gap-0.5 max-sm:order-2 max-sm:basis-full max-sm:justify-between">
          <IconButton icon={Undo2} keys="←" label={t('recordings.back10')} onClick={() => stepPlayer(-step)} />
          <IconButton icon={Redo2} keys="→" label={t('recordings.forward10')} onClick={() => stepPlayer(step)} />
          <SpeedMenu />
          <VolumeControl />
          <IconButton
            icon={FoldHorizontal}
            label={
              saved >= 1
                ? t('recordings.skipSilence', { time: formatDuration(saved) })
                : t(waveform.isPending ? 'recordings.silencePending' : 'recordings.noSilence')
            }
            pressed={skipsSilence}
            aria-disabled={saved < 1 || undefined}
            onClick={() => usePlayer.setState({ skipsSilence: !skipsSilence })}
            className="aria-disabled:opacity-45"
          />
          <IconButton
            icon={MessageSquareText}
            keys="N"
            label={t('recordings.notes.open', { count: notes.all.length })}
            pressed={notesOpen}
            aria-expanded={notesOpen}
            aria-controls={notesOpen ? notesId : undefined}
            onClick={() => usePlayer.setState({ notesOpen: !notesOpen })}
          />
          <IconButton
            icon={Pin}
            label={t('recordings.keep')}
            pressed={recording.kept === true}
            filled={recording.kept}
            unable={lost}
            onClick={() => keep(call.id, recording.kept !== true)}
          />
          <IconLink icon={FileDown} label={t('recordings.save')} unable={lost} href={saveAddress(src)} download />
        </div>
        <IconButton icon={X} label={t('recordings.closePlayer')} onClick={closePlayer} className="-mr-1.5" />
      </div>
    </>
  );
}

function Waiting({ call, recording }: { call: Call; recording: Recording | undefined }) {
  const words = useWords();
  const { t } = words;
  const { fetchRecording, cancel } = useRecordings();
  const state = recording?.state;
  const lost = useLost();
  const unplayable = useUnplayable(recording);
  const trouble = recording && describeTrouble(recording, words, unplayable);
  return (
    <div className={row}>
      <Title call={call} />
      {trouble ? (
        <p
          role="alert"
          className={classNames(
            'min-w-0 flex-1 max-sm:order-1 max-sm:basis-full',
            unplayable ? 'text-dim' : 'text-miss',
          )}
        >
          {trouble}
        </p>
      ) : (
        <FetchProgress recording={recording} />
      )}
      {(state === 'waiting' || state === 'fetching') && (
        <Button size="sm" unable={lost} onClick={() => cancel(call.id)}>
          {t('recordings.stop')}
        </Button>
      )}
      {recording?.mediaPath && (
        <IconLink
          icon={FileDown}
          label={t('recordings.save')}
          unable={lost}
          href={saveAddress(recording.mediaPath)}
          download
        />
      )}
      {(state === 'failed' || state === 'broken') && (
        <Button size="sm" unable={lost} onClick={() => fetchRecording(call.id)}>
          {t('recordings.retry')}
        </Button>
      )}
      <IconButton icon={X} label={t('recordings.closePlayer')} onClick={closePlayer} className="-mr-1.5" />
    </div>
  );
}

function Title({ call }: { call: Call }) {
  const { who, when } = useWords();
  const now = useNow();
  return (
    <button
      type="button"
      onClick={() => goTo({ screen: 'calls', callId: call.id })}
      className="w-40 min-w-0 shrink rounded-md text-left max-lg:flex-1"
    >
      <span className="block truncate font-semibold">{who(call.remote)}</span>
      <span className="block truncate text-dim text-sm">{when(call.startedAt, now)}</span>
    </button>
  );
}
