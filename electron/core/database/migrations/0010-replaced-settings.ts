/** What settings of an account (forwarding, recording rules) were before this program changed them, as the domain knows them. */
export const replacedSettings = `
CREATE TABLE replaced_settings (
  id INTEGER PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  setting TEXT NOT NULL
) STRICT;
CREATE INDEX replaced_settings_by_kind ON replaced_settings (account_id, kind, id);
`;
