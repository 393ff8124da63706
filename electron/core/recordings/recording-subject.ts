import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Accounts } from '../accounts/accounts.ts';
import type { Base } from '../base.ts';
import type { CallSubject } from '../calls/call-subject.ts';
import type { Subject } from '../subject.ts';
import { createRecordingNoteRows } from './recording-note-rows.ts';
import { createRecordingNotes } from './recording-notes.ts';
import { createRecordingRows } from './recording-rows.ts';
import { createRecordings } from './recordings.ts';

/** The recordings of calls, and what the user noted at moments of them. */
export function createRecordingSubject(base: Base, { calls, accounts }: { calls: CallSubject; accounts: Accounts }) {
  const { os, ports, clock, logger, database, accountRows, settings, topics, updates } = base;
  const rows = createRecordingRows(database);
  const noteRows = createRecordingNoteRows(database);
  const recordings = createRecordings({
    rows,
    clock,
    logger,
    calls: calls.store,
    log: calls.log,
    client: accounts.client,
    directory: join(ports.paths.dataDirectory, 'recordings'),
    fileRevealer: ports.fileRevealer,
    settings: () => settings.get().recordings,
    keptHereMs: () => (settings.get().retention.recordingDays || Number.POSITIVE_INFINITY) * 24 * 3600_000,
    accountIds: () => accountRows.all().map((account) => account.id),
    onChange: (recording) => updates.publish({ kind: 'recording', recording }),
    onManyChanged: calls.tellLog,
    onTransfers: () => base.publishSoon('transfers', () => ({ kind: 'transfers', transfers: recordings.transfers() })),
  });
  const notes = createRecordingNotes({ database, clock, rows: noteRows, calls: calls.store, onChange: calls.tellLog });

  topics.log.on(recordings.noteCalls);
  topics.accounts.on((news) => {
    if (news.phase === 'recording-rules') recordings.noteRules(news.id);
  });
  settings.onChange((now, before) => {
    if (!isDeepStrictEqual([now.recordings, now.retention], [before.recordings, before.retention]))
      recordings.applySettings();
  });

  return {
    recordings,
    procedures: {
      recordings: {
        list: os.recordings.list.handler(({ input }) => recordings.list(input)),
        get: os.recordings.get.handler(({ input }) => recordings.get(input.callId)),
        fetch: os.recordings.fetch.handler(({ input }) => recordings.fetch(input.callId)),
        cancel: os.recordings.cancel.handler(({ input }) => recordings.cancel(input.callId)),
        fetchMany: os.recordings.fetchMany.handler(({ input }) => ({ queued: recordings.fetchMany(input.callIds) })),
        cancelAll: os.recordings.cancelAll.handler(async () => ({ cancelled: await recordings.cancelAll() })),
        keep: os.recordings.keep.handler(({ input }) => recordings.keep(input.callId, input.kept)),
        discard: os.recordings.discard.handler(({ input }) => recordings.discard(input.callId)),
        reveal: os.recordings.reveal.handler(({ input }) => recordings.reveal(input.callId)),
        usage: os.recordings.usage.handler(() => recordings.usage()),
        peaks: os.recordings.peaks.handler(({ input }) => recordings.waveform(input.callId)),
        notes: os.recordings.notes.handler(({ input }) => notes.ofCall(input.callId)),
        addNote: os.recordings.addNote.handler(({ input }) => notes.add(input)),
        editNote: os.recordings.editNote.handler(({ input }) => notes.edit(input)),
        removeNote: os.recordings.removeNote.handler(({ input }) => notes.remove(input.id)),
      },
    },
    snapshot: () => ({ transfers: recordings.transfers() }),
    foldCall(goneId: number, callId: number) {
      noteRows.fold(goneId, callId);
      rows.fold(goneId, callId);
    },
    clearAccount: recordings.removeFiles,
    wake: recordings.resume,
    close: recordings.close,
  } satisfies Subject & Record<string, unknown>;
}
