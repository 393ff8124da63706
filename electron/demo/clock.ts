/** Wall time and timers, structurally core's `Clock`: this room may not import core. */
export interface StandClock {
  /** Epoch ms. */
  now(): number;
  /** Calls `run` once after `ms`; the answer cancels. */
  after(ms: number, run: () => void): () => void;
}

export const systemClock: StandClock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
