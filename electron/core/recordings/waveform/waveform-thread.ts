import { parentPort } from 'node:worker_threads';
import type { Problem } from '../../../../shared/contract/problem.ts';
import type { Waveform } from '../../../../shared/contract/recording.ts';
import { ProblemError } from '../../problems.ts';
import { readWaveform } from './read-waveform.ts';

/** What the thread is asked, one after the other. */
export interface SoundFile {
  path: string;
  mimeType: string;
}

/** Errors cross to another thread without their codes, and without their class where that is not JavaScript's own. */
export type ThreadAnswer = { waveform: Waveform } | { problem: Problem } | { error: Error; code: string | undefined };

// Nobody ends it from within: who wants it no longer ends the thread.
const { signal } = new AbortController();

async function answer({ path, mimeType }: SoundFile): Promise<ThreadAnswer> {
  try {
    return { waveform: await readWaveform(path, mimeType, signal) };
  } catch (reason) {
    if (reason instanceof ProblemError) return { problem: reason.problem };
    const error = reason instanceof Error ? reason : new Error(String(reason));
    return { error, code: (error as NodeJS.ErrnoException).code };
  }
}

parentPort?.on('message', async (file: SoundFile) => parentPort?.postMessage(await answer(file)));
