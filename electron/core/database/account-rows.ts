import type { Credentials, ProviderId } from '../../../shared/contract/account.ts';
import type { Database } from './database.ts';

export interface StoredAccount {
  id: string;
  provider: ProviderId;
  label: string;
  baseUrl: string;
  timeZone: string;
  ownNumber: string;
  identity: string;
  sipId: string;
  credentialKind: Credentials['kind'];
  /** SIP ids of the phones that the user has; empty means that every phone of the account counts as theirs. */
  ownPhones: string[];
  /** Numbers of the contract that the user named, in E.164; for providers that list calls by number. */
  numbers: string[];
  webhook: boolean;
  demo: boolean;
  createdAt: number;
  /** Up to when the provider's lists were read, epoch ms. */
  listedUntil: number | undefined;
  /** Up to when anything was heard of the account, epoch ms. */
  heardUntil: number | undefined;
}

/** A reading of the past that is under way, newest first; epoch ms. */
export interface StoredImport {
  from: number;
  until: number;
  /** What is later was read. */
  downTo: number;
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
  remove(id: string): void;
  /** Epoch ms. */
  createdAt(id: string): number | undefined;
  setListedUntil(id: string, until: number): void;
  setHeardUntil(id: string, until: number): void;
  historyImport(id: string): StoredImport | undefined;
  /** Undefined: nothing is left to read. */
  setHistoryImport(id: string, left: StoredImport | undefined): void;
  lines(id: string): { number: string; label: string }[];
  /** What was seen of a line: a number of the account's own. */
  seenOf(id: string, number: string): SeenOfLine;
  nameLine(id: string, number: string, label: string): void;
  /** Phones that were heard to answer. */
  phones(id: string): string[];
  /** Own numbers that live events proved: an event names its direction, a row of a list may not. */
  provenLines(id: string): string[];
}

