import type { KeptLineSettings } from '../../../shared/contract/line.ts';
import type { LineSettings } from '../../../shared/domain/line-settings/line-settings.ts';
import { compareLineSettings } from '../../../shared/domain/line-settings/line-settings-difference.ts';
import { findLineFaults } from '../../../shared/domain/line-settings/line-settings-faults.ts';
import type { LineHistoryRows } from '../database/line-history-rows.ts';
import type { Clock, Logger } from '../ports.ts';
import { ProblemError } from '../problems.ts';
import { proofOf } from '../providers/errors.ts';
import { facetOf } from '../providers/facets.ts';
import type { ProviderClient, ReceivedLine } from '../providers/provider.ts';

/** Reads and changes what the lines of accounts are set to. Rejects with ProblemError, ProviderError or VaultError. */
export interface LineEditor {
  /** As the provider has them now. */
  read(accountId: string): Promise<LineSettings[]>;
  /** Sends one edit, once, and resolves to what the provider has afterwards. */
  save(edit: LineEdit): Promise<LineSettings>;
  /** What this program replaced, newest first. */
  history(accountId: string, number: string): KeptLineSettings[];
}

export interface LineEdit {
  accountId: string;
  /** What the edit began from. */
  before: LineSettings;
  edited: LineSettings;
}

export interface LineEditorDeps {
  rows: LineHistoryRows;
  client: (accountId: string) => Promise<ProviderClient>;
  clock: Clock;
  logger: Logger;
}

type LineAccess = NonNullable<ProviderClient['lineSettings']>;

export function createLineEditor({ rows, client, clock, logger }: LineEditorDeps): LineEditor {
  async function access(accountId: string): Promise<LineAccess> {
    return facetOf(await client(accountId), 'lineSettings');
  }

  /**
   * Whether a change that nobody answered was carried out: only a new reading that shows it can tell. One that does not may
   * have come too early.
   */
  async function findOut(line: LineAccess, { edited }: LineEdit, cause: unknown): Promise<LineSettings> {
    logger.warn('line-change-unanswered', { error: cause });
    const now = await readLine(line, edited.number).catch((error) => {
      logger.warn('line-not-read-again', { error });
    });
    if (now !== undefined && isSame(now.settings, edited)) return now.settings;
    throw new ProblemError('CHANGE_UNKNOWN', {}, { cause });
  }

  return {
    async read(accountId) {
      const received = await (await access(accountId)).read();
      return received.map(({ settings }) => settings);
    },

    async save(edit) {
      const { accountId, before, edited } = edit;
      if (before.number !== edited.number) throw new ProblemError('BAD_INPUT', { field: 'number' });
      const [fault] = findLineFaults(edited);
      if (fault !== undefined) throw new ProblemError('BAD_INPUT', { field: fault.place.join('.').slice(0, 64) });
      const line = await access(accountId);
      const received = await readLine(line, edited.number);
      if (received === undefined) throw new ProblemError('NOT_FOUND');
      if (!isSame(received.settings, before)) throw new ProblemError('LINE_CHANGED');
      if (isSame(before, edited)) return received.settings;
      const { settings, raw } = received;
      const kept = rows.add({ accountId, changedAt: clock.now(), settings, raw });
      try {
        await line.write(received, edited);
      } catch (error) {
        if (proofOf(error) === undefined) return await findOut(line, edit, error);
        rows.remove(kept);
        throw error;
      }
      const after = await readLine(line, edited.number).catch((error) => {
        logger.warn('line-not-read-again', { error });
      });
      return after?.settings ?? edited;
    },

    history: rows.ofLine,
  };
}

async function readLine(line: LineAccess, number: string): Promise<ReceivedLine | undefined> {
  const received = await line.read();
  return received.find(({ settings }) => settings.number === number);
}

function isSame(before: LineSettings, after: LineSettings): boolean {
  return compareLineSettings(before, after).length === 0;
}
