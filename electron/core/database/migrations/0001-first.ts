/**
 * Times are epoch ms. Nothing here is a secret: credentials, hook URLs and recording URLs live in the vault or only in
 * memory. `calls.id` is a time id (see `time-id.ts`).
 */
export const first = `
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE accounts (
  id TEXT PRIMARY KEY,
  provider TEXT NOT NULL,
  label TEXT NOT NULL,
  base_url TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  own_number TEXT NOT NULL,
  identity TEXT NOT NULL,
  sip_id TEXT NOT NULL,
  credential_kind TEXT NOT NULL,
  webhook INTEGER NOT NULL,
  demo INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  -- up to when the provider's lists were read
  listed_until INTEGER,
  -- up to when anything was heard of the account: what came later came while we were away
  heard_until INTEGER
) STRICT;

CREATE TABLE lines (
  account_id TEXT NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
  number TEXT NOT NULL,
  label TEXT NOT NULL,
  PRIMARY KEY (account_id, number)
) STRICT, WITHOUT ROWID;

-- what the user says of a number
CREATE TABLE people (
  key TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  note TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE calls (
  id INTEGER PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
  direction TEXT NOT NULL,
  state TEXT NOT NULL,
  remote_key TEXT NOT NULL,
  remote_kind TEXT NOT NULL,
  remote_e164 TEXT,
  remote_raw TEXT NOT NULL,
  line TEXT NOT NULL,
  answered_by TEXT,
  started_at INTEGER NOT NULL,
  answered_at INTEGER,
  ended_at INTEGER,
  talk_seconds INTEGER,
  ring_seconds INTEGER,
  note TEXT,
  -- facts of the live state machine, while and after it was heard live
  facts TEXT,
  -- rows of the provider's lists that speak of this call, as received, without secrets
  listed TEXT,
  recording_cid TEXT,
  recording_uuid TEXT,
  recording_state TEXT
) STRICT;
CREATE INDEX calls_by_account ON calls (account_id, id);
CREATE INDEX calls_by_remote ON calls (remote_key, id);
CREATE INDEX calls_missed ON calls (id) WHERE direction = 'in' AND state IN ('missed', 'rejected');
CREATE INDEX calls_by_direction ON calls (direction, id);
CREATE INDEX calls_by_line ON calls (line, id);
CREATE INDEX calls_recorded ON calls (id) WHERE recording_state IS NOT NULL;
CREATE INDEX calls_open ON calls (id) WHERE state IN ('ringing', 'answered');

-- every id under which a provider names a call
CREATE TABLE call_ids (
  account_id TEXT NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  call_id INTEGER NOT NULL REFERENCES calls(id) ON DELETE CASCADE,
  PRIMARY KEY (account_id, kind, value)
) STRICT, WITHOUT ROWID;
CREATE INDEX call_ids_by_call ON call_ids (call_id);

-- trigrams find any part of a number, name, note or line; the row id is the call's
CREATE VIRTUAL TABLE call_search USING fts5 (digits, name, note, line, content='', contentless_delete=1, tokenize='trigram');
-- without this a removed call would stay findable
CREATE TRIGGER calls_search_removed AFTER DELETE ON calls BEGIN
  DELETE FROM call_search WHERE rowid = old.id;
END;

CREATE TABLE missed (
  call_id INTEGER PRIMARY KEY REFERENCES calls(id) ON DELETE CASCADE,
  group_key TEXT NOT NULL,
  at INTEGER NOT NULL,
  resolution TEXT,
  resolved_at INTEGER,
  -- a resolution taken back by the user is not repeated by calls before this
  restored_at INTEGER
) STRICT;
CREATE INDEX missed_open ON missed (group_key, call_id) WHERE resolution IS NULL;
CREATE INDEX missed_resolved ON missed (resolved_at) WHERE resolution IS NOT NULL;

CREATE TABLE snoozed (group_key TEXT PRIMARY KEY, until INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE callbacks (
  id TEXT PRIMARY KEY,
  click_id TEXT NOT NULL UNIQUE,
  account_id TEXT NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
  remote_key TEXT NOT NULL,
  remote_kind TEXT NOT NULL,
  remote_e164 TEXT,
  remote_raw TEXT NOT NULL,
  from_number TEXT NOT NULL,
  state TEXT NOT NULL,
  ordered_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  order_id TEXT,
  was_connected INTEGER NOT NULL DEFAULT 0,
  call_id INTEGER REFERENCES calls(id) ON DELETE SET NULL,
  problem TEXT
) STRICT;
CREATE INDEX callbacks_by_time ON callbacks (ordered_at);

CREATE TABLE recordings (
  call_id INTEGER PRIMARY KEY REFERENCES calls(id) ON DELETE CASCADE,
  -- relative to the recordings folder; made by us, never the provider's
  file TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  mime_type TEXT NOT NULL,
  stored_at INTEGER NOT NULL
) STRICT;

-- where each source of events was read up to; committed together with its events
CREATE TABLE cursors (
  account_id TEXT NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
  source TEXT NOT NULL,
  cursor TEXT NOT NULL,
  PRIMARY KEY (account_id, source)
) STRICT, WITHOUT ROWID;

-- what was heard, as it came
CREATE TABLE events (
  id INTEGER PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
  source TEXT NOT NULL,
  sequence TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  understood INTEGER NOT NULL,
  body TEXT NOT NULL,
  UNIQUE (account_id, source, sequence)
) STRICT;
CREATE INDEX events_by_time ON events (received_at);

-- list rows that could not be understood: kept as received, counted, never thrown away
CREATE TABLE unreadable_rows (
  account_id TEXT NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
  digest TEXT NOT NULL,
  first_seen_at INTEGER NOT NULL,
  row TEXT NOT NULL,
  PRIMARY KEY (account_id, digest)
) STRICT, WITHOUT ROWID;
`;
