import { EventPublisher, implement } from '@orpc/server';
import type { Call } from '../../shared/contract/call.ts';
import { contract } from '../../shared/contract/contract.ts';
import type { Update } from '../../shared/contract/updates.ts';
import { defaultSettings } from '../../shared/domain/default-settings.ts';

/** Parts of the real contract over nothing but memory: what is under test is the way there and back. */
export function createConformanceRouter() {
  const publisher = new EventPublisher<{ update: Update }>({ maxBufferedEvents: 10_000 });
  const on = implement(contract);
  let watching = 0;
  let missedCount = 0;
  const watchers = new Set<() => void>();
  const orders: string[] = [];
  const passphrases: string[] = [];
  const tellWatchers = () => {
    for (const look of watchers) look();
  };

  const router = {
    updates: {
      watch: on.updates.watch.handler(async function* ({ signal }) {
        watching += 1;
        tellWatchers();
        try {
          // Subscribed before the snapshot is taken, or what happens in between would be lost.
          const live = publisher.subscribe('update', signal === undefined ? {} : { signal });
          yield { ...emptySnapshot, missedCount };
          yield* live;
        } finally {
          watching -= 1;
          tellWatchers();
        }
      }),
    },
    calls: {
      list: on.calls.list.handler(({ input }) => ({
        calls: Array.from({ length: input.limit }, (_, index) => callNumber(input.limit - index)),
      })),
      get: on.calls.get.handler(({ input, errors }) => {
        if (input.id === 404) throw errors.NOT_FOUND({ data: { field: 'id', detail: 'no call 404' } });
        if (input.id === 500) throw new Error('the database has a secret: hunter2');
        return callNumber(input.id);
      }),
    },
    callbacks: {
      order: on.callbacks.order.handler(async ({ input, errors }) => {
        orders.push(input.clickId);
        throw errors.ORDER_UNKNOWN({ data: { detail: 'Нет ответа: «позвоните» & <b>проверьте</b>' } });
      }),
    },
    host: {
      unlockVault: on.host.unlockVault.handler(({ input }) => {
        passphrases.push(input.passphrase);
        return { kind: 'passphrase' as const, locked: false, fileExists: true };
      }),
    },
    live: { dismissDigest: on.live.dismissDigest.handler(() => {}) },
  };

  return {
    router,
    /** Click ids of the orders that reached the handler. */
    orders,
    passphrases,
    publish(count: number) {
      missedCount = count;
      publisher.publish('update', { kind: 'missed', count });
    },
    /** Resolves when exactly so many iterators are open here. */
    watchersAre(count: number): Promise<void> {
      return new Promise((resolve) => {
        const look = () => {
          if (watching !== count) return;
          watchers.delete(look);
          resolve();
        };
        watchers.add(look);
        look();
      });
    },
  };
}

export const emptySnapshot = {
  kind: 'snapshot' as const,
  now: 1_790_000_000_000,
  cards: [],
  accounts: [],
  callbacks: [],
  moreCards: 0,
  notices: [],
  missedCount: 0,
  settings: defaultSettings,
  quiet: { kind: 'off' as const },
  vault: { kind: 'keychain' as const, locked: false, fileExists: false },
  certificates: 'known' as const,
  dataId: 'data',
  programUpdate: { kind: 'idle' as const },
};

export function callNumber(id: number): Call {
  return {
    id,
    accountId: 'account-1',
    direction: 'in',
    state: 'missed',
    remote: {
      key: '+79161000232',
      kind: 'number',
      e164: '+79161000232',
      raw: '89161000232',
      name: 'Ёлкина «Ромашка» 🔔',
    },
    line: '+74951234567',
    startedAt: 1_790_000_000_000 + id,
    note: 'wants an invoice\nasked twice',
  };
}
