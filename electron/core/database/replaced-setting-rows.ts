import type { KeptSetting } from '../../../shared/contract/account-tools/setting.ts';
import type { Database } from './database.ts';

/** What settings of accounts were before this program changed them. */
export interface ReplacedSettingRows {
  /** Newest first, as JSON was read. */
  of(accountId: string, kind: string): KeptSetting<unknown>[];
  /** The oldest of the kind go when there are too many. Returns the id of the new row. */
  add(kept: { accountId: string; kind: string; changedAt: number; setting: unknown }): number;
  remove(id: number): void;
}

const keptPerKind = 20;

export function createReplacedSettingRows({ sql }: Database): ReplacedSettingRows {
  return {
    of: (accountId, kind) =>
      sql
        .prepare(
          'SELECT id, changed_at, setting FROM replaced_settings WHERE account_id = ? AND kind = ? ORDER BY id DESC',
        )
        .all(accountId, kind)
        .map((row) => ({
          id: Number(row.id),
          changedAt: Number(row.changed_at),
          setting: JSON.parse(String(row.setting)) as unknown,
        })),
    add({ accountId, kind, changedAt, setting }) {
      const { lastInsertRowid } = sql
        .prepare('INSERT INTO replaced_settings (account_id, kind, changed_at, setting) VALUES (?, ?, ?, ?)')
        .run(accountId, kind, changedAt, JSON.stringify(setting));
      sql
        .prepare(
          `DELETE FROM replaced_settings WHERE account_id = ?1 AND kind = ?2 AND id NOT IN
             (SELECT id FROM replaced_settings WHERE account_id = ?1 AND kind = ?2 ORDER BY id DESC LIMIT ?3)`,
        )
        .run(accountId, kind, keptPerKind);
      return Number(lastInsertRowid);
    },
    remove(id) {
      sql.prepare('DELETE FROM replaced_settings WHERE id = ?').run(id);
    },
  };
}
