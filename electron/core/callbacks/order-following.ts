import type { CallbackState } from '../../../shared/contract/callback.ts';
import type { Clock, Logger } from '../ports.ts';
import type { CallbackProgress, ProviderClient } from '../providers/provider.ts';
import type { StoredCallback } from './callback-rows.ts';
import { isOpen } from './shown-orders.ts';

/** Finds out how orders go on, until they are over or it is to be called unknown. */
export interface OrderFollowing {
  follow(order: StoredCallback): void;
  stop(id: string): void;
  close(): void;
}

interface OrderFollowingDeps {
  clock: Clock;
  logger: Logger;
  client: (accountId: string) => Promise<ProviderClient>;
  /** As it is now. */
  get: (id: string) => StoredCallback | undefined;
  change: (order: StoredCallback, fields: Partial<StoredCallback>) => StoredCallback;
}

/** How often an open order is looked up at the provider, and for how long before it is called unknown. */
const followEveryMs = 1500;
const followForMs = 10 * 60_000;
/** An order without an id that no call in the history explains. */
const explainWithinMs = 3 * 60_000;

/** How far each state is: a follow-up that is behind what is known changes nothing. */
const rank: Record<CallbackProgress['state'], number> = {
  ordered: 0,
  'ringing-own': 1,
  'ringing-remote': 2,
  connected: 3,
  ended: 4,
  failed: 4,
};

export function createOrderFollowing({ clock, logger, client, get, change }: OrderFollowingDeps): OrderFollowing {
  const timers = new Map<string, () => void>();
  const closing = new AbortController();

  function stop(id: string): void {
    timers.get(id)?.();
    timers.delete(id);
  }

  function follow(order: StoredCallback): void {
    stop(order.id);
    if (closing.signal.aborted) return;
    const { id, orderId } = order;
    if (orderId === undefined) {
      const wait = Math.max(0, order.orderedAt + explainWithinMs - clock.now());
      timers.set(
        id,
        clock.after(wait, () => {
          const now = get(id);
          if (now !== undefined && isOpen(now)) change(now, { state: 'unknown' });
        }),
      );
      return;
    }
    timers.set(
      id,
      clock.after(followEveryMs, () => void lookUp(id, orderId)),
    );
  }

  async function lookUp(id: string, orderId: string): Promise<void> {
    const before = get(id);
    if (before === undefined || !isOpen(before)) return;
    let progress: CallbackProgress | undefined;
    try {
      progress = await (await client(before.accountId)).followCallback?.(orderId, before.orderedAt, closing.signal);
    } catch (error) {
      if (closing.signal.aborted) return;
      logger.info('callback-follow-failed', { error });
    }
    const now = get(id);
    if (closing.signal.aborted || now === undefined || !isOpen(now)) return;
    let next = now;
    if (progress !== undefined && isAhead(progress.state, now.state)) {
      next = change(now, { state: progress.state, wasConnected: now.wasConnected || progress.wasConnected });
    } else if (clock.now() - now.orderedAt > followForMs) {
      next = change(now, { state: 'unknown' });
    }
    if (isOpen(next)) follow(next);
  }

  return {
    follow,
    stop,
    close() {
      closing.abort();
      for (const cancel of timers.values()) cancel();
      timers.clear();
    },
  };
}

function isAhead(next: CallbackProgress['state'], now: CallbackState): boolean {
  return !(now in rank) || rank[next] > rank[now as CallbackProgress['state']];
}
