import type { RecordingMark } from '../../../shared/contract/recording.ts';
import type { Database } from './database.ts';

/** Notes at moments of recordings. */
export interface MarkRows {
  ofCall(callId: number): RecordingMark[];
  get(id: number): RecordingMark | undefined;
  add(mark: Omit<RecordingMark, 'id'>): RecordingMark;
  save(mark: RecordingMark): void;
  remove(id: number): void;
  /** One call turned out to be another. */
  fold(goneId: number, callId: number): void;
}

export function createMarkRows({ sql }: Database): MarkRows {
  return {
    ofCall(callId) {
      return sql
        .prepare('SELECT * FROM recording_marks WHERE call_id = ? ORDER BY at_seconds, id')
        .all(callId)
        .map(read);
    },
    get(id) {
      const row = sql.prepare('SELECT * FROM recording_marks WHERE id = ?').get(id);
      return row === undefined ? undefined : read(row);
    },
    add(mark) {
      const { lastInsertRowid } = sql
        .prepare('INSERT INTO recording_marks (call_id, at_seconds, text, created_at) VALUES (?, ?, ?, ?)')
        .run(mark.callId, mark.atSeconds, mark.text, mark.createdAt);
      return { id: Number(lastInsertRowid), ...mark };
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

function read(row: Record<string, unknown>): RecordingMark {
  return {
    id: Number(row.id),
    callId: Number(row.call_id),
    atSeconds: Number(row.at_seconds),
    text: String(row.text),
    createdAt: Number(row.created_at),
  };
}
