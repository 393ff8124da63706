/** What the demo itself names its accounts and lines: any other name is the user's. */
const givenNames = `('Демо: магазин', 'Демо: склад', 'Магазин', 'Доставка', 'Опт', 'Склад', 'Водители')`;

/**
 * A start of the demo that met another one connected the same accounts twice, and every call was listed twice. One account of
 * each kind stays, with all that the user gave to any of them; calls that carry an id in common become one.
 */
export const demoDoubles = `
CREATE TEMP TABLE demo_accounts AS
SELECT id, first_value(id) OVER (PARTITION BY provider ORDER BY created_at, id) AS kept FROM accounts WHERE demo = 1;
DELETE FROM demo_accounts WHERE kept NOT IN (SELECT kept FROM demo_accounts WHERE id <> kept);

-- calls that are one go by the least of their ids; of these the one that was heard live, or has its audio here, is kept
CREATE TEMP TABLE demo_calls AS
WITH
  named AS (
    SELECT call_id AS id, min(call_id) OVER (PARTITION BY kept, kind, value) AS least
    FROM call_ids JOIN demo_accounts ON demo_accounts.id = account_id
  ),
  grouped AS (SELECT id, min(least) AS least FROM named GROUP BY id)
SELECT grouped.id, first_value(grouped.id) OVER (
  PARTITION BY least ORDER BY facts IS NULL, stored_at IS NULL, evicted_at IS NOT NULL, grouped.id
) AS kept
FROM grouped JOIN calls ON calls.id = grouped.id LEFT JOIN recordings ON recordings.call_id = grouped.id;
DELETE FROM demo_calls WHERE kept NOT IN (SELECT kept FROM demo_calls WHERE id <> kept);
CREATE INDEX temp.demo_calls_by_id ON demo_calls (id, kept);
CREATE INDEX temp.demo_calls_by_kept ON demo_calls (kept, id);

-- notes, and notes in recordings
UPDATE calls SET note = (
  SELECT substr(group_concat(note, char(10)), 1, 4000) FROM (
    SELECT note, min(twin.id <> kept) AS later FROM demo_calls JOIN calls AS twin ON twin.id = demo_calls.id
    WHERE kept = calls.id AND note > '' GROUP BY note ORDER BY later
  )
) WHERE id IN (SELECT kept FROM demo_calls);
UPDATE recording_marks SET call_id = (SELECT kept FROM demo_calls WHERE id = call_id)
WHERE call_id IN (SELECT id FROM demo_calls);

-- the audio; what it looks like is made again from the file
DELETE FROM waveforms WHERE call_id IN (SELECT id FROM demo_calls WHERE id <> kept);
UPDATE recordings SET kept = 1 WHERE call_id IN (
  SELECT demo_calls.kept FROM demo_calls JOIN recordings AS twin ON twin.call_id = demo_calls.id WHERE twin.kept = 1
);
UPDATE calls SET recording_state = (
  SELECT twin.recording_state FROM demo_calls JOIN recordings ON recordings.call_id = demo_calls.id
  JOIN calls AS twin ON twin.id = demo_calls.id WHERE demo_calls.kept = calls.id ORDER BY twin.id <> calls.id LIMIT 1
) WHERE id IN (SELECT demo_calls.kept FROM demo_calls JOIN recordings ON recordings.call_id = demo_calls.id);
UPDATE OR IGNORE recordings SET call_id = (SELECT demo_calls.kept FROM demo_calls WHERE id = call_id)
WHERE call_id IN (SELECT id FROM demo_calls WHERE id <> demo_calls.kept);

-- what became of missed calls, and of callbacks
UPDATE missed SET (resolution, resolved_at) = (
  SELECT twin.resolution, twin.resolved_at FROM demo_calls JOIN missed AS twin ON twin.call_id = demo_calls.id
  WHERE kept = missed.call_id ORDER BY twin.resolved_at DESC LIMIT 1
) WHERE resolution IS NULL AND call_id IN (SELECT kept FROM demo_calls);
UPDATE callbacks SET call_id = (SELECT kept FROM demo_calls WHERE id = call_id)
WHERE call_id IN (SELECT id FROM demo_calls);

-- one call, under all its ids
UPDATE OR IGNORE call_ids SET call_id = (SELECT kept FROM demo_calls WHERE id = call_id)
WHERE call_id IN (SELECT id FROM demo_calls);
DELETE FROM calls WHERE id IN (SELECT id FROM demo_calls WHERE id <> kept);

-- one account, with the names that the user gave
INSERT INTO lines (account_id, number, label)
SELECT kept, number, label FROM lines JOIN demo_accounts ON demo_accounts.id = account_id WHERE label NOT IN ${givenNames}
ON CONFLICT (account_id, number) DO UPDATE SET label = excluded.label WHERE lines.label IN ${givenNames};
UPDATE accounts SET label = ifnull((
  SELECT twin.label FROM demo_accounts JOIN accounts AS twin ON twin.id = demo_accounts.id
  WHERE kept = accounts.id AND twin.label NOT IN ${givenNames} ORDER BY twin.id <> kept LIMIT 1
), label), own_phones = (
  SELECT twin.own_phones FROM demo_accounts JOIN accounts AS twin ON twin.id = demo_accounts.id
  WHERE kept = accounts.id ORDER BY twin.own_phones = '[]', twin.id <> kept LIMIT 1
) WHERE id IN (SELECT kept FROM demo_accounts);
UPDATE calls SET account_id = (SELECT kept FROM demo_accounts WHERE id = account_id)
WHERE account_id IN (SELECT id FROM demo_accounts);
UPDATE OR IGNORE call_ids SET account_id = (SELECT kept FROM demo_accounts WHERE id = account_id)
WHERE account_id IN (SELECT id FROM demo_accounts);
UPDATE callbacks SET account_id = (SELECT kept FROM demo_accounts WHERE id = account_id)
WHERE account_id IN (SELECT id FROM demo_accounts);
UPDATE line_history SET account_id = (SELECT kept FROM demo_accounts WHERE id = account_id)
WHERE account_id IN (SELECT id FROM demo_accounts);
DELETE FROM accounts WHERE id IN (SELECT id FROM demo_accounts WHERE id <> kept);

-- and the search knows what they are called now
DELETE FROM call_search WHERE rowid IN (
  SELECT id FROM calls WHERE account_id IN (SELECT kept FROM demo_accounts)
);
INSERT INTO call_search (rowid, digits, name, note, line)
SELECT calls.id, ifnull(remote_e164, '') || ' ' || remote_raw, ifnull(name, ''),
  ifnull(calls.note, '') || ifnull((
    SELECT group_concat(char(10) || text, '') FROM recording_marks WHERE call_id = calls.id
  ), ''),
  line || ifnull(' ' || lines.label, '')
FROM calls LEFT JOIN people ON people.key = remote_key AND remote_key <> ''
LEFT JOIN lines ON lines.account_id = calls.account_id AND lines.number = line
WHERE calls.account_id IN (SELECT kept FROM demo_accounts);

DROP TABLE demo_calls;
DROP TABLE demo_accounts;
`;
