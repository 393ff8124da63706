import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Waveform } from '../../../../shared/contract/recording.ts';
import { ProblemError } from '../../problems.ts';
import { type Drawable, mustBeDrawable } from './drawable.ts';
import { readMp3 } from './mp3-sound.ts';
import type { SoundReader } from './sound.ts';
import { readWav } from './wav-sound.ts';
import { createWaveformBuilder } from './waveform-builder.ts';

const readers: Record<Drawable, SoundReader> = { 'audio/mpeg': readMp3, 'audio/wav': readWav };

/**
 * Reads a whole audio file into a waveform, letting everything else run every few milliseconds. Rejects with ProblemError
 * NOT_SUPPORTED for what cannot be decoded here, with the file system's error, or with an AbortError.
 */
export async function readWaveform(path: string, mimeType: string, signal: AbortSignal): Promise<Waveform> {
  const read = readers[mustBeDrawable(mimeType)];
  const builder = createWaveformBuilder();
  for await (const sound of read(path, signal)) {
    builder.add(sound);
    await nextTurn();
    signal.throwIfAborted();
  }
  const waveform = builder.finish();
  if (waveform === undefined) throw new ProblemError('NOT_SUPPORTED', { detail: 'no sound can be decoded' });
  return waveform;
}
