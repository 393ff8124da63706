/**
 * What lines were set to stands beside what else was replaced, under the kind `line <number>`: two tables told the same. `raw` is
 * the state as it came, where more came than the domain knows.
 */
export const lineStates = `
ALTER TABLE replaced_settings ADD COLUMN raw TEXT;
INSERT INTO replaced_settings (account_id, kind, changed_at, setting, raw)
  SELECT account_id, 'line ' || number, changed_at, settings, raw FROM line_history ORDER BY id;
DROP TABLE line_history;
`;
