import { randomUUID } from 'node:crypto';
import type { Clock } from '../ports.ts';
import { ProblemError } from '../problems.ts';

/**
 * What was tried and may be connected soon, under ids that mean nothing elsewhere: a secret comes in once, with the try, and
 * waits here for the answer to it instead of in a page.
 */
export interface Drafts<Draft> {
  /** Answers its id. */
  keep(draft: Draft): string;
  /** Works on it, and forgets it when that goes well. Rejects with ProblemError DRAFT_GONE where there is none any more. */
  use<T>(id: string, work: (draft: Draft) => Promise<T>): Promise<T>;
  clear(): void;
}

/** Long enough to look up one's own number; a page that is gone by then has left nothing behind. */
const keptMs = 15 * 60_000;
const mostKept = 8;

export function createDrafts<Draft>(clock: Clock): Drafts<Draft> {
  const kept = new Map<string, { draft: Draft; stopTimer: () => void }>();

  function put(id: string, draft: Draft): void {
    kept.set(id, { draft, stopTimer: clock.after(keptMs, () => kept.delete(id)) });
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) take(oldest);
  }

  function take(id: string): Draft | undefined {
    const held = kept.get(id);
    held?.stopTimer();
    kept.delete(id);
    return held?.draft;
  }

  return {
    keep(draft) {
      const id = randomUUID();
      put(id, draft);
      return id;
    },
    async use(id, work) {
      // Gone while it is worked on: a second click must not connect it twice.
      const draft = take(id);
      if (draft === undefined) throw new ProblemError('DRAFT_GONE');
      try {
        return await work(draft);
      } catch (error) {
        put(id, draft);
        throw error;
      }
    },
    clear() {
      for (const id of [...kept.keys()]) take(id);
    },
  };
}
