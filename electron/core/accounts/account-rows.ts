import * as z from 'zod';
import {
  type AccountHistory,
  type Credentials,
  credentialKind,
  type HistoryDepth,
  historyDepth,
  usualTimeZone,
} from '../../../shared/contract/account.ts';
import { isTimeZone } from '../../../shared/domain/time-zone.ts';
import type { Database } from '../database/database.ts';
import { createShortTransactions } from '../database/short-transactions.ts';
import { readInstant, readJson, readWhole, readWord } from '../database/stored-values.ts';
import { nextTurn } from '../next-turn.ts';

export interface StoredAccount {
  id: string;
  /** As it was connected: a later version of the program may have known more of them. */
  provider: string;
  label: string;
  baseUrl: string;
  timeZone: string;
  ownNumber: string;
  identity: string;
  sipId: string;
  credentialKind: Credentials['kind'];
  /** SIP ids of the phones that the user has; empty means that every phone of the account counts as theirs. */
  ownPhones: string[];
  /** Numbers of the contract that the user named or chose to watch; where the provider lists them, none means all. */
  numbers: string[];
  /** Numbers that the provider lists and that the user does not watch. */
  leftOut: string[];
  /** The account through which the user agreed to call back who called this one; empty while nobody was asked. */
  callsThrough: string;
  webhook: boolean;
  demo: boolean;
  createdAt: number;
  /** Up to when the provider's lists were read, epoch ms. */
  listedUntil: number | undefined;
  /** Up to when anything was heard of the account, epoch ms. */
  heardUntil: number | undefined;
}

/** How far an account's past is known; epoch ms. */
export interface StoredHistory {
  /** What the user wants of it. */
  depth: HistoryDepth;
  /** Calls since then are all there, up to `listedUntil`; undefined until a part was read whole. */
  knownFrom: number | undefined;
  /** Why it was not read as far as it was wanted. */
  end: AccountHistory['end'];
  /** Undefined: nothing is left to read. */
  left: StoredImport | undefined;
}

/** A reading of the past that is under way, newest first; epoch ms. */
export interface StoredImport {
  /** Undefined: as far as there is anything. */
  from: number | undefined;
  until: number;
  /** What is later was read. */
  downTo: number;
  /** No slice before this had a call. */
  foundDownTo: number;
  /** So many were read. */
  calls: number;
}

export interface SeenOfLine {
  calls: number;
  /** Epoch ms. */
  newestAt: number | undefined;
  hasUnanswered: boolean;
}

export interface AccountRows {
  all(): StoredAccount[];
  get(id: string): StoredAccount | undefined;
  save(account: StoredAccount): void;
  /**
   * Before `remove`, which would hold up everything else for as long as there are calls. An account that a crash leaves with
   * some of them begins to read its lists anew, and waits for no events: its hook is gone already.
   */
  removeCalls(id: string): Promise<void>;
  remove(id: string): void;
  /** Epoch ms. */
  createdAt(id: string): number | undefined;
  setListedUntil(id: string, until: number): void;
  setHeardUntil(id: string, until: number): void;
  history(id: string): StoredHistory;
  setHistory(id: string, history: StoredHistory): void;
  lines(id: string): { number: string; label: string }[];
  /** What was seen of a line: a number of the account's own. */
  seenOf(id: string, number: string): SeenOfLine;
  nameLine(id: string, number: string, label: string): void;
  /** Phones that were heard to answer. */
  phones(id: string): string[];
  /** Own numbers that live events proved: an event names its direction, a row of a list may not. */
  provenLines(id: string): string[];
}

/** So many are removed before the time is looked at. */
const callsAtOnce = 50;

