import type { Update } from '../../../shared/contract/updates.ts';
import type { UpdateListener } from '../ports.ts';

/** Tells every listener what changed; a new listener first gets a snapshot of all that is. */
export interface UpdateHub {
  publish(update: Update): void;
  /** Tells everybody anew how things stand: after something went of which no update can tell. */
  refresh(): void;
  watch(listener: UpdateListener): () => void;
  /** The same as an iterator with a bounded buffer, for the contract. Ends with the signal. */
  iterate(signal: AbortSignal | undefined): AsyncGenerator<Update, void>;
  /** How many pages listen by `iterate`. */
  readers(): number;
}

/** What a slow reader may fall behind; beyond it, it is given a new snapshot instead of the backlog. */
const longestBacklog = 500;

/** `onReaders`: `readers` answers something else now. */
export function createUpdateHub(snapshot: () => Update, onReaders = () => {}): UpdateHub {
  const listeners = new Set<UpdateListener>();
  let readers = 0;

  function watch(listener: UpdateListener): () => void {
    listeners.add(listener);
    listener(snapshot());
    return () => listeners.delete(listener);
  }

  return {
    publish(update) {
      for (const listener of listeners) listener(update);
    },
    refresh() {
      const update = snapshot();
      for (const listener of listeners) listener(update);
    },
    watch,
    async *iterate(signal) {
      let backlog: Update[] = [];
      let wake: (() => void) | undefined;
      const stop = watch((update) => {
        backlog.push(update);
        if (backlog.length > longestBacklog) backlog = [snapshot()];
        wake?.();
      });
      const end = () => wake?.();
      signal?.addEventListener('abort', end);
      readers += 1;
      onReaders();
      try {
        while (!signal?.aborted) {
          const next = backlog.shift();
          if (next !== undefined) {
            yield next;
            continue;
          }
          await new Promise<void>((resolve) => {
            wake = resolve;
            if (signal?.aborted || backlog.length > 0) resolve();
          });
          wake = undefined;
        }
      } finally {
        readers -= 1;
        onReaders();
        stop();
        signal?.removeEventListener('abort', end);
      }
    },
    readers: () => readers,
  };
}