export function createAccountRows({ sql }: Database): AccountRows {
  const selectAll = sql.prepare('SELECT * FROM accounts ORDER BY created_at, id');
  const selectOne = sql.prepare('SELECT * FROM accounts WHERE id = ?');
  const upsert = sql.prepare(
    `INSERT INTO accounts (id, provider, label, base_url, time_zone, own_number, identity, sip_id, credential_kind,
       own_phones, numbers, webhook, demo, created_at, listed_until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET label = excluded.label, base_url = excluded.base_url,
       time_zone = excluded.time_zone, own_number = excluded.own_number, identity = excluded.identity,
       sip_id = excluded.sip_id, credential_kind = excluded.credential_kind, own_phones = excluded.own_phones,
       numbers = excluded.numbers,
       webhook = excluded.webhook`,
  );
  const selectCreatedAt = sql.prepare('SELECT created_at FROM accounts WHERE id = ?');
  const setListedUntil = sql.prepare('UPDATE accounts SET listed_until = ? WHERE id = ?');
  const setHeardUntil = sql.prepare('UPDATE accounts SET heard_until = ? WHERE id = ?');
  const selectImport = sql.prepare(
    'SELECT import_from, import_until, import_down_to, import_calls FROM accounts WHERE id = ? AND import_down_to IS NOT NULL',
  );
  const setImport = sql.prepare(
    'UPDATE accounts SET import_from = ?, import_until = ?, import_down_to = ?, import_calls = ? WHERE id = ?',
  );
  // From one line to the next by the index: `DISTINCT` would walk every call, each time that an account is told of.
  const selectLines = sql.prepare(
    `WITH RECURSIVE seen (line) AS (
       SELECT min(line) FROM calls WHERE account_id = ?1 AND line > ''
       UNION ALL SELECT (SELECT min(line) FROM calls WHERE account_id = ?1 AND line > seen.line) FROM seen
       WHERE seen.line IS NOT NULL
     )
     SELECT used.number, ifnull(lines.label, used.number) AS label
     FROM (SELECT line AS number FROM seen WHERE line IS NOT NULL
       UNION SELECT value FROM accounts, json_each(accounts.numbers) WHERE accounts.id = ?1) AS used
     LEFT JOIN lines ON lines.account_id = ?1 AND lines.number = used.number ORDER BY label LIMIT 200`,
  );
  const selectPhones = sql.prepare(
    'SELECT DISTINCT answered_by FROM calls WHERE account_id = ? AND answered_by IS NOT NULL ORDER BY 1 LIMIT 50',
  );
  const selectSeen = sql.prepare(
    `SELECT count(*) AS calls, max(id) AS newest,
       EXISTS (SELECT 1 FROM calls WHERE account_id = ?1 AND line = ?2
         AND state IN ('missed', 'rejected', 'no-answer')) AS has_unanswered
     FROM calls WHERE account_id = ?1 AND line = ?2`,
  );
  const startedAt = sql.prepare('SELECT started_at FROM calls WHERE id = ?');

  return {
    all: () => selectAll.all().map(read),
    get(id) {
      const row = selectOne.get(id);
      return row === undefined ? undefined : read(row);
    },
    save(account) {
      upsert.run(
        ...[account.id, account.provider, account.label, account.baseUrl, account.timeZone, account.ownNumber],
        ...[account.identity, account.sipId, account.credentialKind, JSON.stringify(account.ownPhones)],
        ...[JSON.stringify(account.numbers), Number(account.webhook), Number(account.demo)],
        ...[account.createdAt, account.listedUntil ?? null],
      );
    },
    remove(id) {
      sql.prepare('DELETE FROM accounts WHERE id = ?').run(id);
    },
    createdAt(id) {
      const row = selectCreatedAt.get(id);
      return row === undefined ? undefined : Number(row.created_at);
    },
    setListedUntil: (id, until) => void setListedUntil.run(until, id),
    setHeardUntil: (id, until) => void setHeardUntil.run(until, id),
    historyImport(id) {
      const row = selectImport.get(id);
      if (row === undefined) return undefined;
      const [from, until] = [Number(row.import_from), Number(row.import_until)];
      return { from, until, downTo: Number(row.import_down_to), calls: Number(row.import_calls) };
    },
    setHistoryImport(id, left) {
      setImport.run(left?.from ?? null, left?.until ?? null, left?.downTo ?? null, left?.calls ?? null, id);
    },
    lines: (id) => selectLines.all(id).map((row) => ({ number: String(row.number), label: String(row.label) })),
    seenOf(id, number) {
      const row = selectSeen.get(id, number);
      const newest = row?.newest == null ? undefined : startedAt.get(row.newest);
      return {
        calls: Number(row?.calls ?? 0),
        newestAt: newest === undefined ? undefined : Number(newest.started_at),
        hasUnanswered: row?.has_unanswered === 1,
      };
    },
    phones: (id) => selectPhones.all(id).map((row) => String(row.answered_by)),
    nameLine(id, number, label) {
      if (label === '') {
        sql.prepare('DELETE FROM lines WHERE account_id = ? AND number = ?').run(id, number);
        return;
      }
      sql
        .prepare(
          `INSERT INTO lines (account_id, number, label) VALUES (?, ?, ?)
           ON CONFLICT (account_id, number) DO UPDATE SET label = excluded.label`,
        )
        .run(id, number, label);
    },
    provenLines(id) {
      const rows = sql
        .prepare("SELECT DISTINCT line FROM calls WHERE account_id = ? AND facts IS NOT NULL AND line <> '' LIMIT 200")
        .all(id);
      return rows.map((row) => String(row.line));
    },
  };
}

function read(row: Record<string, unknown>): StoredAccount {
  return {
    id: String(row.id),
    provider: row.provider as ProviderId,
    label: String(row.label),
    baseUrl: String(row.base_url),
    timeZone: String(row.time_zone),
    ownNumber: String(row.own_number),
    identity: String(row.identity),
    sipId: String(row.sip_id),
    credentialKind: row.credential_kind as StoredAccount['credentialKind'],
    ownPhones: JSON.parse(String(row.own_phones)) as string[],
    numbers: JSON.parse(String(row.numbers)) as string[],
    webhook: row.webhook === 1,
    demo: row.demo === 1,
    createdAt: Number(row.created_at),
    listedUntil: row.listed_until == null ? undefined : Number(row.listed_until),
    heardUntil: row.heard_until == null ? undefined : Number(row.heard_until),
  };
}