export function createAccountRows(database: Database): AccountRows {
  const { sql, unreadable } = database;
  const selectAll = sql.prepare('SELECT * FROM accounts ORDER BY created_at, id');
  const selectOne = sql.prepare('SELECT * FROM accounts WHERE id = ?');
  const upsert = sql.prepare(
    `INSERT INTO accounts (id, provider, label, base_url, time_zone, own_number, identity, sip_id, credential_kind,
       own_phones, numbers, left_out, calls_through, webhook, demo, created_at, listed_until)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET label = excluded.label, base_url = excluded.base_url,
       time_zone = excluded.time_zone, own_number = excluded.own_number, identity = excluded.identity,
       sip_id = excluded.sip_id, credential_kind = excluded.credential_kind, own_phones = excluded.own_phones,
       numbers = excluded.numbers, left_out = excluded.left_out, calls_through = excluded.calls_through,
       webhook = excluded.webhook`,
  );
  const selectCreatedAt = sql.prepare('SELECT created_at FROM accounts WHERE id = ?');
  const setListedUntil = sql.prepare('UPDATE accounts SET listed_until = ? WHERE id = ?');
  const setHeardUntil = sql.prepare('UPDATE accounts SET heard_until = ? WHERE id = ?');
  const selectHistory = sql.prepare(
    `SELECT history_depth, known_from, history_end, import_from, import_until, import_down_to, import_found_down_to,
       import_calls FROM accounts WHERE id = ?`,
  );
  const setHistory = sql.prepare(
    `UPDATE accounts SET history_depth = ?, known_from = ?, history_end = ?, import_from = ?, import_until = ?,
       import_down_to = ?, import_found_down_to = ?, import_calls = ? WHERE id = ?`,
  );
  // A line whose calls turned out to be of another, or are kept no more, is a line only where the user named it.
  const selectLines = sql.prepare(
    `SELECT used.number, ifnull(own_lines.label, used.number) AS label FROM (
       SELECT number FROM own_lines WHERE account_id = ?1 AND number <> ''
         AND (label IS NOT NULL OR EXISTS (SELECT 1 FROM calls WHERE line_id = own_lines.id))
       UNION SELECT value FROM accounts, json_each(iif(json_valid(accounts.numbers), accounts.numbers, '[]')) WHERE accounts.id = ?1
     ) AS used LEFT JOIN own_lines ON own_lines.account_id = ?1 AND own_lines.number = used.number
     ORDER BY label LIMIT 200`,
  );
  const selectPhones = sql.prepare('SELECT phone FROM heard_phones WHERE account_id = ? ORDER BY phone LIMIT 50');
  const selectSeen = sql.prepare(
    `SELECT count(calls.id) AS calls, max(calls.id) AS newest, own_lines.has_unanswered
     FROM own_lines LEFT JOIN calls INDEXED BY calls_by_line ON calls.line_id = own_lines.id
     WHERE own_lines.account_id = ? AND own_lines.number = ?`,
  );
  const labelLine = sql.prepare(
    `INSERT INTO own_lines (account_id, number, label) VALUES (?, ?, ?)
     ON CONFLICT (account_id, number) DO UPDATE SET label = excluded.label`,
  );
  const selectProven = sql.prepare(
    "SELECT number FROM own_lines WHERE account_id = ? AND proven = 1 AND number <> '' LIMIT 200",
  );
  const leaveBehind = sql.prepare(
    `UPDATE accounts SET webhook = 0, listed_until = NULL, known_from = NULL, history_end = NULL, import_from = NULL, import_until = NULL,
       import_down_to = NULL, import_found_down_to = NULL, import_calls = NULL WHERE id = ?`,
  );
  const deleteCalls = sql.prepare(
    `DELETE FROM calls WHERE id IN (
       SELECT calls.id FROM own_lines CROSS JOIN calls INDEXED BY calls_by_line ON calls.line_id = own_lines.id
       WHERE own_lines.account_id = ? LIMIT ${callsAtOnce})`,
  );
  const startedAt = sql.prepare('SELECT started_at FROM calls WHERE id = ?');

  const readAccount = (row: Record<string, unknown>) =>
    read(row, (column) => unreadable.note('accounts', row.id, column));

  return {
    all: () => selectAll.all().map(readAccount),
    get(id) {
      const row = selectOne.get(id);
      return row === undefined ? undefined : readAccount(row);
    },
    save(account) {
      upsert.run(
        ...[account.id, account.provider, account.label, account.baseUrl, account.timeZone, account.ownNumber],
        ...[account.identity, account.sipId, account.credentialKind, JSON.stringify(account.ownPhones)],
        ...[JSON.stringify(account.numbers), JSON.stringify(account.leftOut), account.callsThrough],
        ...[Number(account.webhook), Number(account.demo)],
        ...[account.createdAt, account.listedUntil ?? null],
      );
    },
    async removeCalls(id) {
      leaveBehind.run(id);
      const transaction = createShortTransactions(database, 'whole');
      try {
        for (let isLast = false; !isLast; await nextTurn()) {
          isLast = transaction((isOver) => {
            let removed: number | bigint;
            do removed = deleteCalls.run(id).changes;
            while (removed > 0 && !isOver());
            return removed === 0;
          });
          await database.checkpoint();
        }
      } finally {
        await database.checkpoint('over');
      }
    },
    remove(id) {
      sql.prepare('DELETE FROM accounts WHERE id = ?').run(id);
    },
    createdAt(id) {
      const row = selectCreatedAt.get(id);
      return row === undefined ? undefined : (readInstant(row.created_at) ?? 0);
    },
    setListedUntil: (id, until) => void setListedUntil.run(until, id),
    setHeardUntil: (id, until) => void setHeardUntil.run(until, id),
    history(id) {
      const row = selectHistory.get(id);
      // An account that was removed meanwhile has no past.
      return row === undefined
        ? { depth: 'quarter', knownFrom: undefined, end: undefined, left: undefined }
        : readHistory(row, (column) => unreadable.note('accounts', id, column));
    },
    setHistory(id, { depth, knownFrom, end, left }) {
      setHistory.run(
        ...[depth, knownFrom ?? null, end ?? null, left?.from ?? null, left?.until ?? null],
        ...[left?.downTo ?? null, left?.foundDownTo ?? null, left?.calls ?? null, id],
      );
    },
    lines: (id) => selectLines.all(id).map((row) => ({ number: String(row.number), label: String(row.label) })),
    seenOf(id, number) {
      const row = selectSeen.get(id, number);
      const newest = row?.newest == null ? undefined : startedAt.get(row.newest);
      return {
        calls: Number(row?.calls ?? 0),
        newestAt: readInstant(newest?.started_at),
        hasUnanswered: row?.has_unanswered === 1,
      };
    },
    phones: (id) => selectPhones.all(id).map((row) => String(row.phone)),
    nameLine: (id, number, label) => void labelLine.run(id, number, label || null),
    provenLines: (id) => selectProven.all(id).map((row) => String(row.number)),
  };
}

