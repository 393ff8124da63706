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
  /** Called when a page begins to read. What it answers is called with each update as it is handed over, late as that may be. */
  onPage(open: () => (update: Update) => void): void;
}

/** What a slow reader may fall behind; beyond it nothing is kept for it, and it is given a new snapshot when it reads again. */
const longestBacklog = 500;

/** `onReaders`: so many pages listen now. */
export function createUpdateHub(snapshot: () => Update, onReaders: (readers: number) => void = () => {}): UpdateHub {
  const listeners = new Set<UpdateListener>();
  const openers: (() => (update: Update) => void)[] = [];
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
      let hasFallenBehind = false;
      let wake: (() => void) | undefined;
      const stop = watch((update) => {
        if (backlog.length < longestBacklog) backlog.push(update);
        else hasFallenBehind = true;
        wake?.();
      });
      const end = () => wake?.();
      const told = openers.map((open) => open());
      signal?.addEventListener('abort', end);
      readers += 1;
      onReaders(readers);
      try {
        while (!signal?.aborted) {
          if (hasFallenBehind) {
            hasFallenBehind = false;
            backlog = [snapshot()];
          }
          const next = backlog.shift();
          if (next !== undefined) {
            for (const tell of told) tell(next);
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
        onReaders(readers);
        stop();
        signal?.removeEventListener('abort', end);
      }
    },
    readers: () => readers,
    onPage: (open) => void openers.push(open),
  };
}
