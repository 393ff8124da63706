import { createHash } from 'node:crypto';
import type { Database } from '../database/database.ts';

/** What was heard from sources, and where each was read up to. */
export interface EventRows {
  cursor(accountId: string, source: string): string | undefined;
  setCursor(accountId: string, source: string, cursor: string): void;
  /** The same delivery told again replaces the one before: a source that lost its store counts from the start again. */
  add(event: StoredEvent): void;
  /** Keeps a list row that could not be understood; the same row is kept once. */
  addUnreadable(accountId: string, row: Record<string, unknown>, now: number): void;
  /** How many list rows that could not be understood came since, up to a thousand. */
  countUnreadable(accountId: string, since: number): number;
  /** How many events that could not be understood came since. Looks at every event since then. */
  countNotUnderstood(accountId: string, since: number): number;
}

export interface StoredEvent {
  accountId: string;
  source: string;
  sequence: string;
  receivedAt: number;
  understood: boolean;
  body: unknown;
}

export function createEventRows({ sql }: Database): EventRows {
  const selectCursor = sql.prepare('SELECT cursor FROM cursors WHERE account_id = ? AND source = ?');
  const upsertCursor = sql.prepare(
    'INSERT INTO cursors (account_id, source, cursor) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET cursor = excluded.cursor',
  );
  const upsertEvent = sql.prepare(
    `INSERT INTO events (account_id, source, sequence, received_at, understood, body) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (account_id, source, sequence)
     DO UPDATE SET received_at = excluded.received_at, understood = excluded.understood, body = excluded.body`,
  );
  const insertUnreadable = sql.prepare(
    'INSERT INTO unreadable_rows (account_id, digest, first_seen_at, row) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const countUnreadable = sql.prepare(
    `SELECT count(*) AS count FROM
       (SELECT 1 FROM unreadable_rows WHERE account_id = ? AND first_seen_at > ? LIMIT 1000)`,
  );
  const countNotUnderstood = sql.prepare(
    'SELECT count(*) AS count FROM events WHERE account_id = ? AND received_at > ? AND understood = 0',
  );
  return {
    cursor(accountId, source) {
      const row = selectCursor.get(accountId, source);
      return row === undefined ? undefined : String(row.cursor);
    },
    setCursor: (accountId, source, cursor) => void upsertCursor.run(accountId, source, cursor),
    add({ accountId, source, sequence, receivedAt, understood, body }) {
      upsertEvent.run(...[accountId, source, sequence, receivedAt, Number(understood)], JSON.stringify(body) ?? 'null');
    },
    addUnreadable(accountId, row, now) {
      const text = JSON.stringify(row);
      insertUnreadable.run(accountId, createHash('sha256').update(text).digest('base64url'), now, text);
    },
    countUnreadable: (accountId, since) => Number(countUnreadable.get(accountId, since)?.count),
    countNotUnderstood: (accountId, since) => Number(countNotUnderstood.get(accountId, since)?.count),
  };
}
