import type { RecordingNote } from '../../../shared/contract/recording.ts';
import type { Database } from '../database/database.ts';
import { readInstant, readRowId, readSeconds } from '../database/stored-values.ts';

/** Notes at moments of recordings. */
export interface RecordingNoteRows {
  ofCall(callId: number): RecordingNote[];
  get(id: number): RecordingNote | undefined;
  add(note: Omit<RecordingNote, 'id'>): RecordingNote;
  save(note: RecordingNote): void;
  remove(id: number): void;
  /** One call turned out to be another. */
  fold(goneId: number, callId: number): void;
}

export function createRecordingNoteRows({ sql, unreadable }: Database): RecordingNoteRows {
  /** What has no id cannot be edited, and is left out. */
  function read(row: Record<string, unknown>): RecordingNote | undefined {
    const [id, callId] = [readRowId(row.id), readRowId(row.call_id)];
    const [atSeconds, createdAt] = [readSeconds(row.at_seconds), readInstant(row.created_at)];
    if (id === undefined || callId === undefined) {
      unreadable.note('recording_marks', row.id, 'id');
      return undefined;
    }
    if (atSeconds === undefined) unreadable.note('recording_marks', id, 'at_seconds');
    if (createdAt === undefined) unreadable.note('recording_marks', id, 'created_at');
    return { id, callId, atSeconds: atSeconds ?? 0, text: String(row.text), createdAt: createdAt ?? 0 };
  }

  return {
    ofCall(callId) {
      return sql
        .prepare('SELECT * FROM recording_marks WHERE call_id = ? ORDER BY at_seconds, id')
        .all(callId)
        .map(read)
        .filter((note) => note !== undefined);
    },
    get(id) {
      const row = sql.prepare('SELECT * FROM recording_marks WHERE id = ?').get(id);
      return row === undefined ? undefined : read(row);
    },
    add(note) {
      const { lastInsertRowid } = sql
        .prepare('INSERT INTO recording_marks (call_id, at_seconds, text, created_at) VALUES (?, ?, ?, ?)')
        .run(note.callId, note.atSeconds, note.text, note.createdAt);
      return { id: Number(lastInsertRowid), ...note };
    },
    save({ id, atSeconds, text }) {
      sql.prepare('UPDATE recording_marks SET at_seconds = ?, text = ? WHERE id = ?').run(atSeconds, text, id);
    },
    remove(id) {
      sql.prepare('DELETE FROM recording_marks WHERE id = ?').run(id);
    },
    fold(goneId, callId) {
      sql.prepare('UPDATE recording_marks SET call_id = ? WHERE call_id = ?').run(callId, goneId);
    },
  };
}
