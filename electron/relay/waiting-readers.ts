import type { RelayLimits } from './limits.ts';
import { Refusal } from './refusal.ts';

/** Readers whose channel has nothing new for them. */
export interface WaitingReaders {
  /** Resolves when the channel may have something, when `ms` have passed, or when the reader is gone. Throws Refusal. */
  wait(channelId: number, ms: number, gone: AbortSignal): Promise<void>;
  wake(channelId: number): void;
  /** Lets everybody go, now and from now on. */
  close(): void;
}

export function createWaitingReaders(limits: RelayLimits): WaitingReaders {
  const channels = new Map<number, Set<() => void>>();
  let count = 0;
  let closed = false;

  return {
    async wait(channelId, ms, gone) {
      if (closed || gone.aborted) return;
      const others = channels.get(channelId) ?? new Set();
      if (count >= limits.waitingReaders || others.size >= limits.waitingReadersPerChannel) {
        throw new Refusal(429, 'Too many readers are waiting.', { retryAfter: 10 });
      }
      const { promise, resolve } = Promise.withResolvers<void>();
      channels.set(channelId, others.add(resolve));
      count += 1;
      const timer = setTimeout(resolve, ms);
      gone.addEventListener('abort', () => resolve(), { once: true });
      try {
        await promise;
      } finally {
        clearTimeout(timer);
        count -= 1;
        others.delete(resolve);
        if (others.size === 0 && channels.get(channelId) === others) channels.delete(channelId);
      }
    },
    wake(channelId) {
      for (const resolve of channels.get(channelId) ?? []) resolve();
    },
    close() {
      closed = true;
      for (const readers of channels.values()) for (const resolve of readers) resolve();
    },
  };
}
