import { randomUUID } from 'node:crypto';
import type { Account } from '../../../shared/contract/account.ts';
import type { Party } from '../../../shared/contract/call.ts';
import type { Client } from '../../../shared/contract/contract.ts';
import type { Update } from '../../../shared/contract/updates.ts';
import { callRouteOf } from '../../../shared/domain/callback-order.ts';
import { destinationOf } from '../../../shared/domain/destination.ts';
import type { Logger } from '../../core/ports.ts';
import type { NoticeCommands } from '../notifications/notifier.ts';
import type { MainWindow } from '../window/main-window.ts';

/** What tray, notifications and the pop-up do with a call. All of it ends in the window when it cannot be done here. */
export interface CallCommands extends NoticeCommands {
  /** One order to this number, as core says through which account. `callId` is shown where there is more to ask or to say. */
  order(wanted: { remote: Party; accountId: string; callId: number }): Promise<void>;
  /** Keeps in mind who is on the screen and what the accounts can. */
  hear(update: Update): void;
  /** Before it nothing is ordered: core is made with the notifier that these commands belong to. */
  use(client: Client): void;
}

export function createCallCommands(options: {
  mainWindow: Pick<MainWindow, 'show' | 'openCall'>;
  logger: Logger;
}): CallCommands {
  const { mainWindow, logger } = options;
  const shown = new Map<number, { remote: Party; accountId: string }>();
  let accounts: readonly Account[] = [];
  let client: Client | undefined;

  const routeTo = (accountId: string, remote: Party) =>
    callRouteOf(accounts.find(({ id }) => id === accountId)?.callRoutes, remote);

  async function order({ remote, accountId, callId }: Parameters<CallCommands['order']>[0]): Promise<void> {
    const route = routeTo(accountId, remote);
    const to = destinationOf(remote);
    try {
      if (client === undefined || route === undefined || to === undefined)
        throw new Error('nobody to order a callback from');
      // From whose line, the user is asked in the window.
      if (!route.agreed) return mainWindow.openCall(callId);
      const { state } = await client.callbacks.order({ clickId: randomUUID(), accountId: route.accountId, to });
      if (state === 'refused' || state === 'unknown') mainWindow.openCall(callId);
    } catch (error) {
      logger.warn('desktop.callback-not-ordered', { error });
      mainWindow.openCall(callId);
    }
  }

  return {
    order,
    open: () => mainWindow.show(),
    openCall: (callId) => mainWindow.openCall(callId),
    canCallBack(callId) {
      const call = shown.get(callId);
      return call !== undefined && routeTo(call.accountId, call.remote) !== undefined;
    },
    callBack(callId) {
      client?.calls.get({ id: callId }).then(
        ({ remote, accountId }) => order({ remote, accountId, callId }),
        // Removed meanwhile, with its account.
        () => mainWindow.show(),
      );
    },
    silence(callId) {
      client?.live.silence({ callId }).catch((error: unknown) => logger.warn('desktop.not-silenced', { error }));
    },
    hear(update) {
      if (update.kind === 'snapshot' || update.kind === 'accounts') accounts = update.accounts;
      const cards = update.kind === 'snapshot' ? update.cards : update.kind === 'card' ? [update.card] : [];
      for (const { call } of cards) shown.set(call.id, call);
      if (update.kind === 'card-gone') shown.delete(update.callId);
    },
    use(given) {
      client = given;
    },
  };
}
