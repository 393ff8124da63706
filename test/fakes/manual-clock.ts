import type { Clock } from '../../electron/core/ports.ts';

/** A clock that stands still until it is told to go on; timers run in the order of their time. */
export interface ManualClock extends Clock {
  advance(ms: number): void;
  /** Somebody sets the clock: what is timed goes on as it was. */
  set(now: number): void;
  /** How many timers are set. */
  pending(): number;
}

export function createManualClock(start = Date.UTC(2026, 10, 20, 11, 0, 0)): ManualClock {
  let now = start;
  let timers: { at: number; run: () => void }[] = [];
  return {
    now: () => now,
    after(ms, run) {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    advance(ms) {
      const end = now + ms;
      for (;;) {
        const next = timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        timers = timers.filter((one) => one !== next);
        now = Math.max(now, next.at);
        next.run();
      }
      now = end;
    },
    set(at) {
      timers = timers.map((timer) => ({ ...timer, at: timer.at + at - now }));
      now = at;
    },
    pending: () => timers.length,
  };
}
