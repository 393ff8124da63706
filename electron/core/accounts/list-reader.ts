import type { Clock } from '../ports.ts';

/** Reads the provider's lists again and again, at a pace, with back-off after failures. */
export interface ListReader {
  start(): void;
  /** Reads after at most `ms`. */
  soon(ms: number): void;
  nextAt(): number | undefined;
  close(): Promise<void>;
}

export interface ListReaderDeps {
  clock: Clock;
  /** One round; `false` means: do not try again until asked. */
  read: (signal: AbortSignal) => Promise<'ok' | 'failed' | 'stop'>;
  /** Ms until the next round after a good one. */
  pace: () => number;
  random?: () => number;
}

const firstBackOffMs = 3_000;
const longestBackOffMs = 5 * 60_000;

export function createListReader({ clock, read, pace, random = Math.random }: ListReaderDeps): ListReader {
  const closing = new AbortController();
  let cancel = () => {};
  let dueAt: number | undefined;
  let running: Promise<void> | undefined;
  let failures = 0;
  /** Asked for while a round was under way. */
  let again: number | undefined;

  function schedule(ms: number): void {
    if (closing.signal.aborted) return;
    cancel();
    dueAt = clock.now() + ms;
    cancel = clock.after(ms, () => {
      running = round().finally(() => {
        running = undefined;
      });
    });
  }

  async function round(): Promise<void> {
    dueAt = undefined;
    again = undefined;
    const outcome = await read(closing.signal);
    if (outcome === 'ok') failures = 0;
    else failures += 1;
    // Full jitter: many clients that lost one provider do not come back in step.
    const wait =
      outcome === 'ok' ? pace() : random() * Math.min(longestBackOffMs, firstBackOffMs * 2 ** failures) + 1000;
    if (again !== undefined) schedule(Math.min(again, wait));
    else if (outcome !== 'stop') schedule(wait);
  }

  return {
    start: () => schedule(0),
    soon(ms) {
      if (running !== undefined) again = Math.min(again ?? ms, ms);
      else if (dueAt === undefined || dueAt > clock.now() + ms) schedule(ms);
    },
    nextAt: () => dueAt,
    async close() {
      closing.abort();
      cancel();
      await running;
    },
  };
}
