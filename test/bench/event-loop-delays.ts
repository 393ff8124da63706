import type { monitorEventLoopDelay } from 'node:perf_hooks';

/** Milliseconds, as a table shows them. */
export interface Delays {
  p50: string;
  p99: string;
  'p99.9': string;
  max: string;
}

export function delaysOf(histogram: ReturnType<typeof monitorEventLoopDelay>): Delays {
  const ms = (nanoseconds: number) => (nanoseconds / 1e6).toFixed(1);
  return {
    p50: ms(histogram.percentile(50)),
    p99: ms(histogram.percentile(99)),
    'p99.9': ms(histogram.percentile(99.9)),
    max: ms(histogram.max),
  };
}
