import type { Waveform } from '../../../shared/contract/recording.ts';
import type { RecordingRows } from '../database/recording-rows.ts';
import { readWaveform } from './waveform/read-waveform.ts';

/** Waveforms of stored files: each is made once and kept, one at a time so that calls ring on meanwhile. */
export interface Waveforms {
  /** Makes it when there is none yet. Rejects as `readWaveform` does. */
  get(callId: number, file: { path: string; mimeType: string }): Promise<Waveform>;
  /** Ends what is being made; those who wait are rejected with an AbortError. */
  close(): Promise<void>;
}

export function createWaveforms({ rows }: { rows: RecordingRows }): Waveforms {
  const abort = new AbortController();
  const making = new Map<string, Promise<Waveform>>();
  let last: Promise<unknown> = Promise.resolve();

  function make(callId: number, path: string, mimeType: string): Promise<Waveform> {
    const made = last.then(async () => {
      const waveform = await readWaveform(path, mimeType, abort.signal);
      // The account, the call or the file may be gone by now.
      if (rows.get(callId) !== undefined) rows.saveWaveform(callId, waveform);
      return waveform;
    });
    last = made.catch(() => {});
    return made;
  }

  return {
    async get(callId, { path, mimeType }) {
      const known = rows.waveform(callId);
      if (known !== undefined) return known;
      const key = `${callId} ${path}`;
      const current = making.get(key) ?? make(callId, path, mimeType).finally(() => making.delete(key));
      making.set(key, current);
      return current;
    },
    async close() {
      abort.abort();
      await last;
    },
  };
}