function readHistory(row: Record<string, unknown>, onUnreadable: (column: string) => void): StoredHistory {
  function instant(column: string): number | undefined {
    const read = readInstant(row[column]);
    if (read === undefined && row[column] != null) onUnreadable(column);
    return read;
  }
  const downTo = instant('import_down_to');
  const until = instant('import_until') ?? downTo;
  return {
    depth: readWord(historyDepth.options, row.history_depth, 'quarter'),
    knownFrom: instant('known_from'),
    end: readWord(['refused', 'empty'] as const, row.history_end, undefined),
    left:
      downTo === undefined || until === undefined
        ? undefined
        : {
            from: instant('import_from'),
            until,
            downTo,
            foundDownTo: instant('import_found_down_to') ?? downTo,
            calls: readWhole(row.import_calls) ?? 0,
          },
  };
}

const strings = z.array(z.string());

function read(row: Record<string, unknown>, onUnreadable: (column: string) => void): StoredAccount {
  function orElse<T>(column: string, value: T | undefined, otherwise: T): T {
    if (value === undefined) onUnreadable(column);
    return value ?? otherwise;
  }
  const listIn = (column: string) => orElse(column, strings.safeParse(readJson(row[column])).data, []);
  const instantIn = (column: string) =>
    row[column] == null ? undefined : orElse<number | undefined>(column, readInstant(row[column]), undefined);
  const timeZone = String(row.time_zone);
  return {
    id: String(row.id),
    provider: String(row.provider),
    label: String(row.label),
    baseUrl: String(row.base_url),
    timeZone: orElse('time_zone', isTimeZone(timeZone) ? timeZone : undefined, usualTimeZone),
    ownNumber: String(row.own_number),
    identity: String(row.identity),
    sipId: String(row.sip_id),
    credentialKind: orElse(
      'credential_kind',
      readWord(credentialKind.options, row.credential_kind, undefined),
      'password',
    ),
    ownPhones: listIn('own_phones'),
    numbers: listIn('numbers'),
    leftOut: listIn('left_out'),
    callsThrough: String(row.calls_through),
    webhook: Number(row.webhook) === 1,
    demo: Number(row.demo) === 1,
    createdAt: orElse('created_at', readInstant(row.created_at), 0),
    listedUntil: instantIn('listed_until'),
    heardUntil: instantIn('heard_until'),
  };
}
