import type { Accounts } from '../accounts/accounts.ts';
import type { CallRoutes } from '../accounts/call-routes.ts';
import type { Base } from '../base.ts';
import type { Callbacks } from '../callbacks/callbacks.ts';
import type { CallSubject } from '../calls/call-subject.ts';
import { createReplacedSettingRows } from '../provider-settings/replaced-setting-rows.ts';
import type { Subject } from '../subject.ts';
import { accountToolProcedures } from './account-tool-procedures.ts';
import { createAccountTools } from './account-tools.ts';

interface AccountToolSubjectDeps {
  accounts: Accounts;
  routes: CallRoutes;
  calls: CallSubject;
  callbacks: Callbacks;
}

/** What accounts can do at their providers beside calls, recordings and lines. */
export function createAccountToolSubject(base: Base, { accounts, routes, calls, callbacks }: AccountToolSubjectDeps) {
  const { os, clock, logger, database, accountRows, settings, settingRows, topics } = base;
  const tools = createAccountTools({
    clock,
    logger,
    client: accounts.client,
    account: accountRows.get,
    abilities: routes.abilities,
    rows: createReplacedSettingRows(database),
    settings: settingRows,
    urlOpener: base.ports.urlOpener,
    callsBetween: calls.store.between,
    singleOrdersBetween: callbacks.orderTimes,
    onRecordingRules: (id) => topics.accounts.tell({ phase: 'recording-rules', id }),
  });
  return {
    sharedOrderTimes: tools.multiCallback.orderTimes,
    procedures: { accountTools: accountToolProcedures(os, tools) },
    forgetAccount(id: string) {
      tools.forgetAccount(id);
      const { balanceLimits, callbackGreetings } = settings.get();
      if (id in balanceLimits) settings.update({ balanceLimits: { [id]: null } });
      if (id in callbackGreetings) settings.update({ callbackGreetings: { [id]: null } });
    },
  } satisfies Subject & Record<string, unknown>;
}
