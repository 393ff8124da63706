import { randomUUID } from 'node:crypto';
import type { Account } from '../../shared/contract/account.ts';
import type { Party } from '../../shared/contract/call.ts';
import type { Client } from '../../shared/contract/contract.ts';
import type { Update } from '../../shared/contract/updates.ts';
import { callbackAccount, callbackNumber } from '../../shared/domain/callback-order.ts';
import type { Logger } from '../core/ports.ts';
import type { NoticeCommands } from './notifications.ts';
import type { MainWindow } from './window.ts';

/** What tray, notifications and the pop-up do with a call. All of it ends in the window when it cannot be done here. */
export interface CallCommands extends NoticeCommands {
  /** One order to this number, through the account that was called if it can. `callId` is shown when it fails. */
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
  const remotes = new Map<number, Party>();
  let accounts: readonly Account[] = [];
  let client: Client | undefined;

  async function order({ remote, accountId, callId }: Parameters<CallCommands['order']>[0]): Promise<void> {
    const account = callbackAccount(accounts, accountId);
    try {
      if (client === undefined || account === undefined) throw new Error('nobody to order a callback from');
      const clickId = randomUUID();
      const { state } = await client.callbacks.order({ clickId, accountId: account.id, to: callbackNumber(remote) });
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
      const remote = remotes.get(callId);
      return remote !== undefined && remote.kind !== 'hidden' && callbackAccount(accounts, '') !== undefined;
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
      for (const { call } of cards) remotes.set(call.id, call.remote);
      if (update.kind === 'card-gone') remotes.delete(update.callId);
    },
    use(given) {
      client = given;
    },
  };
}
