import type { Database } from './database.ts';

export interface SettingRows {
  /** Everything that was ever set, as parsed JSON. */
  all(): Record<string, unknown>;
  set(key: string, value: unknown): void;
}

export function createSettingRows({ sql }: Database): SettingRows {
  return {
    all() {
      const rows = sql.prepare('SELECT key, value FROM settings').all();
      return Object.fromEntries(rows.map((row) => [String(row.key), JSON.parse(String(row.value)) as unknown]));
    },
    set(key, value) {
      sql
        .prepare('INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value')
        .run(key, JSON.stringify(value));
    },
  };
}
