import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Waveform } from '../../../shared/contract/recording.ts';
import { createManualClock } from '../../../test/fakes/manual-clock.ts';
import { makeWav } from '../../../test/fixtures/audio.ts';
import { createWaveforms, type Waveforms } from './waveforms.ts';

let directory: string;
let kept: Map<number, Waveform>;
let gone: Set<number>;
let waveforms: Waveforms;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'perezvon-waveforms-'));
  kept = new Map();
  gone = new Set();
  waveforms = createWaveforms({
    clock: createManualClock(),
    rows: {
      get: (callId) => (gone.has(callId) ? undefined : ({ callId } as never)),
      waveform: (callId) => kept.get(callId),
      saveWaveform: (callId, waveform) => void kept.set(callId, waveform),
    },
  });
});
afterEach(async () => {
  await waveforms.close();
  rmSync(directory, { recursive: true, force: true });
});

function file(seconds: number) {
  const path = join(directory, `${seconds}.wav`);
  writeFileSync(path, makeWav([{ seconds, amplitude: 0.5 }]));
  return { path, mimeType: 'audio/wav' };
}

it('makes each once for all who ask, and keeps it', async () => {
  const two = file(2);
  const asked = [waveforms.get(1, two), waveforms.get(1, two), waveforms.get(2, file(3))];
  const [first, again, other] = await Promise.all(asked);
  expect([first === again, first?.durationSeconds, other?.durationSeconds]).toEqual([true, 2, 3]);
  rmSync(two.path);
  expect(await waveforms.get(1, two)).toBe(first);
});

it('makes none of a file that goes, and all others', async () => {
  const asked = [waveforms.get(1, file(60)), waveforms.get(2, file(2)), waveforms.get(3, file(3))];
  waveforms.cancel(2);
  const results = await Promise.allSettled(asked);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect([...kept.keys()]).toEqual([1, 3]);
  // It may come back.
  expect((await waveforms.get(2, file(2))).durationSeconds).toBe(2);
});

it('keeps none of a call that is gone', async () => {
  gone.add(2);
  await Promise.all([waveforms.get(1, file(3)), waveforms.get(2, file(2))]);
  expect([...kept.keys()]).toEqual([1]);
});

it('goes on after one that could not be made, and makes none once it is closed', async () => {
  const missing = waveforms.get(1, { path: join(directory, 'gone'), mimeType: 'audio/wav' });
  const next = waveforms.get(2, file(2));
  await expect(missing).rejects.toMatchObject({ code: 'ENOENT' });
  await next;
  const left = waveforms.get(3, file(60));
  const closed = waveforms.close();
  await expect(left).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  await closed;
  await expect(waveforms.get(4, file(4))).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  expect([...kept.keys()]).toEqual([2]);
});
