import type { Database } from '../database/database.ts';
import { readJson } from '../database/stored-values.ts';

export interface SettingRows {
  /** Everything that was ever set, as parsed JSON; what is none is left out. */
  all(): Record<string, unknown>;
  set(key: string, value: unknown): void;
}

export function createSettingRows({ sql, unreadable }: Database): SettingRows {
  return {
    all() {
      const rows = sql.prepare('SELECT key, value FROM settings').all();
      const read = rows.map((row) => [String(row.key), readJson(row.value)] as const);
      for (const [key, value] of read) {
        if (value === undefined) unreadable.note('settings', key, 'value');
      }
      return Object.fromEntries(read.filter(([, value]) => value !== undefined));
    },
    set(key, value) {
      sql
        .prepare('INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value')
        .run(key, JSON.stringify(value));
    },
  };
}
