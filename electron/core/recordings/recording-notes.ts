import type { RecordingNote } from '../../../shared/contract/recording.ts';
import type { CallStore } from '../calls/call-store.ts';
import type { Database } from '../database/database.ts';
import type { Clock } from '../ports.ts';
import { ProblemError } from '../problems.ts';
import type { RecordingNoteRows } from './recording-note-rows.ts';

/** Notes at moments of recordings. The search of calls finds a call by them. */
export interface RecordingNotes {
  ofCall(callId: number): RecordingNote[];
  add(note: { callId: number; atSeconds: number; text: string }): RecordingNote;
  edit(change: { id: number; atSeconds?: number | undefined; text?: string | undefined }): RecordingNote;
  remove(id: number): void;
}

export interface RecordingNotesDeps {
  database: Database;
  rows: RecordingNoteRows;
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
      const note = rows.get(id);
      if (note === undefined) throw new ProblemError('NOT_FOUND');
      const edited = { ...note, atSeconds: atSeconds ?? note.atSeconds, text: text ?? note.text };
      return write(note.callId, () => {
        rows.save(edited);
        return edited;
      });
    },
    remove(id) {
      const note = rows.get(id);
      if (note !== undefined) write(note.callId, () => rows.remove(id));
    },
  };
}
