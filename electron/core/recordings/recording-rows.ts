import type { SQLInputValue } from 'node:sqlite';
import type { Waveform } from '../../../shared/contract/recording.ts';
import type { Database } from '../database/database.ts';
import { readInstant, readRowId, readSeconds, readWhole } from '../database/stored-values.ts';
import { firstIdAt, instantOf } from '../database/time-id.ts';

/** An audio file in the recordings folder. */
export interface StoredAudio {
  callId: number;
  /** Relative to the recordings folder. */
  file: string;
  bytes: number;
  mimeType: string;
  /** As engineers call it; undefined for files that were stored before it was noted. */
  format?: string | undefined;
  /** Of the sound, as the file itself proves it; undefined where it does not, or was not asked. */
  durationSeconds?: number | undefined;
  storedAt: number;
}

/** A file as the quota sees it. */
export interface UsedFile {
  callId: number;
  file: string;
  bytes: number;
}

/** A recording that may be fetched by itself, or that takes room already. */
export interface RecordedCall {
  callId: number;
  accountId: string;
  startedAt: number;
  talkSeconds: number;
  state: string;
  /** Bytes on this disk; undefined when it is not here. */
  bytes: number | undefined;
  evicted: boolean;
  kept: boolean;
}

export interface RecordingRows {
  /** Undefined also when the file left the disk for the quota. */
  get(callId: number): (StoredAudio & { kept: boolean }) | undefined;
  /** A new file of this call: what was known of an older one is forgotten, but not that it is kept. */
  save(audio: StoredAudio): void;
  remove(callId: number): void;
  /** One call turned out to be another: its file is that one's, unless that one has a file of its own. */
  fold(goneId: number, callId: number): void;
  evict(callId: number, at: number): void;
  ofAccount(accountId: string): StoredAudio[];
  /** Names of all files that should be there. */
  files(): Set<string>;
  setKept(callId: number, kept: boolean): void;
  notePlayed(callId: number, at: number): void;
  usage(): { bytes: number; files: number; keptBytes: number };
  /** What may leave, heard or fetched longest ago first. */
  leastUsed(): Iterable<UsedFile>;
  /** Recordings of calls since an instant (epoch ms), newest first, at most `limit`. */
  since(instant: number, limit: number): Iterable<RecordedCall>;
  waveform(callId: number): Waveform | undefined;
  /** As the file proves it, else as its waveform does. */
  durationSeconds(callId: number): number | undefined;
  saveWaveform(callId: number, waveform: Waveform): void;
}

