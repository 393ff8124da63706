import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { parseParty } from '../../../../shared/domain/phone-number.ts';

/**
 * Whose a call is, of an account and those that belong to it, is told by its rows since not long ago, and first under whatever
 * spelling a row had, also for the account's own phones and users. It is read anew from the rows as they were received: else the
 * calls of an account that belongs to another one would be counted as none before that day.
 */
export function subAccounts(sql: DatabaseSync): void {
  sql.function('with_sub_accounts', { varargs: true }, (...values) => withSubAccounts(values));
  sql.exec(`UPDATE calls SET list_rows = with_sub_accounts(list_rows, identity, sip_id, own_number, numbers)
    FROM own_lines JOIN accounts ON accounts.id = own_lines.account_id
    WHERE own_lines.id = calls.line_id AND provider = 'sipnet' AND list_rows IS NOT NULL
      AND with_sub_accounts(list_rows, identity, sip_id, own_number, numbers) <> list_rows`);
}

/** The same text where nothing is to be changed, or nothing can be read. */
function withSubAccounts([listed, identity, sipId, ownNumber, numbers]: SQLOutputValue[]): string {
  const text = String(listed);
  const own = [identity, sipId].map((name) => plainName(String(name))).filter((name) => name !== '');
  const rows = readJson(text);
  if (!Array.isArray(rows) || own.length === 0) return text;
  const named = readJson(String(numbers));
  const phones = [ownNumber, ...(Array.isArray(named) ? named : [])].map((phone) => parseParty(String(phone)).key);
  let isChanged = false;
  const anew = rows.map((row: unknown) => {
    if (!isRecord(row) || !isRecord(row.raw)) return row;
    const { subAccount, answeredBy, steps, recording, raw, ...head } = row;
    const told = ownerOf(raw, row.list);
    const isTold = told !== undefined && isAnother(plainName(told), own) && !phones.includes(parseParty(told).key);
    const is = isTold ? plainName(told).slice(0, longestName) : undefined;
    if (is === subAccount) return row;
    isChanged = true;
    return { ...head, subAccount: is, answeredBy, steps, recording, raw };
  });
  return isChanged ? JSON.stringify(anew) : text;
}

const longestName = 200;

function ownerOf(raw: Record<string, unknown>, list: unknown): string | undefined {
  const fields = new Map(
    Object.entries(raw).map(([name, value]) => [name.toLowerCase().replace(/[_\-\s]/g, ''), value]),
  );
  const names = list === 'pbxcalls' ? ['account', 'sipid'] : ['account', 'sipid', 'user'];
  const told = names.map((name) => fields.get(name)).filter((value) => ['string', 'number'].includes(typeof value));
  // What may be secret was taken out of it.
  return told.map((value) => String(value).trim()).find((value) => value !== '' && value !== '…');
}

/** A login and a SIP id cannot be compared. */
function isAnother(name: string, own: readonly string[]): boolean {
  const ofItsKind = own.filter((one) => /^\d+$/.test(one) === /^\d+$/.test(name));
  return name !== '' && ofItsKind.length > 0 && !ofItsKind.includes(name);
}

function plainName(name: string): string {
  const bare = name.trim().toLowerCase().replace(/^sip:/, '').replace(/@.*$/, '');
  return bare.replace(/^0+(?=\d+$)/, '').replace(/^\d{8}$/, '00$&');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
