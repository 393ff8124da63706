import { useSyncExternalStore } from 'react';
import { useLive } from '../stores/live-store.ts';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One timer for all that counts on the screen, and none when nothing does. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const tell of listeners) tell();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** Epoch ms on core's clock, in steps of `step` ms: renders again only when the step changes. */
export function useNow(step: 1000 | 30_000 = 30_000): number {
  const skew = useLive((state) => state.clockSkew);
  return useSyncExternalStore(subscribe, () => Math.floor((Date.now() + skew) / step) * step);
}
