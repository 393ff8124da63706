import type { KeptSetting, SettingOutcome } from '../../../shared/contract/account-tools/setting.ts';
import { ProblemError } from '../problems.ts';
import {
  type ReplacementDeps,
  replacedStates,
  replaceSetting,
  type SettingModel,
} from '../provider-settings/replace-setting.ts';
import type { ToolFacets } from '../providers/provider.ts';
import type { SettingFacet } from '../providers/setting-facet.ts';
import { createSharedReadings } from './shared-readings.ts';
import { keyOf, type ToolsOf, type Whose } from './whose.ts';

/** Reads and changes one setting of accounts. Rejects with ProblemError, ProviderError or VaultError. */
export interface SettingEditor<Received, Edited extends Received> {
  /** As the provider has it now: several who ask at once share one reading, which ends with the last of them. */
  read(whose: Whose, signal?: AbortSignal): Promise<Received>;
  /** Sends one edit, once, and resolves to what the provider has afterwards. `before`: what the edit began from. */
  save(edit: Whose & { before: Received; edited: Edited }): Promise<SettingOutcome<Received>>;
  clear(edit: Whose & { before: Received }): Promise<SettingOutcome<Received>>;
  /** What this program replaced, newest first. */
  history(whose: Whose): KeptSetting<Received>[];
}

export interface SettingKind<Received, Edited extends Received> extends SettingModel<Received> {
  /** Throws NOT_SUPPORTED. */
  facet: (tools: ToolFacets) => SettingFacet<Received, Edited>;
  /** Whether it is as it was sent, where that is more than being the same; undefined where the provider does not tell. */
  isAsSent?: (now: Received, edited: Edited, before: Received) => boolean | undefined;
  isCleared: (setting: Received) => boolean;
  /** The field of the edit that would be refused or do nothing; undefined where all is well. */
  faultOf?: (edited: Edited) => string | undefined;
  /** Something else may be set by now, whatever was answered. */
  onSent?: (accountId: string) => void;
}

export interface SettingEditorDeps extends ReplacementDeps {
  toolsOf: ToolsOf;
}

export function createSettingEditor<Received, Edited extends Received>(
  kind: SettingKind<Received, Edited>,
  { toolsOf, ...deps }: SettingEditorDeps,
): SettingEditor<Received, Edited> {
  type Facet = SettingFacet<Received, Edited>;

  const { isSame, isAsSent = isSame, isCleared, faultOf, onSent } = kind;
  const readings = createSharedReadings<Received>();

  async function access(whose: Whose): Promise<Facet> {
    return kind.facet(await toolsOf(whose));
  }

  /** `isDone`: whether what is read afterwards is what was asked for. */
  async function change(
    { before, ...whose }: Whose & { before: Received },
    send: (facet: Facet) => Promise<void>,
    isDone: (now: Received) => boolean | undefined,
  ): Promise<SettingOutcome<Received>> {
    const facet = await access(whose);
    let isSending = false;
    try {
      const { now, readBack } = await replaceSetting(
        kind,
        {
          accountId: whose.accountId,
          part: whose.of,
          before,
          conflict: 'SETTINGS_CHANGED',
          async read() {
            const setting = await facet.read();
            // What is read from here on is another state than that.
            readings.part(keyOf(whose));
            return setting;
          },
          settingOf: (setting) => setting,
          send() {
            isSending = true;
            return send(facet);
          },
          isDone,
        },
        deps,
      );
      return { setting: now, readBack };
    } finally {
      if (isSending) {
        readings.part(keyOf(whose));
        onSent?.(whose.accountId);
      }
    }
  }

  return {
    read: (whose, signal) => readings.join(keyOf(whose), signal, async (shared) => (await access(whose)).read(shared)),
    async save({ edited, ...edit }) {
      const field = faultOf?.(edited);
      if (field !== undefined) throw new ProblemError('BAD_INPUT', { field });
      return change(
        edit,
        (facet) => facet.write(edited),
        (now) => isAsSent(now, edited, edit.before),
      );
    },
    clear: (edit) => change(edit, (facet) => facet.clear(), isCleared),
    // What is another account's is kept apart from the own.
    history: ({ accountId, of }) => replacedStates(kind, { accountId, part: of }, deps.rows),
  };
}
