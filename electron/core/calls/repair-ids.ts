import type { SQLOutputValue } from 'node:sqlite';
import type { Database } from '../database/database.ts';

const greatest = Number.MAX_SAFE_INTEGER;
/** What is told to the log of one table at a start. */
const mostNoted = 100;

/**
 * A line or a caller whose id JavaScript cannot hold could be given no call any more, and SQLite would count on from it: it
 * gets another. A call with such an id stays as it is, is told to nobody, since pages ask for calls by their ids, and is noted.
 */
export function repairIds({
  sql,
  transaction,
  unreadable,
}: Pick<Database, 'sql' | 'transaction' | 'unreadable'>): void {
  /** As texts, because they are no numbers here. */
  const idsBeyond = (table: string, condition: string) =>
    sql.prepare(`SELECT CAST(id AS TEXT) AS id FROM ${table} WHERE ${condition}`).all();

  function replaceId(table: string, column: string, id: SQLOutputValue): void {
    const row = sql
      .prepare(`SELECT ifnull(max(id), 0) + 1 AS free FROM ${table} WHERE id BETWEEN 1 AND ${greatest - 1}`)
      .get();
    const free = Number(row?.free);
    sql.prepare(`UPDATE ${table} SET id = ? WHERE id = CAST(? AS INTEGER)`).run(free, id);
    sql.prepare(`UPDATE calls SET ${column} = ? WHERE ${column} = CAST(? AS INTEGER)`).run(free, id);
    if (table !== 'callers') return;
    sql.prepare('DELETE FROM caller_search WHERE rowid = CAST(? AS INTEGER)').run(id);
    sql.prepare('INSERT INTO caller_search (rowid, text) SELECT id, text FROM callers WHERE id = ?').run(free);
  }

  for (const condition of ['id < 1', `id > ${greatest}`]) {
    for (const { id } of idsBeyond('calls', `${condition} LIMIT ${mostNoted}`)) unreadable.note('calls', id, 'id');
  }
  const columns = { own_lines: 'line_id', callers: 'caller_id' };
  for (const [table, column] of Object.entries(columns)) {
    const ids = idsBeyond(table, `id < ${-greatest} OR id > ${greatest}`);
    if (ids.length === 0) continue;
    transaction(() => {
      sql.exec('PRAGMA defer_foreign_keys = ON');
      for (const { id } of ids) {
        if (id === undefined) continue;
        unreadable.note(table, id, 'id');
        replaceId(table, column, id);
      }
    });
  }
}
