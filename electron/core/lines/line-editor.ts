import { type KeptLineSettings, lineSettings } from '../../../shared/contract/line.ts';
import { comparePbxLines } from '../../../shared/domain/hosted-pbx/pbx-line-difference.ts';
import { findLineFaults } from '../../../shared/domain/hosted-pbx/pbx-line-faults.ts';
import type { PbxLineSettings } from '../../../shared/domain/hosted-pbx/pbx-line-settings.ts';
import { ProblemError } from '../problems.ts';
import {
  type ReplacementDeps,
  replacedStates,
  replaceSetting,
  type SettingModel,
} from '../provider-settings/replace-setting.ts';
import { facetOf } from '../providers/facets.ts';
import type { ProviderClient, ReceivedLine } from '../providers/provider.ts';

/** Reads and changes what the lines of accounts are set to. Rejects with ProblemError, ProviderError or VaultError. */
export interface LineEditor {
  /** As the provider has them now. */
  read(accountId: string): Promise<PbxLineSettings[]>;
  /** Sends one edit, once, and resolves to what the provider has afterwards. */
  save(edit: LineEdit): Promise<PbxLineSettings>;
  /** What this program replaced, newest first. */
  history(accountId: string, number: string): KeptLineSettings[];
}

export interface LineEdit {
  accountId: string;
  /** What the edit began from. */
  before: PbxLineSettings;
  edited: PbxLineSettings;
}

export interface LineEditorDeps extends ReplacementDeps {
  client: (accountId: string) => Promise<ProviderClient>;
}

type LineAccess = NonNullable<ProviderClient['lineSettings']>;

/** A line of a virtual exchange, by its number. */
const lineModel: SettingModel<PbxLineSettings> = {
  name: 'line',
  schema: lineSettings,
  isSame: (one, other) => comparePbxLines(one, other).length === 0,
};

export function createLineEditor({ client, ...deps }: LineEditorDeps): LineEditor {
  async function access(accountId: string): Promise<LineAccess> {
    return facetOf(await client(accountId), 'lineSettings');
  }

  return {
    async read(accountId) {
      const received = await (await access(accountId)).read();
      return received.map(({ settings }) => settings);
    },

    async save({ accountId, before, edited }) {
      if (before.number !== edited.number) throw new ProblemError('BAD_INPUT', { field: 'number' });
      const [fault] = findLineFaults(edited);
      if (fault !== undefined) throw new ProblemError('BAD_INPUT', { field: fault.place.join('.').slice(0, 64) });
      const line = await access(accountId);
      const { now, readBack } = await replaceSetting(
        lineModel,
        {
          accountId,
          part: edited.number,
          before,
          conflict: 'LINE_CHANGED',
          isIdle: lineModel.isSame(before, edited),
          read: () => readLine(line, edited.number),
          settingOf: ({ settings }) => settings,
          rawOf: ({ raw }) => raw,
          send: (received) => line.write(received, edited),
          isDone: (settings) => lineModel.isSame(settings, edited),
        },
        deps,
      );
      // An answer is trusted, though it cannot be read back.
      return readBack === 'failed' ? edited : now.settings;
    },

    history: (accountId, number) =>
      replacedStates(lineModel, { accountId, part: number }, deps.rows).map(({ setting, ...kept }) => ({
        ...kept,
        settings: setting,
      })),
  };
}

async function readLine(line: LineAccess, number: string): Promise<ReceivedLine> {
  const received = (await line.read()).find(({ settings }) => settings.number === number);
  if (received === undefined) throw new ProblemError('NOT_FOUND');
  return received;
}
