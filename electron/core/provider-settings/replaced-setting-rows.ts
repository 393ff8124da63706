import type * as z from 'zod';
import type { KeptSetting } from '../../../shared/contract/account-tools/setting.ts';
import type { Database } from '../database/database.ts';
import { readInstant, readJson, readRowId } from '../database/stored-values.ts';

/** What settings of accounts and lines were before this program changed them. */
export interface ReplacedSettingRows {
  /** Newest first; what this version cannot read by `schema` is not among them. */
  of<Setting>(accountId: string, kind: string, schema: z.ZodType<Setting>): KeptSetting<Setting>[];
  /** The oldest of the kind go when there are too many. Returns the id of the new row. */
  add(kept: ReplacedSetting): number;
  remove(id: number): void;
}

export interface ReplacedSetting {
  accountId: string;
  /** Which setting of the account. */
  kind: string;
  /** Epoch ms. */
  changedAt: number;
  /** As the domain knows it. */
  setting: unknown;
  /** As received from the provider, where that was more. */
  raw: Record<string, unknown> | undefined;
}

const keptPerKind = 50;

export function createReplacedSettingRows({ sql, unreadable }: Database): ReplacedSettingRows {
  return {
    of: (accountId, kind, schema) =>
      sql
        .prepare(
          'SELECT id, changed_at, setting FROM replaced_settings WHERE account_id = ? AND kind = ? ORDER BY id DESC',
        )
        .all(accountId, kind)
        .flatMap((row) => {
          const setting = schema.safeParse(readJson(row.setting)).data;
          const [id, changedAt] = [readRowId(row.id), readInstant(row.changed_at)];
          if (setting !== undefined && id !== undefined && changedAt !== undefined) return [{ id, changedAt, setting }];
          unreadable.note('replaced_settings', row.id, setting === undefined ? 'setting' : 'changed_at');
          return [];
        }),
    add({ accountId, kind, changedAt, setting, raw }) {
      const { lastInsertRowid } = sql
        .prepare('INSERT INTO replaced_settings (account_id, kind, changed_at, setting, raw) VALUES (?, ?, ?, ?, ?)')
        .run(accountId, kind, changedAt, JSON.stringify(setting), raw === undefined ? null : JSON.stringify(raw));
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
