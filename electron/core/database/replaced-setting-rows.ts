import type { KeptSetting } from '../../../shared/contract/account-tools/setting.ts';
import type { Database } from './database.ts';
import { readInstant, readJson, readRowId } from './stored-values.ts';

/** What settings of accounts were before this program changed them. */
export interface ReplacedSettingRows {
  /** Newest first, as JSON was read; what is none is not among them. */
  of(accountId: string, kind: string): KeptSetting<unknown>[];
  /** The oldest of the kind go when there are too many. Returns the id of the new row. */
  add(kept: { accountId: string; kind: string; changedAt: number; setting: unknown }): number;
  remove(id: number): void;
}

const keptPerKind = 20;

export function createReplacedSettingRows({ sql, unreadable }: Database): ReplacedSettingRows {
  return {
    of: (accountId, kind) =>
      sql
        .prepare(
          'SELECT id, changed_at, setting FROM replaced_settings WHERE account_id = ? AND kind = ? ORDER BY id DESC',
        )
        .all(accountId, kind)
        .flatMap((row) => {
          const [id, changedAt, setting] = [readRowId(row.id), readInstant(row.changed_at), readJson(row.setting)];
          if (setting !== undefined && id !== undefined && changedAt !== undefined) return [{ id, changedAt, setting }];
          unreadable.note('replaced_settings', row.id, setting === undefined ? 'setting' : 'changed_at');
          return [];
        }),
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
