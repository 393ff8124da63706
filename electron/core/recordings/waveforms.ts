import type { Waveform } from '../../../shared/contract/recording.ts';
import type { Clock } from '../ports.ts';
import type { RecordingRows } from './recording-rows.ts';
import { createWaveformMaker } from './waveform/waveform-maker.ts';

/** Waveforms of stored files: each is made once and kept, one at a time. */
export interface Waveforms {
  /** Makes it when there is none yet. Rejects as `WaveformMaker.make` does. */
  get(callId: number, file: { path: string; mimeType: string }): Promise<Waveform>;
  /** Its file goes: those who wait are rejected with an AbortError. */
  cancel(callId: number): void;
  /** The same for all. */
  close(): Promise<void>;
}

export function createWaveforms({
  rows,
  clock,
}: {
  rows: Pick<RecordingRows, 'get' | 'waveform' | 'saveWaveform'>;
  clock: Clock;
}): Waveforms {
  const maker = createWaveformMaker(clock);
  const making = new Map<string, { callId: number; abort: AbortController; waveform: Promise<Waveform> }>();
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;

  function make(callId: number, path: string, mimeType: string, signal: AbortSignal): Promise<Waveform> {
    const made = last.then(async () => {
      const waveform = await maker.make({ path, mimeType }, signal);
      // The account, the call or the file may be gone by now.
      if (rows.get(callId) !== undefined) rows.saveWaveform(callId, waveform);
      return waveform;
    });
    last = made.catch(() => {});
    return made;
  }

  function begin(callId: number, key: string, path: string, mimeType: string): Promise<Waveform> {
    const abort = new AbortController();
    if (closed) abort.abort();
    const waveform = make(callId, path, mimeType, abort.signal).finally(() => {
      if (making.get(key)?.abort === abort) making.delete(key);
    });
    making.set(key, { callId, abort, waveform });
    return waveform;
  }

  function cancel(isMeant: (callId: number) => boolean): void {
    for (const [key, { callId, abort }] of making) {
      if (!isMeant(callId)) continue;
      making.delete(key);
      abort.abort();
    }
  }

  return {
    async get(callId, { path, mimeType }) {
      const known = rows.waveform(callId);
      if (known !== undefined) return known;
      const key = `${callId} ${path}`;
      return making.get(key)?.waveform ?? begin(callId, key, path, mimeType);
    },
    cancel: (callId) => cancel((one) => one === callId),
    async close() {
      closed = true;
      cancel(() => true);
      await last;
      await maker.close();
    },
  };
}