export function createRecordingRows({ sql, unreadable }: Database): RecordingRows {
  const select = sql.prepare('SELECT * FROM recordings WHERE call_id = ? AND evicted_at IS NULL');
  const selectDuration = sql.prepare(
    `SELECT coalesce(recordings.duration_seconds, waveforms.duration_seconds) AS duration_seconds
     FROM recordings LEFT JOIN waveforms USING (call_id) WHERE call_id = ?`,
  );
  // What is read row by row cannot be read again when a number is too great.
  const iterate = (statement: string, ...values: SQLInputValue[]) => {
    const prepared = sql.prepare(statement);
    prepared.setReadBigInts(true);
    return prepared.iterate(...values);
  };

  /** The file is there, whatever was noted of it. */
  function read(row: Record<string, unknown>): StoredAudio {
    const [bytes, storedAt] = [readWhole(row.bytes), readInstant(row.stored_at)];
    if (bytes === undefined) unreadable.note('recordings', row.call_id, 'bytes');
    if (storedAt === undefined) unreadable.note('recordings', row.call_id, 'stored_at');
    return {
      callId: Number(row.call_id),
      file: String(row.file),
      bytes: bytes ?? 0,
      mimeType: String(row.mime_type),
      format: row.format === null ? undefined : String(row.format),
      durationSeconds: readSeconds(row.duration_seconds),
      storedAt: storedAt ?? 0,
    };
  }

  return {
    get(callId) {
      const row = select.get(callId);
      return row === undefined ? undefined : { ...read(row), kept: row.kept === 1 };
    },
    save(audio) {
      sql.prepare('DELETE FROM waveforms WHERE call_id = ?').run(audio.callId);
      sql
        .prepare(
          `INSERT INTO recordings (call_id, file, bytes, mime_type, format, duration_seconds, stored_at)
           VALUES (?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (call_id) DO UPDATE SET file = excluded.file, bytes = excluded.bytes,
             mime_type = excluded.mime_type, format = excluded.format, duration_seconds = excluded.duration_seconds,
             stored_at = excluded.stored_at, last_played_at = NULL, evicted_at = NULL`,
        )
        .run(
          ...[audio.callId, audio.file, audio.bytes, audio.mimeType],
          ...[audio.format ?? null, audio.durationSeconds ?? null, audio.storedAt],
        );
    },
    remove(callId) {
      sql.prepare('DELETE FROM recordings WHERE call_id = ?').run(callId);
    },
    fold(goneId, callId) {
      // It is made again from the file.
      sql.prepare('DELETE FROM waveforms WHERE call_id = ?').run(goneId);
      sql.prepare('UPDATE OR IGNORE recordings SET call_id = ? WHERE call_id = ?').run(callId, goneId);
      sql
        .prepare(
          'UPDATE recordings SET kept = 1 WHERE call_id = ? AND 1 IN (SELECT kept FROM recordings WHERE call_id = ?)',
        )
        .run(callId, goneId);
    },
    evict(callId, at) {
      sql.prepare('UPDATE recordings SET evicted_at = ? WHERE call_id = ?').run(at, callId);
    },
    ofAccount(accountId) {
      return sql
        .prepare(
          `SELECT recordings.* FROM recordings JOIN calls ON calls.id = recordings.call_id
           JOIN own_lines ON own_lines.id = calls.line_id WHERE own_lines.account_id = ? AND evicted_at IS NULL`,
        )
        .all(accountId)
        .map(read);
    },
    files() {
      const rows = sql.prepare('SELECT file FROM recordings WHERE evicted_at IS NULL').all();
      return new Set(rows.map((row) => String(row.file)));
    },
    setKept(callId, kept) {
      sql.prepare('UPDATE recordings SET kept = ? WHERE call_id = ?').run(Number(kept), callId);
    },
    notePlayed(callId, at) {
      sql.prepare('UPDATE recordings SET last_played_at = ? WHERE call_id = ?').run(at, callId);
    },
    usage() {
      const row = sql
        .prepare(
          `SELECT count(*) AS files, total(size) AS bytes, total(size) FILTER (WHERE kept = 1) AS kept FROM
             (SELECT iif(bytes BETWEEN 0 AND ${Number.MAX_SAFE_INTEGER}, bytes, 0) AS size, kept
              FROM recordings WHERE evicted_at IS NULL)`,
        )
        .get();
      return { bytes: Number(row?.bytes), files: Number(row?.files), keptBytes: Number(row?.kept) };
    },
    *leastUsed() {
      const rows = iterate(
        `SELECT call_id, file, bytes FROM recordings WHERE evicted_at IS NULL AND kept = 0
         ORDER BY ifnull(last_played_at, stored_at), call_id`,
      );
      for (const row of rows)
        yield { callId: Number(row.call_id), file: String(row.file), bytes: readWhole(row.bytes) ?? 0 };
    },
    *since(instant, limit) {
      const rows = iterate(
        `SELECT calls.id, account_id, started_at, talk_seconds, recording_state, bytes, evicted_at, kept
         FROM calls INDEXED BY calls_recorded JOIN own_lines ON own_lines.id = calls.line_id
         LEFT JOIN recordings ON recordings.call_id = calls.id
         WHERE recording_state IS NOT NULL AND calls.id >= ? ORDER BY calls.id DESC LIMIT ?`,
        firstIdAt(instant),
        limit,
      );
      for (const row of rows) {
        const callId = readRowId(row.id);
        if (callId === undefined) continue;
        yield {
          callId,
          accountId: String(row.account_id),
          startedAt: readInstant(row.started_at) ?? instantOf(callId),
          talkSeconds: readWhole(row.talk_seconds) ?? 0,
          state: String(row.recording_state),
          bytes: row.bytes === null || row.evicted_at !== null ? undefined : (readWhole(row.bytes) ?? 0),
          evicted: row.evicted_at !== null,
          kept: Number(row.kept) === 1,
        };
      }
    },
    waveform(callId) {
      const row = sql.prepare('SELECT * FROM waveforms WHERE call_id = ?').get(callId);
      const durationSeconds = readSeconds(row?.duration_seconds);
      // It is made again from the file.
      if (row === undefined || durationSeconds === undefined) return undefined;
      return {
        durationSeconds,
        peaks: Array.from(row.peaks as Uint8Array, (byte) => byte / 255),
        silences: readPairs(row.silences as Uint8Array),
      };
    },
    durationSeconds(callId) {
      const row = selectDuration.get(callId);
      return readSeconds(row?.duration_seconds);
    },
    saveWaveform(callId, { durationSeconds, peaks, silences }) {
      sql
        .prepare('INSERT OR REPLACE INTO waveforms (call_id, duration_seconds, peaks, silences) VALUES (?, ?, ?, ?)')
        .run(
          callId,
          durationSeconds,
          Uint8Array.from(peaks, (peak) => Math.round(peak * 255)),
          new Uint8Array(Float32Array.from(silences.flat()).buffer),
        );
    },
  };
}

function readPairs(blob: Uint8Array): [number, number][] {
  // Copied, because 32-bit floats want an aligned beginning, and no more than whole pairs.
  const numbers = new Float32Array(blob.slice(0, blob.length - (blob.length % 8)).buffer);
  return Array.from({ length: numbers.length / 2 }, (_, at): [number, number] => [
    numbers[2 * at] ?? 0,
    numbers[2 * at + 1] ?? 0,
  ]).filter((pair) => pair.every(Number.isFinite));
}
