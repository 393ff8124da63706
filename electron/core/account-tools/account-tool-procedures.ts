import type { Implementer } from '../api/implementer.ts';
import type { AccountTools } from './account-tools.ts';

/** The part of the contract that is about an account's tools at its provider. */
export function accountToolProcedures({ accountTools: os }: Implementer, tools: AccountTools) {
  const { forwarding, recordingRules, universalNumbers, callerIds, money, multiCallback, webButtons, newAccounts } =
    tools;
  return {
    forwarding: {
      read: os.forwarding.read.handler(({ input, signal }) => forwarding.read(input, signal)),
      save: os.forwarding.save.handler(({ input }) => forwarding.save(input)),
      clear: os.forwarding.clear.handler(({ input }) => forwarding.clear(input)),
      history: os.forwarding.history.handler(({ input }) => forwarding.history(input)),
    },
    recordingRules: {
      read: os.recordingRules.read.handler(({ input, signal }) => recordingRules.read(input, signal)),
      save: os.recordingRules.save.handler(({ input }) => recordingRules.save(input)),
      clear: os.recordingRules.clear.handler(({ input }) => recordingRules.clear(input)),
      history: os.recordingRules.history.handler(({ input }) => recordingRules.history(input)),
    },
    callerIds: {
      read: os.callerIds.read.handler(({ input }) => callerIds.read(input)),
      add: os.callerIds.add.handler(({ input }) => callerIds.add(input)),
      confirm: os.callerIds.confirm.handler(({ input }) => callerIds.confirm(input)),
      dropCheck: os.callerIds.dropCheck.handler(({ input }) => callerIds.dropCheck(input)),
      setDefault: os.callerIds.setDefault.handler(({ input }) => callerIds.setDefault(input)),
      remove: os.callerIds.remove.handler(({ input }) => callerIds.remove(input)),
    },
    money: {
      balance: os.money.balance.handler(({ input }) => money.balance(input)),
      operations: os.money.operations.handler(({ input }) => money.operations(input)),
      exportOperations: os.money.exportOperations.handler(({ input }) => money.table(input)),
    },
    multiCallback: {
      order: os.multiCallback.order.handler(({ input }) => multiCallback.order(input)),
      recent: os.multiCallback.recent.handler(({ input }) => multiCallback.recent(input.accountId)),
    },
    webButtons: {
      list: os.webButtons.list.handler(({ input }) => webButtons.list(input)),
      add: os.webButtons.add.handler(({ input }) => webButtons.add(input)),
      update: os.webButtons.update.handler(({ input }) => webButtons.update(input)),
      remove: os.webButtons.remove.handler(({ input }) => webButtons.remove(input)),
    },
    newAccounts: {
      order: os.newAccounts.order.handler(({ input }) => newAccounts.order(input)),
      forget: os.newAccounts.forget.handler(({ input }) => newAccounts.forget(input)),
      recent: os.newAccounts.recent.handler(({ input }) => newAccounts.recent(input.accountId)),
    },
    reports: { read: os.reports.read.handler(({ input }) => tools.report(input)) },
    subAccounts: {
      list: os.subAccounts.list.handler(({ input }) => tools.subAccounts(input.accountId)),
      subjects: os.subAccounts.subjects.handler(({ input }) => newAccounts.subjects(input.accountId)),
    },
    cabinet: {
      open: os.cabinet.open.handler(({ input }) => tools.openCabinet(input)),
      openPage: os.cabinet.openPage.handler(({ input }) => tools.openCabinetPage(input.accountId, input.page)),
    },
    universalNumbers: {
      read: os.universalNumbers.read.handler(({ input, signal }) => universalNumbers.read(input, signal)),
      save: os.universalNumbers.save.handler(({ input }) => universalNumbers.save(input)),
      clear: os.universalNumbers.clear.handler(({ input }) => universalNumbers.clear(input)),
      history: os.universalNumbers.history.handler(({ input }) => universalNumbers.history(input)),
      meanings: os.universalNumbers.meanings.handler(({ input }) => tools.numberMeanings.of(input.accountId)),
      confirmMeanings: os.universalNumbers.confirmMeanings.handler(({ input }) =>
        tools.numberMeanings.confirm(input.accountId, input.meanings),
      ),
    },
  };
}
