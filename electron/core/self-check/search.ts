import type { SelfCheckWords } from '../../../shared/words/self-check.ts';
import type { Database } from '../database/database.ts';
import { detailOf, type Finding, failed, ok } from './check.ts';

/** Creates the program's own database with its FTS5 tables, by every migration, and finds words of two alphabets in it. */
export function checkSearch(open: () => Database, words: SelfCheckWords): Finding {
  let database: Database | undefined;
  try {
    database = open();
    const { sql } = database;
    sql.prepare('INSERT INTO note_search (rowid, text) VALUES (1, ?), (2, ?)').run('перезвонить завтра', 'call back');
    const find = sql.prepare('SELECT rowid FROM note_search WHERE note_search MATCH ?');
    const found = ['"перезвон"', '"back"'].map((asked) => find.get(asked)?.rowid);
    return found[0] === 1 && found[1] === 2 ? ok() : failed(words.searchFindsNothing());
  } catch (error) {
    return failed(words.noSearch(detailOf(error)));
  } finally {
    database?.close();
  }
}
