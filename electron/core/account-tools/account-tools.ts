import { forwardingRules } from '../../../shared/contract/account-tools/forwarding.ts';
import { recordingRules } from '../../../shared/contract/account-tools/recording-rules.ts';
import type { ReceivedTable, ReportKind } from '../../../shared/contract/account-tools/reports.ts';
import { universalNumbers } from '../../../shared/contract/account-tools/universal-numbers.ts';
import { type ForwardingRules, findForwardingFaults, isSameForwarding } from '../../../shared/domain/forwarding.ts';
import {
  isSameRecording,
  type RecordingRules,
  type WholeRecordingRules,
} from '../../../shared/domain/recording-rules.ts';
import {
  areNumbersAsSent,
  findNumberFault,
  isSameNumbers,
  type UniversalNumber,
  writePlace,
} from '../../../shared/domain/universal-numbers.ts';
import type { UrlOpener } from '../ports.ts';
import { ProblemError } from '../problems.ts';
import { facetOf } from '../providers/facets.ts';
import { type CallerIdDeps, type CallerIdTool, createCallerIdTool } from './caller-ids.ts';
import { createMoneyTool, type MoneyTool } from './money.ts';
import { createMultiCallbackTool, type MultiCallbackDeps, type MultiCallbackTool } from './multi-callback.ts';
import { createNewAccountTool, type NewAccountTool } from './new-accounts.ts';
import { createNumberMeanings, type NumberMeaningsTool } from './number-meanings.ts';
import { createSettingEditor, type SettingEditor, type SettingEditorDeps } from './setting-editor.ts';
import { createWebButtonTool, type WebButtonTool } from './web-buttons.ts';
import { createToolsOf, type Whose } from './whose.ts';

/** What accounts can do at their providers that needs no rows of calls, no cursor and no timer. */
export interface AccountTools {
  forwarding: SettingEditor<ForwardingRules, ForwardingRules>;
  recordingRules: SettingEditor<RecordingRules, WholeRecordingRules>;
  callerIds: CallerIdTool;
  money: MoneyTool;
  multiCallback: MultiCallbackTool;
  webButtons: WebButtonTool;
  newAccounts: NewAccountTool;
  report(question: Whose & { kind: ReportKind; from: number; to: number }): Promise<ReceivedTable>;
  subAccounts(accountId: string): Promise<ReceivedTable>;
  /** Opens the account's pages at the provider outside of this program. */
  openCabinet(whose: Whose): Promise<void>;
  /** The same for one page of them, which lets in only who is signed in. */
  openCabinetPage(accountId: string, page: 'forwarding'): Promise<void>;
  universalNumbers: SettingEditor<readonly UniversalNumber[], readonly UniversalNumber[]>;
  numberMeanings: NumberMeaningsTool;
  /** What is kept of a removed account beside its rows. */
  forgetAccount(accountId: string): void;
}

const noForwarding: ForwardingRules = { mode: 'off', targets: {}, others: [] };

interface AccountToolDeps extends Omit<SettingEditorDeps & CallerIdDeps, 'toolsOf'>, MultiCallbackDeps {
  urlOpener: UrlOpener;
  /** What is recorded of an account, and how long that is kept, may be different now. */
  onRecordingRules: (accountId: string) => void;
}

export function createAccountTools(given: AccountToolDeps): AccountTools {
  const deps = { ...given, toolsOf: createToolsOf(given.client) };
  const callerIds = createCallerIdTool(deps);
  const multiCallback = createMultiCallbackTool(deps);
  const newAccounts = createNewAccountTool(deps);
  const numberMeanings = createNumberMeanings(deps);
  return {
    forwarding: createSettingEditor(
      {
        name: 'forwarding',
        facet: (client) => facetOf(client, 'forwarding'),
        schema: forwardingRules,
        isSame: isSameForwarding,
        isCleared: (now) => isSameForwarding(now, noForwarding),
        faultOf: (edited) => findForwardingFaults(edited)[0]?.place,
      },
      deps,
    ),
    recordingRules: createSettingEditor(
      {
        name: 'recording-rules',
        facet: (client) => facetOf(client, 'recordingRules'),
        schema: recordingRules,
        isSame: isSameRecording,
        isCleared: ({ incoming, outgoing }) => incoming !== true && outgoing !== true,
        onSent: deps.onRecordingRules,
      },
      deps,
    ),
    callerIds,
    money: createMoneyTool(deps),
    multiCallback,
    webButtons: createWebButtonTool(deps),
    newAccounts,
    async report({ accountId, of, ...question }) {
      if (question.to < question.from) throw new ProblemError('BAD_INPUT', { field: 'from' });
      return facetOf(await deps.toolsOf({ accountId, of }), 'readReport')(question);
    },
    async subAccounts(accountId) {
      return facetOf(await deps.client(accountId), 'listSubAccounts')();
    },
    async openCabinet(whose) {
      await deps.urlOpener.open(await facetOf(await deps.toolsOf(whose), 'enterCabinet')());
    },
    async openCabinetPage(accountId, page) {
      const url = (await deps.client(accountId)).cabinetPages?.[page];
      if (url === undefined) throw new ProblemError('NOT_SUPPORTED');
      await deps.urlOpener.open(url);
    },
    universalNumbers: createSettingEditor(
      {
        name: 'universal-numbers',
        facet: (client) => facetOf(client, 'universalNumbers'),
        schema: universalNumbers,
        isSame: isSameNumbers,
        isAsSent: areNumbersAsSent,
        // A number is always set to something.
        isCleared: () => false,
        faultOf(edited) {
          const fault = findNumberFault(edited);
          return fault && writePlace(fault);
        },
      },
      deps,
    ),
    numberMeanings,
    forgetAccount(accountId) {
      for (const tool of [callerIds, multiCallback, newAccounts, numberMeanings]) tool.forgetAccount(accountId);
    },
  };
}
