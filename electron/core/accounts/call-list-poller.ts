import { backOffMs } from '../back-off.ts';
import type { Clock } from '../ports.ts';

/** Reads the provider's lists again and again, at a pace, with back-off after failures. */
export interface CallListPoller {
  start(): void;
  /** Reads after at most `ms`; not after a `stop`, which only `restart` ends. */
  soon(ms: number): void;
  /** Reads at once: a round that is under way may hang on a connection that died in sleep, and is given up. */
  restart(): void;
  /** When the next round begins, epoch ms; undefined during one, and after a `stop`. */
  nextAt(): number | undefined;
  close(): Promise<void>;
}

export interface CallListPollerDeps {
  clock: Clock;
  /** One round, which never rejects; `stop` means: do not try again until restarted. */
  read: (signal: AbortSignal) => Promise<'ok' | 'failed' | 'stop'>;
  /** Ms until the next round after a good one. */
  pace: () => number;
  /** In [0, 1), for jitter. */
  random?: () => number;
}

const backOff = { shortestMs: 1_000, firstMs: 6_000, longestMs: 5 * 60_000 };

export function createCallListPoller({ clock, read, pace, random = Math.random }: CallListPollerDeps): CallListPoller {
  let turn = new AbortController();
  let cancel = () => {};
  let dueAt: number | undefined;
  let running: Promise<void> | undefined;
  let failures = 0;
  /** Asked for while a round was under way. */
  let again: number | undefined;
  let stopped = false;
  let closed = false;

  function schedule(ms: number): void {
    if (closed) return;
    cancel();
    dueAt = clock.now() + ms;
    cancel = clock.after(ms, () => {
      running = round();
    });
  }

  async function round(): Promise<void> {
    dueAt = undefined;
    again = undefined;
    turn = new AbortController();
    const { signal } = turn;
    const outcome = await read(signal);
    running = undefined;
    if (signal.aborted) {
      schedule(0);
      return;
    }
    failures = outcome === 'ok' ? 0 : failures + 1;
    const wait = outcome === 'ok' ? pace() : backOffMs(failures, backOff, random);
    stopped = outcome === 'stop';
    if (!stopped) schedule(Math.min(again ?? wait, wait));
  }

  return {
    start: () => schedule(0),
    soon(ms) {
      if (stopped) return;
      if (running !== undefined) again = Math.min(again ?? ms, ms);
      else if (dueAt === undefined || dueAt > clock.now() + ms) schedule(ms);
    },
    restart() {
      failures = 0;
      stopped = false;
      if (running === undefined) schedule(0);
      else turn.abort();
    },
    nextAt: () => dueAt,
    async close() {
      closed = true;
      turn.abort();
      cancel();
      await running;
    },
  };
}
