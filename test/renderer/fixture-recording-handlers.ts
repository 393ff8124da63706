import type { Recording } from '../../shared/contract/recording.ts';
import { type FixtureCore, matches, notFound } from './fixture-core.ts';

/** Recordings and their notes. */
export function recordingHandlers({ os, state, push }: FixtureCore) {
  const recordingById = (id: number): Recording => state.recordings.get(id) ?? { callId: id, state: 'remote' };
  const notesOf = (id: number) =>
    state.recordingNotes.filter((note) => note.callId === id).toSorted((a, b) => a.atSeconds - b.atSeconds);
  const tellRecording = (recording: Recording) => {
    state.recordings.set(recording.callId, recording);
    push({ kind: 'recording', recording });
    return recording;
  };

  return {
    recordings: {
      list: os.recordings.list.handler(({ input }) => {
        const { filter } = input;
        const found = state.calls.filter(
          (call) =>
            call.recording &&
            (input.before === undefined || call.id < input.before) &&
            (filter.direction === undefined || call.direction === filter.direction) &&
            (filter.accountId === undefined || call.accountId === filter.accountId) &&
            (filter.from === undefined || call.startedAt >= filter.from) &&
            (filter.to === undefined || call.startedAt < filter.to) &&
            (!filter.search || matches(call, filter.search)),
        );
        const page = found.slice(0, input.limit);
        const next = found.length > input.limit ? page.at(-1)?.id : undefined;
        return {
          rows: page.map((call) => ({ call, recording: recordingById(call.id) })),
          ...(next === undefined ? {} : { next }),
        };
      }),
      get: os.recordings.get.handler(({ input }) => recordingById(input.callId)),
      fetch: os.recordings.fetch.handler(({ input }) =>
        tellRecording({ ...recordingById(input.callId), state: 'fetching', bytes: 310_000, totalBytes: 740_000 }),
      ),
      cancel: os.recordings.cancel.handler(({ input }) => tellRecording({ callId: input.callId, state: 'remote' })),
      fetchMany: os.recordings.fetchMany.handler(({ input }) => {
        for (const callId of input.callIds) tellRecording({ ...recordingById(callId), state: 'waiting' });
        push({ kind: 'transfers', transfers: { active: 0, waiting: input.callIds.length, done: 0, failed: 0 } });
        return { queued: input.callIds.length };
      }),
      cancelAll: os.recordings.cancelAll.handler(() => {
        const open = [...state.recordings.values()].filter(({ state: now }) => now === 'waiting' || now === 'fetching');
        for (const { callId } of open) tellRecording({ callId, state: 'remote' });
        push({ kind: 'transfers', transfers: { active: 0, waiting: 0, done: 0, failed: 0 } });
        return { cancelled: open.length };
      }),
      keep: os.recordings.keep.handler(({ input }) =>
        tellRecording({ ...recordingById(input.callId), kept: input.kept }),
      ),
      discard: os.recordings.discard.handler(({ input }) => tellRecording({ callId: input.callId, state: 'remote' })),
      reveal: os.recordings.reveal.handler(() => {}),
      usage: os.recordings.usage.handler(() => {
        const stored = [...state.recordings.values()].filter((recording) => recording.state === 'stored');
        const bytes = stored.reduce((sum, recording) => sum + (recording.bytes ?? 0), 0);
        const quotaBytes = state.settings.recordings.quotaMegabytes * 1024 * 1024;
        return { bytes, files: stored.length, keptBytes: 0, quotaBytes };
      }),
      peaks: os.recordings.peaks.handler(({ input }) => {
        const { durationSeconds = 120 } = recordingById(input.callId);
        // Speech in turns, with a pause after each.
        const peaks = Array.from({ length: 1000 }, (_, at) =>
          at % 100 < 80 ? 0.3 + 0.5 * Math.abs(Math.sin(at * 0.7) * Math.cos(at * 0.13)) : 0.01,
        );
        const silences = Array.from({ length: 10 }, (_, turn): [number, number] => [
          (durationSeconds * (turn * 100 + 80)) / 1000,
          (durationSeconds * (turn + 1)) / 10,
        ]);
        return { durationSeconds, peaks, silences };
      }),
      notes: os.recordings.notes.handler(({ input }) => notesOf(input.callId)),
      addNote: os.recordings.addNote.handler(({ input }) => {
        const note = { ...input, id: state.recordingNotes.length + 1, createdAt: Date.now() };
        state.recordingNotes.push(note);
        return note;
      }),
      editNote: os.recordings.editNote.handler(({ input }) => {
        const note = state.recordingNotes.find((one) => one.id === input.id);
        if (!note) notFound();
        return Object.assign(note, input);
      }),
      removeNote: os.recordings.removeNote.handler(({ input }) => {
        state.recordingNotes = state.recordingNotes.filter((note) => note.id !== input.id);
      }),
    },
  };
}
