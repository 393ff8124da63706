import type { KeptSetting, SettingOutcome } from '../../../shared/contract/account-tools/setting.ts';
import type { ReplacedSettingRows } from '../database/replaced-setting-rows.ts';
import type { Clock, Logger } from '../ports.ts';
import { ProblemError } from '../problems.ts';
import { proofOf } from '../providers/errors.ts';
import type { ToolFacets } from '../providers/provider.ts';
import type { SettingFacet } from '../providers/setting-facet.ts';
import { changeOnce } from './change-once.ts';
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

export interface SettingKind<Received, Edited extends Received> {
  /** Under which it is kept. */
  name: string;
  /** Throws NOT_SUPPORTED. */
  facet: (tools: ToolFacets) => SettingFacet<Received, Edited>;
  parse: (kept: unknown) => Received;
  isSame: (one: Received, other: Received) => boolean;
  /** Whether it is as it was sent, where that is more than being the same; undefined where the provider does not tell. */
  isAsSent?: (now: Received, edited: Received, before: Received) => boolean | undefined;
  isCleared: (setting: Received) => boolean;
  /** The field of the edit that would be refused or do nothing; undefined where all is well. */
  faultOf?: (edited: Edited) => string | undefined;
  /** Something else may be set by now, whatever was answered. */
  onSent?: (accountId: string) => void;
}

export interface SettingEditorDeps {
  rows: ReplacedSettingRows;
  toolsOf: ToolsOf;
  clock: Clock;
  logger: Logger;
}

export function createSettingEditor<Received, Edited extends Received>(
  { name, facet, parse, isSame, isAsSent = isSame, isCleared, faultOf, onSent }: SettingKind<Received, Edited>,
  { rows, toolsOf, clock, logger }: SettingEditorDeps,
): SettingEditor<Received, Edited> {
  type Facet = SettingFacet<Received, Edited>;

  const readings = createSharedReadings<Received>();

  async function access(whose: Whose): Promise<Facet> {
    return facet(await toolsOf(whose));
  }

  /** What is another account's is kept apart from the own. */
  const kindOf = ({ of }: Whose) => (of === undefined ? name : `${name} ${of}`);

  /** `isDone`: whether what is read afterwards is what was asked for. */
  async function change(
    { before, ...whose }: Whose & { before: Received },
    send: (facet: Facet) => Promise<void>,
    isDone: (now: Received) => boolean | undefined,
  ): Promise<SettingOutcome<Received>> {
    const facet = await access(whose);
    const setting = await facet.read();
    // What is read from here on is another state than that.
    readings.part(keyOf(whose));
    if (!isSame(setting, before)) throw new ProblemError('SETTINGS_CHANGED');
    const kept = rows.add({ accountId: whose.accountId, kind: kindOf(whose), changedAt: clock.now(), setting });
    try {
      const { now, readBack } = await changeOnce({
        ...{ name, before: setting, isDone, logger },
        send: () => send(facet),
        read: () => facet.read(),
      });
      return { setting: now, readBack };
    } catch (error) {
      if (proofOf(error) !== undefined) rows.remove(kept);
      throw error;
    } finally {
      readings.part(keyOf(whose));
      onSent?.(whose.accountId);
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
    history: (whose) =>
      rows.of(whose.accountId, kindOf(whose)).map((kept) => ({ ...kept, setting: parse(kept.setting) })),
  };
}
