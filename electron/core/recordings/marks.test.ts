import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTemporaryDatabase, type TemporaryDatabase } from '../../../test/fakes/temporary-database.ts';
import { createCallJournal } from '../calls/call-journal.ts';
import { createWorklist } from '../calls/worklist.ts';
import { createCallRows } from '../database/call-rows.ts';
import { createMarkRows } from '../database/mark-rows.ts';
import { createMissedRows } from '../database/missed-rows.ts';
import { createRecordingRows } from '../database/recording-rows.ts';
import type { ListedCall } from '../providers/provider.ts';
import { createMarks } from './marks.ts';

let temporary: TemporaryDatabase;
beforeEach(() => {
  temporary = createTemporaryDatabase();
});
afterEach(() => temporary.remove());

it('stay with the talk when two calls turn out to be one', () => {
  const { database, clock, account } = temporary;
  const calls = createCallRows(database);
  const rows = createRecordingRows(database);
  const worklist = createWorklist({
    ...{ calls, clock },
    missed: createMissedRows(database),
    canCallBack: () => true,
    onChange() {},
  });
  const journal = createCallJournal({
    ...{ database, calls, worklist, clock },
    worklistSince: () => 0,
    ownPhones: () => [],
  });
  const marks = createMarks({ ...{ database, calls, clock }, rows: createMarkRows(database), onChange() {} });
  const row = (ids: ListedCall['ids'], startedAt: number): ListedCall => ({
    ...{ list: 'calls', ids, direction: 'in', remote: '79161000232', line: '74950000001' },
    ...{ startedAt, talkSeconds: 60, outcome: 'ended', recording: { startedAt }, raw: {} },
  });

  const earlier = clock.now() - 3_600_000;
  const [one] = journal.note(account.id, [row({ cids: ['1001'] }, earlier)]);
  const [other] = journal.note(account.id, [row({ uuid: 'b6f5a3d2', cids: [] }, earlier + 30_000)]);
  const callId = other?.call.id ?? 0;
  const mark = marks.add({ callId, atSeconds: 4, text: 'просит счёт' });
  rows.save({ callId, file: `${callId}.mp3`, bytes: 1, mimeType: 'audio/mpeg', storedAt: 0 });
  rows.saveWaveform(callId, { durationSeconds: 60, peaks: [0, 1], silences: [] });

  journal.note(account.id, [row({ uuid: 'b6f5a3d2', cids: ['1001'] }, earlier)]);
  const stays = one?.call.id ?? 0;
  expect(calls.get(callId)).toBeUndefined();
  expect(marks.ofCall(stays)).toEqual([{ ...mark, callId: stays }]);
  expect(rows.get(stays)?.file).toBe(`${callId}.mp3`);
  expect(calls.page({ kind: 'all', search: 'счёт' }, undefined, 10).calls.map(({ id }) => id)).toEqual([stays]);
});
