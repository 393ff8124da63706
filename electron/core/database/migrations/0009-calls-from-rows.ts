import { createHash } from 'node:crypto';
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { foldText } from '../../../../shared/domain/fold-text.ts';
import { parseParty } from '../../../../shared/domain/phone-number.ts';
import { searchTextOf } from '../caller-search-text.ts';

/**
 * Calls are settled from every row that lists tell of them, in words that are no provider's own. Callers and lines are
 * rows of their own: a name or a label is written and indexed once, and not with every call. `calls.id` stays.
 */
const tables = `
CREATE TABLE own_lines (
  id INTEGER PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
  number TEXT NOT NULL,
  -- as the user calls it
  label TEXT,
  -- an event named it together with its direction: it is surely the account's own
  proven INTEGER NOT NULL DEFAULT 0,
  has_unanswered INTEGER NOT NULL DEFAULT 0,
  UNIQUE (account_id, number)
) STRICT;

-- phones that were heard to answer
CREATE TABLE heard_phones (
  account_id TEXT NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
  phone TEXT NOT NULL,
  PRIMARY KEY (account_id, phone)
) STRICT, WITHOUT ROWID;

-- the other sides of calls, once for every form in which one was received
CREATE TABLE callers (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  kind TEXT NOT NULL,
  e164 TEXT,
  raw TEXT NOT NULL,
  -- digits, text as received and name, as the search compares them
  text TEXT NOT NULL,
  UNIQUE (key, raw)
) STRICT;
CREATE VIRTUAL TABLE caller_search USING fts5 (text, content='', contentless_delete=1, tokenize='trigram');
CREATE TRIGGER callers_removed AFTER DELETE ON callers BEGIN
  DELETE FROM caller_search WHERE rowid = old.id;
END;

CREATE TABLE calls_anew (
  id INTEGER PRIMARY KEY,
  line_id INTEGER NOT NULL REFERENCES own_lines(id) ON DELETE CASCADE,
  caller_id INTEGER NOT NULL REFERENCES callers(id),
  direction TEXT NOT NULL,
  state TEXT NOT NULL,
  answered_by TEXT,
  started_at INTEGER NOT NULL,
  answered_at INTEGER,
  ended_at INTEGER,
  talk_seconds INTEGER,
  ring_seconds INTEGER,
  recording_state TEXT,
  note TEXT,
  -- of the live state machine, where the call was heard live
  facts TEXT,
  -- the rows of the provider's lists, without secrets, and what further rows amount to
  list_rows TEXT,
  rows_beyond TEXT,
  -- when it began by the provider's own word, where that lies elsewhere than started_at
  begun_at INTEGER
) STRICT;
`;

const indexes = `
CREATE INDEX calls_by_line ON calls (line_id);
CREATE INDEX calls_by_caller ON calls (caller_id);
CREATE INDEX calls_missed ON calls (id) WHERE direction = 'in' AND state IN ('missed', 'rejected');
CREATE INDEX calls_recorded ON calls (id) WHERE recording_state IS NOT NULL;
CREATE INDEX calls_open ON calls (id) WHERE state IN ('ringing', 'answered');
CREATE INDEX calls_begun ON calls (begun_at) WHERE begun_at IS NOT NULL;

CREATE TABLE call_rows_beyond (
  call_id INTEGER NOT NULL REFERENCES calls(id) ON DELETE CASCADE,
  list TEXT NOT NULL,
  key TEXT NOT NULL,
  row TEXT NOT NULL,
  PRIMARY KEY (call_id, list, key)
) STRICT, WITHOUT ROWID;

-- calls that turned out to be another
CREATE TABLE call_aliases (
  id INTEGER PRIMARY KEY,
  call_id INTEGER NOT NULL REFERENCES calls(id) ON DELETE CASCADE
) STRICT;
CREATE INDEX call_aliases_by_call ON call_aliases (call_id);

-- what was noted of a call and in its recording, as the search compares it
CREATE TABLE call_notes (
  id INTEGER PRIMARY KEY REFERENCES calls(id) ON DELETE CASCADE,
  text TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE note_search USING fts5 (text, content='', contentless_delete=1, tokenize='trigram');
CREATE TRIGGER call_notes_removed AFTER DELETE ON call_notes BEGIN
  DELETE FROM note_search WHERE rowid = old.id;
END;
`;

