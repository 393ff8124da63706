import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTemporaryDatabase, type TemporaryDatabase } from '../../../test/fakes/temporary-database.ts';
import { createCallModel, listRow, readAll } from '../../../test/fixtures/call-model.ts';
import type { CallListRow } from '../providers/call-list-row.ts';
import { createRecordingNoteRows } from './recording-note-rows.ts';
import { createRecordingNotes } from './recording-notes.ts';
import { createRecordingRows } from './recording-rows.ts';

let temporary: TemporaryDatabase;
beforeEach(() => {
  temporary = createTemporaryDatabase();
});
afterEach(() => temporary.remove());

it('stay with the talk when two calls turn out to be one', () => {
  const { database, clock, account } = temporary;
  const { store: calls, log, journal } = createCallModel(temporary);
  const rows = createRecordingRows(database);
  const notes = createRecordingNotes({
    database,
    calls,
    clock,
    rows: createRecordingNoteRows(database),
    onChange() {},
  });
  const note = (ids: CallListRow['ids'], startedAt: number) =>
    journal.applyListRows(account.id, [
      listRow({ ids, startedAt, talkSeconds: 60, outcome: 'ended', recording: String(startedAt) }),
    ])[0];

  const earlier = clock.now() - 3_600_000;
  const one = note([{ kind: 'leg', value: '1001' }], earlier);
  const other = note([{ kind: 'call', value: 'b6f5a3d2' }], earlier + 30_000);
  const callId = other?.call.id ?? 0;
  const added = notes.add({ callId, atSeconds: 4, text: 'просит счёт' });
  rows.save({ callId, file: `${callId}.mp3`, bytes: 1, mimeType: 'audio/mpeg', storedAt: 0 });
  rows.saveWaveform(callId, { durationSeconds: 60, peaks: [0, 1], silences: [] });

  note(
    [
      { kind: 'leg', value: '1001' },
      { kind: 'call', value: 'b6f5a3d2' },
    ],
    earlier,
  );
  const stays = one?.call.id ?? 0;
  expect(calls.get(callId)?.id).toBe(stays);
  expect(notes.ofCall(stays)).toEqual([{ ...added, callId: stays }]);
  expect(rows.get(stays)?.file).toBe(`${callId}.mp3`);
  expect(readAll(log, { kind: 'all', search: 'счёт' }).map(({ id }) => id)).toEqual([stays]);
});
