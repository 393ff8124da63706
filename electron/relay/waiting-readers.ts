import type { RelayLimits } from './limits.ts';
import { Refusal } from './refusal.ts';

/** Readers whose channel has nothing new for them. */
export interface WaitingReaders {
  /** Hears of the channel from now on: begun before the channel is read, so that nothing comes unheard in between. */
  listen(channel: string): Listening;
  wake(channel: string): void;
  /** Lets everybody go, now and from now on. */
  close(): void;
}

export interface Listening {
  /** Resolves when the channel may have something, when `ms` have passed, or when the reader is gone. Throws Refusal. */
  wait(ms: number, gone: AbortSignal): Promise<void>;
  end(): void;
}

export function createWaitingReaders(limits: RelayLimits): WaitingReaders {
  const channels = new Map<string, Set<() => void>>();
  const waitingIn = new Map<string, number>();
  let waiting = 0;
  let closed = false;

  function take(channel: string): void {
    const here = waitingIn.get(channel) ?? 0;
    if (waiting >= limits.waitingReaders || here >= limits.waitingReadersPerChannel) {
      throw new Refusal(429, 'Too many readers are waiting.', { retryAfter: 10 });
    }
    waiting += 1;
    waitingIn.set(channel, here + 1);
  }

  function giveBack(channel: string): void {
    waiting -= 1;
    const here = (waitingIn.get(channel) ?? 0) - 1;
    if (here > 0) waitingIn.set(channel, here);
    else waitingIn.delete(channel);
  }

  return {
    listen(channel) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const listeners = channels.get(channel) ?? new Set();
      channels.set(channel, listeners.add(resolve));
      if (closed) resolve();
      return {
        async wait(ms, gone) {
          if (closed || gone.aborted) return;
          take(channel);
          const timer = setTimeout(resolve, ms);
          gone.addEventListener('abort', () => resolve(), { once: true });
          await promise;
          clearTimeout(timer);
          giveBack(channel);
        },
        end() {
          listeners.delete(resolve);
          if (listeners.size === 0 && channels.get(channel) === listeners) channels.delete(channel);
        },
      };
    },
    wake(channel) {
      for (const resolve of channels.get(channel) ?? []) resolve();
    },
    close() {
      closed = true;
      for (const listeners of channels.values()) for (const resolve of listeners) resolve();
    },
  };
}
