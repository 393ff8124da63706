import type { RecordingMark } from '../../../shared/contract/recording.ts';
import type { CallStore } from '../calls/call-store.ts';
import type { Database } from '../database/database.ts';
import type { Clock } from '../ports.ts';
import { ProblemError } from '../problems.ts';
import type { MarkRows } from './mark-rows.ts';

/** Notes at moments of recordings. The search of calls finds a call by them. */
export interface RecordingNotes {
  ofCall(callId: number): RecordingMark[];
  add(mark: { callId: number; atSeconds: number; text: string }): RecordingMark;
  edit(change: { id: number; atSeconds?: number | undefined; text?: string | undefined }): RecordingMark;
  remove(id: number): void;
}

export interface RecordingNotesDeps {
  database: Database;
  rows: MarkRows;
  calls: CallStore;
  clock: Clock;
  onChange: (callId: number) => void;
}

export function createRecordingNotes({ database, rows, calls, clock, onChange }: RecordingNotesDeps): RecordingNotes {
  /** The note and what the search knows of it are written together. */
  function write<T>(callId: number, change: () => T): T {
    const result = database.transaction(() => {
      const changed = change();
      calls.reindexNotes(callId);
      return changed;
    });
    onChange(callId);
    return result;
  }

  return {
    ofCall: rows.ofCall,
    add({ callId, atSeconds, text }) {
      if (calls.get(callId)?.recordingState === undefined) throw new ProblemError('NOT_FOUND');
      return write(callId, () => rows.add({ callId, atSeconds, text, createdAt: clock.now() }));
    },
    edit({ id, atSeconds, text }) {
      const mark = rows.get(id);
      if (mark === undefined) throw new ProblemError('NOT_FOUND');
      const edited = { ...mark, atSeconds: atSeconds ?? mark.atSeconds, text: text ?? mark.text };
      return write(mark.callId, () => {
        rows.save(edited);
        return edited;
      });
    },
    remove(id) {
      const mark = rows.get(id);
      if (mark !== undefined) write(mark.callId, () => rows.remove(id));
    },
  };
}
