import type { Database } from './database.ts';

/** An audio file in the recordings folder. */
export interface StoredAudio {
  callId: number;
  /** Relative to the recordings folder. */
  file: string;
  bytes: number;
  mimeType: string;
  storedAt: number;
}

export interface RecordingRows {
  get(callId: number): StoredAudio | undefined;
  save(audio: StoredAudio): void;
  remove(callId: number): void;
  ofAccount(accountId: string): StoredAudio[];
}

export function createRecordingRows({ sql }: Database): RecordingRows {
  return {
    get(callId) {
      const row = sql.prepare('SELECT * FROM recordings WHERE call_id = ?').get(callId);
      return row === undefined ? undefined : read(row);
    },
    save(audio) {
      sql
        .prepare(
          `INSERT INTO recordings (call_id, file, bytes, mime_type, stored_at) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT (call_id) DO UPDATE SET file = excluded.file, bytes = excluded.bytes,
             mime_type = excluded.mime_type, stored_at = excluded.stored_at`,
        )
        .run(audio.callId, audio.file, audio.bytes, audio.mimeType, audio.storedAt);
    },
    remove(callId) {
      sql.prepare('DELETE FROM recordings WHERE call_id = ?').run(callId);
    },
    ofAccount(accountId) {
      return sql
        .prepare(
          'SELECT recordings.* FROM recordings JOIN calls ON calls.id = recordings.call_id WHERE calls.account_id = ?',
        )
        .all(accountId)
        .map(read);
    },
  };
}

function read(row: Record<string, unknown>): StoredAudio {
  return {
    callId: Number(row.call_id),
    file: String(row.file),
    bytes: Number(row.bytes),
    mimeType: String(row.mime_type),
    storedAt: Number(row.stored_at),
  };
}
