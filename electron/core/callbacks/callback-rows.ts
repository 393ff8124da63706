import type { Party } from '../../../shared/contract/call.ts';
import { type CallbackState, callbackState } from '../../../shared/contract/callback.ts';
import { type Problem, problem } from '../../../shared/contract/problem.ts';
import type { Database } from '../database/database.ts';
import { readParty } from '../database/stored-party.ts';
import { latestInstant, readInstant, readJson, readRowId, readWord } from '../database/stored-values.ts';

export interface StoredCallback {
  id: string;
  clickId: string;
  accountId: string;
  remote: Party;
  from: string;
  state: CallbackState;
  orderedAt: number;
  changedAt: number;
  /** What the provider follows the order by; undefined when it named none. */
  orderId: string | undefined;
  wasConnected: boolean;
  callId: number | undefined;
  problem: Problem | undefined;
}

export interface CallbackRows {
  save(callback: StoredCallback): void;
  withClick(clickId: string): StoredCallback | undefined;
  /** Newest first; to one number where its key is given. */
  recent(limit: number, remoteKey?: string): StoredCallback[];
  /** The newest order to a number between two instants (epoch ms, inclusive). */
  newestBetween(accountId: string, remoteKey: string, from: number, to: number): StoredCallback | undefined;
  /** When this person was ordered a call, and it was not refused, between two instants (epoch ms, inclusive). */
  orderTimes(accountId: string, remoteKey: string, from: number, to: number): number[];
  /** One call turned out to be another. */
  foldCall(goneId: number, callId: number): void;
  inStates(states: readonly CallbackState[]): StoredCallback[];
  /** Those that came into their state at this instant (epoch ms) or later. */
  changedSince(from: number): StoredCallback[];
  newestUnrefused(remoteKey: string): StoredCallback | undefined;
}

export function createCallbackRows({ sql, unreadable }: Database): CallbackRows {
  const select = `SELECT callbacks.*, people.name AS person_name FROM callbacks
    LEFT JOIN people ON people.key = callbacks.remote_key`;
  function read(row: Record<string, unknown>): StoredCallback {
    const note = (column: string) => unreadable.note('callbacks', row.id, column);
    function orElse<T>(column: string, value: T | undefined, otherwise: T): T {
      if (value === undefined && row[column] != null) note(column);
      return value ?? otherwise;
    }
    const [orderedAt, changedAt] = [readInstant(row.ordered_at), readInstant(row.changed_at)];
    return {
      id: String(row.id),
      clickId: String(row.click_id),
      accountId: String(row.account_id),
      remote: {
        ...readParty(row, unreadable, { table: 'callbacks', row: row.id }),
        ...(row.person_name ? { name: String(row.person_name) } : {}),
      },
      from: String(row.from_number),
      // Whatever became of it, it is paid for: a further order needs an action of its own.
      state: orElse('state', readWord(callbackState.options, row.state, undefined), 'unknown'),
      orderedAt: orElse('ordered_at', orderedAt, changedAt ?? 0),
      changedAt: orElse('changed_at', changedAt, orderedAt ?? 0),
      orderId: row.order_id == null ? undefined : String(row.order_id),
      wasConnected: row.was_connected === 1,
      callId: orElse<number | undefined>('call_id', readRowId(row.call_id), undefined),
      problem: orElse<Problem | undefined>('problem', problem.safeParse(readJson(row.problem)).data, undefined),
    };
  }

  return {
    save(callback) {
      sql
        .prepare(
          `INSERT INTO callbacks (id, click_id, account_id, remote_key, remote_kind, remote_e164, remote_raw, from_number,
             state, ordered_at, changed_at, order_id, was_connected, call_id, problem)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET state = excluded.state, changed_at = excluded.changed_at,
             order_id = excluded.order_id, was_connected = excluded.was_connected, call_id = excluded.call_id,
             problem = excluded.problem`,
        )
        .run(
          ...[callback.id, callback.clickId, callback.accountId, callback.remote.key, callback.remote.kind],
          ...[callback.remote.e164 ?? null, callback.remote.raw, callback.from, callback.state, callback.orderedAt],
          ...[callback.changedAt, callback.orderId ?? null, Number(callback.wasConnected), callback.callId ?? null],
          callback.problem === undefined ? null : JSON.stringify(callback.problem),
        );
    },
    withClick(clickId) {
      const row = sql.prepare(`${select} WHERE click_id = ?`).get(clickId);
      return row === undefined ? undefined : read(row);
    },
    recent(limit, remoteKey) {
      const [where, values] = remoteKey === undefined ? ['', []] : ['WHERE remote_key = ?', [remoteKey]];
      return sql
        .prepare(`${select} ${where} ORDER BY ordered_at DESC LIMIT ?`)
        .all(...values, limit)
        .map(read);
    },
    newestBetween(accountId, remoteKey, from, to) {
      const row = sql
        .prepare(
          `${select} WHERE ordered_at BETWEEN ? AND ? AND account_id = ? AND remote_key = ? ORDER BY ordered_at DESC LIMIT 1`,
        )
        .get(from, to, accountId, remoteKey);
      return row === undefined ? undefined : read(row);
    },
    orderTimes: (accountId, remoteKey, from, to) =>
      sql
        .prepare(
          `SELECT ordered_at FROM callbacks
           WHERE ordered_at BETWEEN ? AND ? AND account_id = ? AND remote_key = ? AND state <> 'refused'`,
        )
        .all(from, to, accountId, remoteKey)
        .map((row) => Number(row.ordered_at)),
    foldCall(goneId, callId) {
      sql.prepare('UPDATE callbacks SET call_id = ? WHERE call_id = ?').run(callId, goneId);
    },
    inStates(states) {
      const marks = states.map(() => '?').join(', ');
      return sql
        .prepare(`${select} WHERE state IN (${marks}) ORDER BY ordered_at`)
        .all(...states)
        .map(read);
    },
    changedSince(from) {
      return sql.prepare(`${select} WHERE callbacks.changed_at >= ? ORDER BY ordered_at`).all(from).map(read);
    },
    newestUnrefused(remoteKey) {
      const row = sql
        .prepare(
          // A time that is none does not make an order the newest for ever.
          `${select} WHERE remote_key = ? AND state <> 'refused'
           ORDER BY iif(ordered_at > ${latestInstant}, 0, ordered_at) DESC, callbacks.rowid DESC LIMIT 1`,
        )
        .get(remoteKey);
      return row === undefined ? undefined : read(row);
    },
  };
}
