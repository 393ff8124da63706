import type { Person } from '../../../shared/contract/person.ts';
import type { Database } from '../database/database.ts';

export interface PersonRows {
  get(key: string): Person | undefined;
  /** Both texts empty removes the row. */
  save(person: Person, now: number): void;
  /** Those who are somebody in this account alone. */
  removeOf(accountId: string): void;
}

export function createPersonRows({ sql }: Database): PersonRows {
  return {
    get(key) {
      const row = sql.prepare('SELECT key, name, note FROM people WHERE key = ?').get(key);
      return row === undefined ? undefined : { key, name: String(row.name), note: String(row.note) };
    },
    save({ key, name, note }, now) {
      if (name === '' && note === '') {
        sql.prepare('DELETE FROM people WHERE key = ?').run(key);
        return;
      }
      sql
        .prepare(
          `INSERT INTO people (key, name, note, changed_at) VALUES (?, ?, ?, ?)
           ON CONFLICT (key) DO UPDATE SET name = excluded.name, note = excluded.note, changed_at = excluded.changed_at`,
        )
        .run(key, name, note, now);
    },
    removeOf(accountId) {
      sql.prepare('DELETE FROM people WHERE substr(key, -length(?1)) = ?1').run(`@${accountId}`);
    },
  };
}
