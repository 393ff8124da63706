/**
 * How far an account's past is known, and how far the user wants it known. Accounts of before know what came since they were
 * connected; at SIPNET, where a week was read so far, the reading goes on from there.
 */
export const historyDepth = `
ALTER TABLE accounts ADD COLUMN history_depth TEXT NOT NULL DEFAULT 'quarter';
ALTER TABLE accounts ADD COLUMN known_from INTEGER;
ALTER TABLE accounts ADD COLUMN history_end TEXT;
ALTER TABLE accounts ADD COLUMN import_found_down_to INTEGER;
UPDATE accounts SET known_from = created_at WHERE listed_until IS NOT NULL AND import_down_to IS NULL;
UPDATE accounts SET import_from = (unixepoch() - 92 * 86400) * 1000, import_until = created_at, import_down_to = created_at,
  import_calls = 0
WHERE provider = 'sipnet' AND known_from > (unixepoch() - 92 * 86400) * 1000;
UPDATE accounts SET import_found_down_to = import_down_to;
`;
