import type { Accounts } from '../accounts/accounts.ts';
import type { CallRoutes } from '../accounts/call-routes.ts';
import type { Base } from '../base.ts';
import type { CallSubject } from '../calls/call-subject.ts';
import type { Subject } from '../subject.ts';
import { createCallbackRows } from './callback-rows.ts';
import { type CallbacksDeps, createCallbacks } from './callbacks.ts';

interface CallbackSubjectDeps {
  calls: CallSubject;
  accounts: Accounts;
  routes: CallRoutes;
  sharedOrderTimes: CallbacksDeps['sharedOrderTimes'];
}

/** Paid orders to be connected with somebody. */
export function createCallbackSubject(base: Base, { calls, accounts, routes, sharedOrderTimes }: CallbackSubjectDeps) {
  const { os, clock, logger, database, accountRows, settings, topics, updates } = base;
  const rows = createCallbackRows(database);
  let unknownAtStart = 0;
  const callbacks = createCallbacks({
    rows,
    clock,
    logger,
    client: accounts.client,
    account: accountRows.get,
    abilities: routes.abilities,
    greeting: (accountId) => settings.get().callbackGreetings[accountId],
    sharedOrderTimes,
    urlOpener: base.ports.urlOpener,
    onChange(callback) {
      updates.publish({ kind: 'callback', callback });
      topics.callbacks.tell(callback);
    },
    onGone: (id) => updates.publish({ kind: 'callback-gone', id }),
    onConnected: (remoteKey, at) => calls.worklist.calledBack(remoteKey, at),
  });

  topics.calls.on(({ changes, source }) => {
    // An order is matched with recent calls only, not with imported history.
    if (source === 'history' || source === 'settled') return;
    for (const { call } of changes) callbacks.noticeCall(call);
  });
  topics.accounts.on(({ phase }) => {
    if (phase === 'status') callbacks.review();
  });
  updates.onPage(callbacks.openPage);

  return {
    callbacks,
    resume() {
      unknownAtStart = callbacks.resume();
    },
    /** Orders whose outcome is unknown since the program ended in between. */
    unknownAtStart: () => unknownAtStart,
    procedures: {
      callbacks: {
        order: os.callbacks.order.handler(({ input }) => callbacks.order(input)),
        agree: os.callbacks.agree.handler(({ input }) => accounts.callThrough(input.accountId, input.through)),
        handOver: os.callbacks.handOver.handler(({ input }) => callbacks.handOver(input.to)),
        recent: os.callbacks.recent.handler(({ input }) => callbacks.recent(input.limit, input.remoteKey)),
      },
    },
    snapshot: () => ({ callbacks: callbacks.current() }),
    foldCall: rows.foldCall,
    forgetAccount: callbacks.forgetAccount,
    close: callbacks.close,
  } satisfies Subject & Record<string, unknown>;
}
