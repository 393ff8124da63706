import type { Database } from '../database/database.ts';

/** The account's own sides of calls: every number or phone under which it was called or called from, with what the user calls it. */
export interface OwnLines {
  /** The row of this line; a new one when it was not met before. */
  idOf(accountId: string, number: string): number;
  /** What a call proves of its line: an event names it together with its direction, so that it is surely the account's own. */
  note(accountId: string, number: string, what: 'proven' | 'unanswered'): void;
  /** A phone of the account was heard to answer. */
  notePhone(accountId: string, phone: string): void;
  all(): OwnLine[];
  /** After lines were removed, together with their account. */
  forget(): void;
}

export interface OwnLine {
  id: number;
  accountId: string;
  number: string;
  label: string | undefined;
}

/** There are tens; this is for a provider that puts something else there. */
const mostCached = 5000;

export function createOwnLines({ sql, onRollback }: Pick<Database, 'sql' | 'onRollback'>): OwnLines {
  const select = sql.prepare('SELECT id FROM own_lines WHERE account_id = ? AND number = ?');
  const insert = sql.prepare('INSERT INTO own_lines (account_id, number) VALUES (?, ?)');
  const notes = {
    proven: sql.prepare('UPDATE own_lines SET proven = 1 WHERE account_id = ? AND number = ?'),
    unanswered: sql.prepare('UPDATE own_lines SET has_unanswered = 1 WHERE account_id = ? AND number = ?'),
    phone: sql.prepare('INSERT INTO heard_phones (account_id, phone) VALUES (?, ?) ON CONFLICT DO NOTHING'),
  };
  const selectAll = sql.prepare('SELECT id, account_id, number, label FROM own_lines');
  /** By account and number. */
  const ids = new Map<string, Map<string, number>>();
  /** What was noted in this run: every call says it again. */
  const noted = new Set<string>();

  function forget(): void {
    ids.clear();
    noted.clear();
  }
  // A row that was taken back with its transaction is no row.
  onRollback(forget);

  function noteOnce(what: keyof typeof notes, accountId: string, value: string): void {
    const key = `${what}\n${accountId}\n${value}`;
    if (noted.has(key)) return;
    notes[what].run(accountId, value);
    if (noted.size >= mostCached) noted.clear();
    noted.add(key);
  }

  return {
    idOf(accountId, number) {
      const known = ids.get(accountId)?.get(number);
      if (known !== undefined) return known;
      const row = select.get(accountId, number);
      const id = Number(row === undefined ? insert.run(accountId, number).lastInsertRowid : row.id);
      const ofAccount = ids.get(accountId) ?? new Map<string, number>();
      if (ofAccount.size >= mostCached) ofAccount.clear();
      ids.set(accountId, ofAccount.set(number, id));
      return id;
    },
    note: (accountId, number, what) => noteOnce(what, accountId, number),
    notePhone: (accountId, phone) => noteOnce('phone', accountId, phone),
    all: () =>
      selectAll.all().map((row) => ({
        id: Number(row.id),
        accountId: String(row.account_id),
        number: String(row.number),
        label: row.label === null ? undefined : String(row.label),
      })),
    forget,
  };
}
