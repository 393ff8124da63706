/**
 * Loaded before the program (`node --import`): tells whoever started it, as often as asked, what the process holds once its
 * garbage is gone. Needs `--expose-gc` and an IPC channel.
 */
import { createHook } from 'node:async_hooks';
import { readdirSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Of one moment; the delays are of the time since the sample before. */
export interface ProcessSample {
  /** Objects and what they hold outside of the heap, bytes. */
  heldBytes: number;
  rssBytes: number;
  /** Set and neither due nor cancelled, those of libraries among them. */
  timers: number;
  /** Undefined where the system does not list them. */
  descriptors: number | undefined;
  lateP99Ms: number;
  lateMaxMs: number;
}

const timers = new Set<number>();
createHook({
  init: (id, type) => void (type === 'Timeout' && timers.add(id)),
  destroy: (id) => void timers.delete(id),
}).enable();

const late = monitorEventLoopDelay({ resolution: 1 });
late.enable();

process.on('message', (question) => {
  if (question !== 'sample') return;
  const [lateP99Ms, lateMaxMs] = [late.percentile(99) / 1e6, late.max / 1e6];
  // Collecting everything at once is this sample's doing, and not the program's.
  late.disable();
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  const sample: ProcessSample = {
    heldBytes: heapUsed + external,
    rssBytes: rss,
    timers: timers.size,
    descriptors: countDescriptors(),
    lateP99Ms,
    lateMaxMs,
  };
  process.send?.(sample);
  late.reset();
  late.enable();
});
process.channel?.unref();

function countDescriptors(): number | undefined {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return undefined;
  }
}
