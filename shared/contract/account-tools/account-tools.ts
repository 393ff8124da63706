import { cabinetContract } from './cabinet.ts';
import { callerIdsContract } from './caller-ids.ts';
import { forwardingContract } from './forwarding.ts';
import { moneyContract } from './money.ts';
import { multiCallbackContract } from './multi-callback.ts';
import { newAccountsContract } from './new-accounts.ts';
import { recordingRulesContract } from './recording-rules.ts';
import { reportsContract, subAccountsContract } from './reports.ts';
import { universalNumbersContract } from './universal-numbers.ts';
import { webButtonsContract } from './web-buttons.ts';

/** What an account can do at its provider beside calls: a tool for each capability of the same name. */
export const accountToolsContract = {
  forwarding: forwardingContract,
  recordingRules: recordingRulesContract,
  callerIds: callerIdsContract,
  money: moneyContract,
  multiCallback: multiCallbackContract,
  webButtons: webButtonsContract,
  reports: reportsContract,
  subAccounts: subAccountsContract,
  newAccounts: newAccountsContract,
  cabinet: cabinetContract,
  universalNumbers: universalNumbersContract,
};
