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

export interface AccountRows {
  all(): StoredAccount[];
  get(id: string): StoredAccount | undefined;
  save(account: StoredAccount): void;
  remove(id: string): void;
  setListedUntil(id: string, until: number): void;
  setHeardUntil(id: string, until: number): void;
  lines(id: string): { number: string; label: string }[];
  nameLine(id: string, number: string, label: string): void;
  /** Phones that were heard to answer. */
  phones(id: string): string[];
  /** Own numbers that live events proved: an event names its direction, a row of a list may not. */
  provenLines(id: string): string[];
}

export function createAccountRows({ sql }: Database): AccountRows {
  return {
    all: () => sql.prepare('SELECT * FROM accounts ORDER BY created_at, id').all().map(read),
    get(id) {
      const row = sql.prepare('SELECT * FROM accounts WHERE id = ?').get(id);
      return row === undefined ? undefined : read(row);
    },
    save(account) {
      sql
        .prepare(
          `INSERT INTO accounts (id, provider, label, base_url, time_zone, own_number, identity, sip_id, credential_kind,
             own_phones, numbers, webhook, demo, created_at, listed_until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET label = excluded.label, base_url = excluded.base_url,
             time_zone = excluded.time_zone, own_number = excluded.own_number, identity = excluded.identity,
             sip_id = excluded.sip_id, credential_kind = excluded.credential_kind, own_phones = excluded.own_phones,
             numbers = excluded.numbers,
             webhook = excluded.webhook`,
        )
        .run(
          ...[account.id, account.provider, account.label, account.baseUrl, account.timeZone, account.ownNumber],
          ...[account.identity, account.sipId, account.credentialKind, JSON.stringify(account.ownPhones)],
          ...[JSON.stringify(account.numbers), Number(account.webhook), Number(account.demo)],
          ...[account.createdAt, account.listedUntil ?? null],
        );
    },
    remove(id) {
      sql.prepare('DELETE FROM accounts WHERE id = ?').run(id);
    },
    setListedUntil(id, until) {
      sql.prepare('UPDATE accounts SET listed_until = ? WHERE id = ?').run(until, id);
    },
    setHeardUntil(id, until) {
      sql.prepare('UPDATE accounts SET heard_until = ? WHERE id = ?').run(until, id);
    },
    lines(id) {
      const rows = sql
        .prepare(
          `SELECT used.number, ifnull(lines.label, used.number) AS label
           FROM (SELECT DISTINCT line AS number FROM calls WHERE account_id = ?1 AND line <> ''
             UNION SELECT value FROM accounts, json_each(accounts.numbers) WHERE accounts.id = ?1) AS used
           LEFT JOIN lines ON lines.account_id = ?1 AND lines.number = used.number ORDER BY label LIMIT 200`,
        )
        .all(id);
      return rows.map((row) => ({ number: String(row.number), label: String(row.label) }));
    },
    phones(id) {
      const rows = sql
        .prepare(
          'SELECT DISTINCT answered_by FROM calls WHERE account_id = ? AND answered_by IS NOT NULL ORDER BY 1 LIMIT 50',
        )
        .all(id);
      return rows.map((row) => String(row.answered_by));
    },
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
