import { type KeptLineSettings, lineSettings } from '../../../shared/contract/line.ts';
import type { LineSettings } from '../../../shared/domain/line-settings/line-settings.ts';
import type { Database } from './database.ts';
import { readInstant, readJson, readRowId } from './stored-values.ts';

/** What lines were set to before this program changed them. */
export interface LineHistoryRows {
  /** Newest first; what this version cannot read is not among them. */
  ofLine(accountId: string, number: string): KeptLineSettings[];
  /** The oldest of the line go when there are too many. Returns the id of the new row. */
  add(kept: ReplacedSettings): number;
  remove(id: number): void;
}

export interface ReplacedSettings {
  accountId: string;
  /** Epoch ms. */
  changedAt: number;
  settings: LineSettings;
  /** As received from the provider. */
  raw: Record<string, unknown>;
}

const keptPerLine = 50;

export function createLineHistoryRows({ sql, unreadable }: Database): LineHistoryRows {
  return {
    ofLine: (accountId, number) =>
      sql
        .prepare(
          'SELECT id, changed_at, settings FROM line_history WHERE account_id = ? AND number = ? ORDER BY id DESC',
        )
        .all(accountId, number)
        .flatMap((row) => {
          const settings = lineSettings.safeParse(readJson(row.settings)).data;
          const [id, changedAt] = [readRowId(row.id), readInstant(row.changed_at)];
          if (settings !== undefined && id !== undefined && changedAt !== undefined)
            return [{ id, changedAt, settings }];
          unreadable.note('line_history', row.id, settings === undefined ? 'settings' : 'changed_at');
          return [];
        }),
    add({ accountId, changedAt, settings, raw }) {
      const { lastInsertRowid } = sql
        .prepare('INSERT INTO line_history (account_id, number, changed_at, settings, raw) VALUES (?, ?, ?, ?, ?)')
        .run(accountId, settings.number, changedAt, JSON.stringify(settings), JSON.stringify(raw));
      sql
        .prepare(
          `DELETE FROM line_history WHERE account_id = ?1 AND number = ?2 AND id NOT IN
             (SELECT id FROM line_history WHERE account_id = ?1 AND number = ?2 ORDER BY id DESC LIMIT ?3)`,
        )
        .run(accountId, settings.number, keptPerLine);
      return Number(lastInsertRowid);
    },
    remove(id) {
      sql.prepare('DELETE FROM line_history WHERE id = ?').run(id);
    },
  };
}
