import { Worker } from 'node:worker_threads';
import type { Waveform } from '../../../../shared/contract/recording.ts';
import { compact } from '../../../../shared/domain/compact.ts';
import type { Clock } from '../../ports.ts';
import { ProblemError } from '../../problems.ts';
import { mustBeDrawable } from './drawable.ts';
import type { SoundFile, ThreadAnswer } from './waveform-thread.ts';

/**
 * Makes waveforms on a thread of its own, which is begun when there is one to make and ended when there was none for a while: at
 * rest it takes no memory. A thread that breaks down is the end of the waveform that it was making, and of nothing else.
 */
export interface WaveformMaker {
  /** One at a time. Rejects as `readWaveform` does, and with what the thread broke down of; an abort ends the thread. */
  make(file: SoundFile, signal: AbortSignal): Promise<Waveform>;
  /** While nothing is made. */
  close(): Promise<void>;
}

/** The files of an import come one after the other, and a thread takes some 50 ms to begin. */
const idleMs = 5_000;
/** Many times what any file takes: what takes more is of a kind that nobody thought of. */
const mostMegabytes = 64;

/** `program`: of the thread. */
export function createWaveformMaker(
  clock: Clock,
  program = new URL('./waveform-thread.ts', import.meta.url),
): WaveformMaker {
  let thread: Worker | undefined;
  let stopWaiting = () => {};

  function begin(): Worker {
    const begun = new Worker(program, { resourceLimits: { maxOldGenerationSizeMb: mostMegabytes } });
    begun.unref();
    const forget = () => {
      if (thread === begun) thread = undefined;
    };
    // Whoever waits for it is told as well. Of an error nobody hears of, the program would end.
    begun.on('error', forget);
    begun.once('exit', forget);
    return begun;
  }

  async function end(): Promise<void> {
    stopWaiting();
    const ended = thread;
    thread = undefined;
    await ended?.terminate();
  }

  return {
    async make(file, signal) {
      signal.throwIfAborted();
      // As its content was found to be: no thread is begun to say that it cannot.
      mustBeDrawable(file.mimeType);
      stopWaiting();
      thread ??= begin();
      try {
        return readAnswer(await ask(thread, file, signal));
      } finally {
        if (signal.aborted) await end();
        else stopWaiting = clock.after(idleMs, () => void end());
      }
    },
    close: end,
  };
}

async function ask(thread: Worker, file: SoundFile, signal: AbortSignal): Promise<ThreadAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<ThreadAnswer>();
  const onExit = () => reject(new Error('the thread has ended'));
  const onAbort = () => reject(signal.reason);
  thread.on('message', resolve);
  thread.on('error', reject);
  thread.on('exit', onExit);
  signal.addEventListener('abort', onAbort);
  thread.postMessage(file);
  try {
    return await promise;
  } finally {
    thread.off('message', resolve);
    thread.off('error', reject);
    thread.off('exit', onExit);
    signal.removeEventListener('abort', onAbort);
  }
}

function readAnswer(answer: ThreadAnswer): Waveform {
  if ('waveform' in answer) return answer.waveform;
  if ('problem' in answer) {
    const { code, ...fields } = answer.problem;
    throw new ProblemError(code, fields);
  }
  throw Object.assign(answer.error, compact({ code: answer.code }));
}