const copies = `
INSERT INTO own_lines (account_id, number, label, proven, has_unanswered)
  SELECT used.account_id, used.number, lines.label, used.proven, used.unanswered FROM (
    SELECT account_id, number, max(proven) AS proven, max(unanswered) AS unanswered FROM (
      SELECT account_id, line AS number, max(facts IS NOT NULL) AS proven,
        max(state IN ('missed', 'rejected', 'no-answer')) AS unanswered FROM calls GROUP BY account_id, line
      UNION ALL SELECT account_id, number, 0, 0 FROM lines
    ) GROUP BY account_id, number
  ) AS used LEFT JOIN lines ON lines.account_id = used.account_id AND lines.number = used.number;
INSERT INTO heard_phones SELECT DISTINCT account_id, answered_by FROM calls WHERE answered_by IS NOT NULL;

INSERT INTO calls_anew (id, line_id, caller_id, direction, state, answered_by, started_at, answered_at, ended_at,
    talk_seconds, ring_seconds, recording_state, note, facts, list_rows)
  SELECT calls.id, own_lines.id, caller_of(calls.remote_raw), direction, state, answered_by, started_at, answered_at,
    ended_at, talk_seconds, ring_seconds, recording_state, note, facts,
    rows_of(calls.listed, accounts.provider, direction, remote_raw, line, recording_cid, recording_uuid,
      (SELECT value FROM call_ids WHERE call_ids.call_id = calls.id AND kind = 'row'))
  FROM calls JOIN accounts ON accounts.id = calls.account_id
  JOIN own_lines ON own_lines.account_id = calls.account_id AND own_lines.number = calls.line
  ORDER BY calls.id;

DROP TRIGGER calls_search_removed;
DROP TABLE call_search;
ALTER TABLE call_ids RENAME TO call_ids_before;
DROP INDEX call_ids_by_call;
DROP TABLE calls;
DROP TABLE lines;
ALTER TABLE calls_anew RENAME TO calls;

-- every id under which a provider names a call, and the keys of rows that have none
CREATE TABLE call_ids (
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  call_id INTEGER NOT NULL REFERENCES calls(id) ON DELETE CASCADE,
  PRIMARY KEY (kind, value, call_id)
) STRICT, WITHOUT ROWID;
INSERT INTO call_ids SELECT CASE kind WHEN 'uuid' THEN 'call' WHEN 'cid' THEN 'leg' ELSE kind END, value, call_id
  FROM call_ids_before;
DROP TABLE call_ids_before;
CREATE INDEX call_ids_by_call ON call_ids (call_id);
`;

const notes = `
INSERT INTO call_notes SELECT id, fold(group_concat(text, char(10))) FROM (
  SELECT id, note AS text FROM calls WHERE note IS NOT NULL
  UNION ALL SELECT call_id, text FROM recording_marks
) GROUP BY id;
INSERT INTO note_search (rowid, text) SELECT id, text FROM call_notes;
`;

export function callsFromRows(sql: DatabaseSync): void {
  sql.exec(tables);
  const callers = readCallers(sql);
  sql.function('caller_of', (raw) => callers.get(String(raw)) ?? 0);
  sql.function('fold', (text) => foldText(String(text)));
  sql.function('rows_of', { varargs: true }, (...values) => rowsOf(values));
  sql.exec(copies);
  sql.exec(indexes);
  sql.exec(notes);
}

/**
 * Whoever called, read anew: a text that was too long to be told to a page, a hidden caller under another word, a number
 * behind 00 are known by now. What the user gave a caller goes over to the new key.
 */
