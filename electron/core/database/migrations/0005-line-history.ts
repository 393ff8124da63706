/** What lines were set to before this program changed them: `settings` as the domain knows them, `raw` as they came. */
export const lineHistory = `
CREATE TABLE line_history (
  id INTEGER PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
  number TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  settings TEXT NOT NULL,
  raw TEXT NOT NULL
) STRICT;
CREATE INDEX line_history_by_line ON line_history (account_id, number, id);
`;
