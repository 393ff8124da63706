import type { SQLInputValue } from 'node:sqlite';
import type { Party } from '../../../shared/contract/call.ts';
import { searchTextOf } from '../database/caller-search-text.ts';
import type { Database } from '../database/database.ts';
import type { CallsByCaller } from './calls-by-caller.ts';

/**
 * The other sides of all calls, each once for every form in which it was received. Calls point here, so that a name is given
 * and a text is indexed once, whatever number of calls a caller made.
 */
export interface Callers {
  /** The row of this party; a new one when it was not met before. */
  idOf(party: Party): number;
  /** Every row of one caller. */
  idsOf(key: string): number[];
  /** After the name of a caller changed: the search knows callers by it. */
  rename(key: string): void;
  /** Forgets who made no call that is kept. */
  sweep(): void;
}

/** Reading a row costs as much as storing a call, and callers repeat. */
const mostCached = 20_000;

export function createCallers(
  { sql, onRollback }: Pick<Database, 'sql' | 'onRollback'>,
  byCaller: CallsByCaller,
): Callers {
  const select = sql.prepare('SELECT id FROM callers WHERE key = ? AND raw = ?');
  const selectOfKey = sql.prepare('SELECT id, e164, raw FROM callers WHERE key = ?');
  const insert = sql.prepare('INSERT INTO callers (key, kind, e164, raw, text) VALUES (?, ?, ?, ?, ?)');
  const setText = sql.prepare('UPDATE callers SET text = ? WHERE id = ?');
  const index = sql.prepare('INSERT INTO caller_search (rowid, text) VALUES (?, ?)');
  const unindex = sql.prepare('DELETE FROM caller_search WHERE rowid = ?');
  const nameOf = sql.prepare('SELECT name FROM people WHERE key = ?');
  const sweep = sql.prepare(
    `DELETE FROM callers WHERE NOT EXISTS (SELECT 1 FROM calls_of_callers WHERE caller_id = callers.id)
     AND id NOT IN (SELECT value FROM json_each(?))`,
  );
  /** By the text as received, which is one of a caller's in almost every case. */
  const cache = new Map<string, { key: string; id: number }>();
  // A row that was taken back with its transaction is no row.
  onRollback(() => cache.clear());

  function nameOfKey(key: string): string {
    return key === '' ? '' : String(nameOf.get(key)?.name ?? '');
  }

  function add(party: Party): number {
    const text = searchTextOf(party, nameOfKey(party.key));
    const { lastInsertRowid } = insert.run(party.key, party.kind, party.e164 ?? null, party.raw, text);
    index.run(lastInsertRowid, text);
    return Number(lastInsertRowid);
  }

  return {
    idOf(party) {
      const known = cache.get(party.raw);
      if (known?.key === party.key) return known.id;
      const row = select.get(party.key, party.raw);
      const id = row === undefined ? add(party) : Number(row.id);
      if (cache.size >= mostCached) cache.clear();
      cache.set(party.raw, { key: party.key, id });
      return id;
    },
    idsOf: (key) => selectOfKey.all(key).map((row) => Number(row.id)),
    rename(key) {
      const name = nameOfKey(key);
      for (const row of selectOfKey.all(key) as Record<string, SQLInputValue>[]) {
        const id = Number(row.id);
        const text = searchTextOf(
          { e164: row.e164 === null ? undefined : String(row.e164), raw: String(row.raw) },
          name,
        );
        setText.run(text, id);
        unindex.run(id);
        index.run(id, text);
      }
    },
    sweep() {
      cache.clear();
      // That they have no calls is asked for here: to make sure of it, SQLite would read all calls for each of them.
      sql.exec('PRAGMA foreign_keys = OFF');
      try {
        sweep.run(JSON.stringify(byCaller.inMemory()));
      } finally {
        sql.exec('PRAGMA foreign_keys = ON');
      }
    },
  };
}