function readCallers(sql: DatabaseSync): Map<string, number> {
  const ids = new Map<string, number>();
  const insert = sql.prepare('INSERT INTO callers (key, kind, e164, raw, text) VALUES (?, ?, ?, ?, ?)');
  const index = sql.prepare('INSERT INTO caller_search (rowid, text) VALUES (?, ?)');
  const nameOf = sql.prepare('SELECT name FROM people WHERE key = ?');
  for (const row of sql.prepare('SELECT DISTINCT remote_key, remote_raw FROM calls').all()) {
    const [before, received] = [String(row.remote_key), String(row.remote_raw)];
    const party = parseParty(received);
    if (party.key !== before) moveKey(sql, before, party.key);
  }
  for (const row of sql.prepare('SELECT DISTINCT remote_raw FROM calls').all()) {
    const received = String(row.remote_raw);
    const party = parseParty(received);
    const text = searchTextOf(party, party.key === '' ? '' : String(nameOf.get(party.key)?.name ?? ''));
    const known = sql.prepare('SELECT id FROM callers WHERE key = ? AND raw = ?').get(party.key, party.raw);
    const id = known?.id ?? insert.run(party.key, party.kind, party.e164 ?? null, party.raw, text).lastInsertRowid;
    if (known === undefined) index.run(id, text);
    ids.set(received, Number(id));
  }
  return ids;
}

function moveKey(sql: DatabaseSync, before: string, key: string): void {
  if (key !== '') sql.prepare('UPDATE OR IGNORE people SET key = ? WHERE key = ?').run(key, before);
  sql.prepare('UPDATE callbacks SET remote_key = ? WHERE remote_key = ?').run(key, before);
  if (key === '') {
    // Who hides the number is nobody in particular: each call is a group of its own.
    sql.prepare("UPDATE missed SET group_key = 'call:' || call_id WHERE group_key = ?").run(before);
    sql.prepare('DELETE FROM snoozed WHERE group_key = ?').run(before);
    return;
  }
  sql.prepare('UPDATE missed SET group_key = ? WHERE group_key = ?').run(key, before);
  sql.prepare('UPDATE OR IGNORE snoozed SET group_key = ? WHERE group_key = ?').run(key, before);
}

interface RowBefore {
  startedAt: number;
  talkSeconds?: number;
  outcome?: string;
  raw?: Record<string, unknown>;
}

/** How well each list told who called whom. */
const ranks: Record<string, number> = { pbxcalls: 0, calls: 1, attempts: 2 };

/** The rows of a call's lists, of which each list had one; null when there are none. */
function rowsOf([listed, provider, direction, remote, line, cid, uuid, rowKey]: SQLInputValue[]): string | null {
  if (listed == null) return null;
  const before = Object.entries(JSON.parse(String(listed)) as Record<string, RowBefore>);
  const recorded =
    cid == null && uuid == null ? undefined : (before.find(([list]) => list === 'calls') ?? before[0])?.[0];
  const rows = before.map(([list, { startedAt, talkSeconds, outcome, raw = {} }]) => {
    const isSipnet = provider === 'sipnet';
    const ids = isSipnet ? idsIn(raw) : [];
    const second = Math.floor(startedAt / 1000).toString(36);
    const digest = createHash('sha256')
      .update(JSON.stringify([list, startedAt, remote, line]))
      .digest('base64url');
    const key = ids[0] === undefined ? String(rowKey ?? `${second}.${digest}`) : `${ids[0].value}@${second}`;
    const recording = isSipnet ? JSON.stringify({ cid: cid ?? undefined, uuid: uuid ?? undefined, startedAt }) : cid;
    return {
      list,
      key,
      rank: isSipnet ? (ranks[list] ?? 0) : 0,
      ...(ids.length === 0 ? {} : { ids }),
      direction,
      remote,
      line,
      startedAt,
      talkSeconds,
      outcome,
      ...(list === recorded ? { recording } : {}),
      raw,
    };
  });
  return JSON.stringify(rows);
}

/** As the rows of SIPNET carry them, under whatever spelling. */
function idsIn(raw: Record<string, unknown>): { kind: 'leg' | 'call'; value: string }[] {
  const fields = new Map(
    Object.entries(raw).map(([name, value]) => [name.toLowerCase().replace(/[_\-\s]/g, ''), value]),
  );
  const text = (...names: string[]) =>
    names.map((name) => fields.get(name)).find((value) => value !== undefined && value !== null && value !== '');
  const [cid, uuid] = [text('cid'), text('uuid', 'callid')];
  return [
    ...(cid === undefined ? [] : [{ kind: 'leg' as const, value: String(cid) }]),
    ...(uuid === undefined ? [] : [{ kind: 'call' as const, value: String(uuid) }]),
  ];
}
