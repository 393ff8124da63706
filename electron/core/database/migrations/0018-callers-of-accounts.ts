/** As `partyIn` of `shared/domain/phone-number.ts` has it: these are the same caller in every account, and nobody is nobody. */
const isOfAccount = (key: string) => `NOT (${key} = '' OR ${key} GLOB 'sip:00${'[0-9]'.repeat(8)}'
  OR (${key} GLOB '+[0-9]*' AND substr(${key}, 2) NOT GLOB '*[^0-9]*')
  OR (${key} GLOB 'raw:[0-9]*' AND substr(${key}, 5) NOT GLOB '*[^0-9]*'))`;

/**
 * Extension 101 of one account and that of another were one caller, and so were names: a talk with the one settled what the other
 * had missed, and what one was called the other was called. Now the key has the account in it. What was noted of such a caller
 * goes over to each account that has calls with it, or a phone of that name; and where none has any more, to every account.
 */
export const callersOfAccounts = `
CREATE TABLE callers_before (
  caller_id INTEGER NOT NULL,
  account_id TEXT NOT NULL,
  calls INTEGER NOT NULL,
  own_id INTEGER,
  PRIMARY KEY (caller_id, account_id)
) STRICT, WITHOUT ROWID;
INSERT INTO callers_before (caller_id, account_id, calls)
  SELECT callers.id, own_lines.account_id, count(*) FROM calls
  CROSS JOIN callers ON callers.id = calls.caller_id AND ${isOfAccount('callers.key')}
  CROSS JOIN own_lines ON own_lines.id = calls.line_id GROUP BY callers.id, own_lines.account_id;
CREATE TABLE people_before (key TEXT NOT NULL, account_id TEXT NOT NULL, PRIMARY KEY (key, account_id)) STRICT, WITHOUT ROWID;
INSERT INTO people_before
  SELECT DISTINCT people.key, account_id FROM people CROSS JOIN callers ON callers.key = people.key
  CROSS JOIN callers_before ON callers_before.caller_id = callers.id;
INSERT OR IGNORE INTO people_before
  WITH phones (account_id, phone) AS (
    SELECT account_id, phone FROM heard_phones
    UNION SELECT accounts.id, value FROM accounts, json_each(iif(json_valid(own_phones), own_phones, '[]')) WHERE type = 'text'
  )
  SELECT people.key, account_id FROM phones CROSS JOIN people
    ON people.key IN ('ext:' || phone, 'raw:' || lower(phone)) AND ${isOfAccount('people.key')};
INSERT INTO people_before
  SELECT people.key, accounts.id FROM people CROSS JOIN accounts
  WHERE ${isOfAccount('people.key')} AND people.key NOT IN (SELECT key FROM people_before);
INSERT OR IGNORE INTO people
  SELECT people.key || '@' || account_id, name, note, changed_at FROM people_before CROSS JOIN people USING (key);
DELETE FROM people WHERE key IN (SELECT key FROM people_before);
INSERT OR IGNORE INTO snoozed
  SELECT DISTINCT snoozed.group_key || '@' || account_id, until FROM missed CROSS JOIN snoozed USING (group_key)
  CROSS JOIN calls ON calls.id = missed.call_id CROSS JOIN own_lines ON own_lines.id = calls.line_id
  WHERE snoozed.group_key NOT GLOB 'call:*' AND ${isOfAccount('snoozed.group_key')};
UPDATE missed SET group_key = group_key || '@' || account_id
  FROM calls CROSS JOIN own_lines ON own_lines.id = calls.line_id
  WHERE calls.id = missed.call_id AND group_key NOT GLOB 'call:*' AND ${isOfAccount('group_key')};
DELETE FROM snoozed
  WHERE group_key NOT GLOB 'call:*' AND ${isOfAccount('group_key')} AND group_key NOT IN (SELECT group_key FROM missed);
UPDATE callbacks SET remote_key = remote_key || '@' || account_id WHERE ${isOfAccount('remote_key')};
UPDATE callers_before SET own_id = caller_id WHERE account_id =
  (SELECT account_id FROM callers_before AS one WHERE one.caller_id = callers_before.caller_id ORDER BY calls DESC, account_id LIMIT 1);
INSERT INTO callers (key, kind, e164, raw, text)
  SELECT key || '@' || account_id, kind, e164, raw, text FROM callers_before CROSS JOIN callers ON callers.id = caller_id
  WHERE own_id IS NULL;
UPDATE callers_before SET own_id =
  (SELECT own.id FROM callers CROSS JOIN callers AS own ON own.key = callers.key || '@' || account_id AND own.raw = callers.raw
   WHERE callers.id = caller_id)
  WHERE own_id IS NULL;
INSERT INTO caller_search (rowid, text)
  SELECT id, text FROM callers_before CROSS JOIN callers ON callers.id = own_id WHERE own_id <> caller_id;
UPDATE callers SET key = key || '@' || account_id FROM callers_before WHERE callers.id = caller_id AND callers.id = own_id;
UPDATE calls SET caller_id =
  (SELECT own_id FROM own_lines CROSS JOIN callers_before USING (account_id)
   WHERE own_lines.id = calls.line_id AND callers_before.caller_id = calls.caller_id)
  WHERE EXISTS (SELECT 1 FROM own_lines CROSS JOIN callers_before USING (account_id)
    WHERE own_lines.id = calls.line_id AND callers_before.caller_id = calls.caller_id AND own_id <> calls.caller_id);
DROP TABLE callers_before;
DROP TABLE people_before;
`;
