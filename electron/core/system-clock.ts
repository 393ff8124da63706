import type { Clock } from './ports.ts';

/** The machine's own time. */
export function createSystemClock(): Clock {
  return {
    now: Date.now,
    after(ms, run) {
      const timer = setTimeout(run, ms);
      timer.unref();
      return () => clearTimeout(timer);
    },
  };
}
