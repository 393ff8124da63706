import type { Logger } from '../ports.ts';
import { ProblemError } from '../problems.ts';
import { proofOf } from '../providers/errors.ts';

interface Change<State> {
  /** What the log calls it. */
  name: string;
  /** What the provider had before. */
  before: State;
  send(): Promise<void>;
  read(): Promise<State>;
  /** Whether what is read afterwards is what was asked for; undefined where it does not tell. */
  isDone(now: State): boolean | undefined;
  logger: Logger;
}

/**
 * Sends a change, once, and tells what the provider has afterwards. Rejects with what proves that nothing was changed, or with
 * CHANGE_UNKNOWN: where no answer came, only a new reading that shows the change can tell. One that does not may have come too
 * early.
 */
export async function changeOnce<State>({ name, before, send, read, isDone, logger }: Change<State>): Promise<{
  now: State;
  readBack: 'as-sent' | 'other' | 'failed';
}> {
  async function readAgain(): Promise<State | undefined> {
    try {
      return await read();
    } catch (error) {
      logger.warn('change-not-read-again', { name, error });
      return undefined;
    }
  }

  try {
    await send();
  } catch (error) {
    if (proofOf(error) !== undefined) throw error;
    logger.warn('change-unanswered', { name, error });
    const now = await readAgain();
    if (now !== undefined && isDone(now)) return { now, readBack: 'as-sent' };
    throw new ProblemError('CHANGE_UNKNOWN', {}, { cause: error });
  }
  const now = await readAgain();
  if (now === undefined) return { now: before, readBack: 'failed' };
  const done = isDone(now);
  if (done === undefined) return { now, readBack: 'failed' };
  return { now, readBack: done ? 'as-sent' : 'other' };
}
