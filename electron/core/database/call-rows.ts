import type { SQLInputValue } from 'node:sqlite';
import type {
  Call,
  CallFilter,
  CallPage,
  CallState,
  Direction,
  Party,
  RecordingState,
} from '../../../shared/contract/call.ts';
import type { CallFacts } from '../../../shared/domain/call-machine.ts';
import { formatParty, parseParty, searchDigits } from '../../../shared/domain/phone-number.ts';
import type { Database } from './database.ts';
import { firstIdAt, freeIdAt } from './time-id.ts';

/** A call as it is stored. */
export interface StoredCall {
  id: number;
  accountId: string;
  direction: Direction;
  state: CallState;
  remote: Party;
  line: string;
  answeredBy: string | undefined;
  startedAt: number;
  answeredAt: number | undefined;
  endedAt: number | undefined;
  talkSeconds: number | undefined;
  ringSeconds: number | undefined;
  /** Present when the call was heard live. */
  facts: CallFacts | undefined;
  /** Rows of the provider's lists, by list name. */
  listed: Record<string, unknown>;
  recording: { cid: string | undefined; uuid: string | undefined; state: RecordingState } | undefined;
}

/** The kinds of id under which providers name a call. */
export type CallIdKind = 'uuid' | 'cid' | 'row';
export interface CallKey {
  kind: CallIdKind;
  value: string;
}

export interface CallRows {
  insert(call: Omit<StoredCall, 'id'>): StoredCall;
  update(call: StoredCall): void;
  get(id: number): StoredCall | undefined;
  /** Calls that carry any of these ids: more than one when ids that were thought apart turn out to be one call. */
  withKeys(accountId: string, keys: readonly CallKey[]): StoredCall[];
  keysOf(id: number): CallKey[];
  addKeys(call: StoredCall, keys: readonly CallKey[]): void;
  /** Calls of an account between two instants (epoch ms, inclusive), oldest first. */
  between(accountId: string, from: number, to: number): StoredCall[];
  /** Those of them that were heard live. */
  heardBetween(accountId: string, from: number, to: number): StoredCall[];
  /** Calls that still ring or talk. */
  open(): StoredCall[];
  remove(id: number): void;
  /** What the user made of one call's recording becomes another's, before the one is removed as the same call. */
  moveRecording(from: number, to: number): void;
  setRecordingState(id: number, state: RecordingState): void;
  /** False when there is no such call. */
  setNote(id: number, note: string): boolean;
  /** After a name or a line's label changed: the search knows calls by them. */
  reindexCaller(remoteKey: string): void;
  reindexLine(accountId: string, line: string): void;
  /** After what was noted in its recording changed. */
  reindex(id: number): void;
  present(id: number): Call | undefined;
  page(filter: CallFilter, before: number | undefined, limit: number): CallPage;
  count(filter: CallFilter): number;
  /** What was before this call with the same caller. */
  before(call: StoredCall): { count: number; lastAt: number | undefined; lastRecordingId: number | undefined };
  /** Whether the caller got through, or was reached, after an instant: the first call that did. */
  firstTalkAfter(remoteKey: string, after: number): { id: number; direction: Direction; startedAt: number } | undefined;
}

type Row = Record<string, SQLInputValue>;

const presentedFrom = (table: string) => `
  SELECT calls.*, people.name AS person_name, lines.label AS line_label,
    -- the account's own phone needs no name
    nullif(calls.answered_by, accounts.sip_id) AS answered_elsewhere_by
  FROM ${table}
  LEFT JOIN accounts ON accounts.id = calls.account_id
  LEFT JOIN people ON people.key = calls.remote_key AND calls.remote_key <> ''
  LEFT JOIN lines ON lines.account_id = calls.account_id AND lines.number = calls.line`;
const presented = presentedFrom('calls');
/**
 * Walks the matches down their row ids, which are times, and stops at the page's end. CROSS JOIN keeps SQLite from
 * turning the order around and sorting every match.
 */
const presentedMatches = presentedFrom('call_search CROSS JOIN calls ON calls.id = call_search.rowid');

/** Lines are the account's own numbers; this is for a provider that puts something else there. */
const mostFormattedLines = 1000;
/** How many of the newest calls a text too short for trigrams is looked for in. */
const shortSearchDepth = 20_000;

export function createCallRows(database: Database): CallRows {
  const { sql } = database;
  const isTaken = sql.prepare('SELECT 1 FROM calls WHERE id = ?');
  const selectOne = sql.prepare('SELECT * FROM calls WHERE id = ?');
  const selectPresented = sql.prepare(`${presented} WHERE calls.id = ?`);
  const selectByKey = sql.prepare('SELECT call_id FROM call_ids WHERE account_id = ? AND kind = ? AND value = ?');
  const insertKey = sql.prepare(
    'INSERT INTO call_ids (account_id, kind, value, call_id) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET call_id = excluded.call_id',
  );
  const columns = [
    ...['id', 'account_id', 'direction', 'state', 'remote_key', 'remote_kind', 'remote_e164', 'remote_raw', 'line'],
    ...['answered_by', 'started_at', 'answered_at', 'ended_at', 'talk_seconds', 'ring_seconds', 'facts', 'listed'],
    ...['recording_cid', 'recording_uuid', 'recording_state'],
  ];
  const upsert = sql.prepare(
    `INSERT INTO calls (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
     ON CONFLICT (id) DO UPDATE SET ${columns
       .slice(1)
       .map((name) => `${name} = excluded.${name}`)
       .join(', ')}`,
  );
  const selectBetween = sql.prepare('SELECT * FROM calls WHERE account_id = ? AND id >= ? AND id < ? ORDER BY id');
  const selectHeardBetween = sql.prepare(
    'SELECT * FROM calls INDEXED BY calls_heard WHERE account_id = ? AND id >= ? AND id < ? AND facts IS NOT NULL ORDER BY id',
  );
  const indexed = sql.prepare('SELECT 1 FROM call_search WHERE rowid = ?');
  const unindex = sql.prepare('DELETE FROM call_search WHERE rowid = ?');
  const marksOf = sql.prepare('SELECT text FROM recording_marks WHERE call_id = ? ORDER BY at_seconds');
  const index = sql.prepare('INSERT INTO call_search (rowid, digits, name, note, line) VALUES (?, ?, ?, ?, ?)');

  /** Reading a number costs more than reading its row, and there are few lines. */
  const formattedLines = new Map<string, string>();

  function formatLine(line: string): string {
    const formatted = formattedLines.get(line) ?? formatParty(parseParty(line));
    if (formattedLines.size < mostFormattedLines) formattedLines.set(line, formatted);
    return formatted;
  }

  function write(call: StoredCall): void {
    upsert.run(
      ...[call.id, call.accountId, call.direction, call.state, call.remote.key, call.remote.kind],
      ...[call.remote.e164 ?? null, call.remote.raw, call.line, call.answeredBy ?? null],
      ...[call.startedAt, call.answeredAt ?? null, call.endedAt ?? null, call.talkSeconds ?? null],
      ...[call.ringSeconds ?? null, call.facts === undefined ? null : JSON.stringify(call.facts)],
      ...[Object.keys(call.listed).length === 0 ? null : JSON.stringify(call.listed)],
      ...[call.recording?.cid ?? null, call.recording?.uuid ?? null, call.recording?.state ?? null],
    );
    reindex(call.id);
  }

  function reindex(id: number): void {
    const row = selectPresented.get(id) as Row | undefined;
    if (row === undefined) return;
    if (indexed.get(id) !== undefined) unindex.run(id);
    const raw = String(row.remote_raw);
    const line = [row.line, row.line_label].filter(Boolean).join(' ');
    index.run(
      id,
      `${String(row.remote_e164 ?? '')} ${raw}`,
      String(row.person_name ?? ''),
      [row.note ?? '', ...marksOf.all(id).map((mark) => mark.text)].join('\n'),
      line,
    );
  }

  return {
    insert(call) {
      const stored = { ...call, id: freeIdAt(call.startedAt, (id) => isTaken.get(id) !== undefined) };
      write(stored);
      return stored;
    },
    update: write,
    get(id) {
      const row = selectOne.get(id) as Row | undefined;
      return row === undefined ? undefined : readStored(row);
    },
    withKeys(accountId, keys) {
      const ids = new Set<number>();
      for (const { kind, value } of keys) {
        const row = selectByKey.get(accountId, kind, value);
        if (row !== undefined) ids.add(Number(row.call_id));
      }
      return [...ids].sort((a, b) => a - b).map((id) => readStored(selectOne.get(id) as Row));
    },
    keysOf(id) {
      return sql.prepare('SELECT kind, value FROM call_ids WHERE call_id = ?').all(id) as unknown as CallKey[];
    },
    addKeys(call, keys) {
      for (const { kind, value } of keys) insertKey.run(call.accountId, kind, value, call.id);
    },
    between(accountId, from, to) {
      return (selectBetween.all(accountId, firstIdAt(from), firstIdAt(to + 1)) as Row[]).map(readStored);
    },
    heardBetween(accountId, from, to) {
      return (selectHeardBetween.all(accountId, firstIdAt(from), firstIdAt(to + 1)) as Row[]).map(readStored);
    },
    open() {
      return (sql.prepare("SELECT * FROM calls WHERE state IN ('ringing', 'answered') ORDER BY id").all() as Row[]).map(
        readStored,
      );
    },
    remove(id) {
      sql.prepare('DELETE FROM calls WHERE id = ?').run(id);
    },
    moveRecording(from, to) {
      sql.prepare('UPDATE recording_marks SET call_id = ? WHERE call_id = ?').run(to, from);
      // It is made again from the file.
      sql.prepare('DELETE FROM waveforms WHERE call_id = ?').run(from);
      sql.prepare('UPDATE OR IGNORE recordings SET call_id = ? WHERE call_id = ?').run(to, from);
      reindex(to);
    },
    setRecordingState(id, state) {
      sql.prepare('UPDATE calls SET recording_state = ? WHERE id = ?').run(state, id);
    },
    setNote(id, note) {
      const { changes } = sql.prepare('UPDATE calls SET note = ? WHERE id = ?').run(note || null, id);
      if (changes > 0) reindex(id);
      return changes > 0;
    },
    reindexCaller(remoteKey) {
      for (const row of sql.prepare('SELECT id FROM calls WHERE remote_key = ?').all(remoteKey))
        reindex(Number(row.id));
    },
    reindexLine(accountId, line) {
      const rows = sql.prepare('SELECT id FROM calls WHERE line = ? AND account_id = ?').all(line, accountId);
      for (const row of rows) reindex(Number(row.id));
    },
    reindex,
    present(id) {
      const row = selectPresented.get(id) as Row | undefined;
      return row === undefined ? undefined : readPresented(row, formatLine);
    },
    page(filter, before, limit) {
      const { matches, where, values } = conditions(filter, before);
      const [source, id] = matches ? [presentedMatches, 'call_search.rowid'] : [presented, 'calls.id'];
      const rows = sql
        .prepare(`${source} WHERE ${where.join(' AND ')} ORDER BY ${id} DESC LIMIT ?`)
        .all(...values, limit + 1) as Row[];
      const calls = rows.slice(0, limit).map((row) => readPresented(row, formatLine));
      const last = calls.at(-1);
      return rows.length > limit && last !== undefined ? { calls, next: last.id } : { calls };
    },
    count(filter) {
      const { matches, where, values } = conditions(filter, undefined);
      const source = matches ? 'call_search CROSS JOIN calls ON calls.id = call_search.rowid' : 'calls';
      const row = sql
        .prepare(
          `SELECT count(*) AS count FROM ${source}
           LEFT JOIN people ON people.key = calls.remote_key AND calls.remote_key <> '' WHERE ${where.join(' AND ')}`,
        )
        .get(...values);
      return Number(row?.count ?? 0);
    },
    before(call) {
      if (call.remote.key === '') return { count: 0, lastAt: undefined, lastRecordingId: undefined };
      const row = sql
        .prepare(
          `SELECT count(*) AS count, max(started_at) AS last_at, max(id) FILTER (WHERE recording_state IS NOT NULL) AS recorded
           FROM calls WHERE remote_key = ? AND id < ?`,
        )
        .get(call.remote.key, call.id);
      return {
        count: Number(row?.count ?? 0),
        lastAt: row?.last_at == null ? undefined : Number(row.last_at),
        lastRecordingId: row?.recorded == null ? undefined : Number(row.recorded),
      };
    },
    firstTalkAfter(remoteKey, after) {
      const row = sql
        .prepare(
          `SELECT id, direction, started_at FROM calls WHERE remote_key = ? AND id > ? AND started_at > ?
           AND (state IN ('answered', 'answered-elsewhere') OR (state = 'ended' AND ifnull(talk_seconds, 1) > 0))
           ORDER BY id LIMIT 1`,
        )
        .get(remoteKey, firstIdAt(after), after);
      if (row === undefined) return undefined;
      return { id: Number(row.id), direction: row.direction as Direction, startedAt: Number(row.started_at) };
    },
  };
}

function conditions(
  filter: CallFilter,
  before: number | undefined,
): { matches: boolean; where: string[]; values: SQLInputValue[] } {
  const where: string[] = [];
  const values: SQLInputValue[] = [];
  let matches = false;
  const add = (condition: string, ...bound: SQLInputValue[]) => {
    where.push(condition);
    values.push(...bound);
  };
  if (before !== undefined) add('calls.id < ?', before);
  if (filter.kind === 'missed') add("calls.direction = 'in' AND calls.state IN ('missed', 'rejected')");
  if (filter.kind === 'incoming') add("calls.direction = 'in'");
  if (filter.kind === 'outgoing') add("calls.direction = 'out'");
  if (filter.kind === 'recorded') add('calls.recording_state IS NOT NULL');
  if (filter.accountId !== undefined) add('calls.account_id = ?', filter.accountId);
  if (filter.line !== undefined) add('calls.line = ?', filter.line);
  if (filter.from !== undefined) add('calls.id >= ?', firstIdAt(filter.from));
  if (filter.to !== undefined) add('calls.id < ?', firstIdAt(filter.to));
  if (filter.remoteKey !== undefined) add('calls.remote_key = ?', filter.remoteKey);
  if (filter.search) {
    const digits = searchDigits(filter.search);
    const text = digits ?? filter.search;
    if ([...text].length >= 3) {
      matches = true;
      add('call_search MATCH ?', phrase(text));
      if (before !== undefined) add('call_search.rowid < ?', before);
    } else {
      const spellings = spellingsOf(text);
      const holds = (column: string) => spellings.map(() => `instr(${column}, ?)`).join(' OR ');
      add(
        `calls.id IN (SELECT id FROM calls ORDER BY id DESC LIMIT ${shortSearchDepth})
         AND (${holds('people.name')} OR ${holds('calls.note')} OR instr(calls.remote_raw, ?)
           OR calls.id IN (SELECT call_id FROM recording_marks WHERE ${holds('text')}))`,
        ...[...spellings, ...spellings, text, ...spellings],
      );
    }
  }
  if (where.length === 0) where.push('1');
  return { matches, where, values };
}

/** SQLite's own `lower` knows the Latin letters only. */
function spellingsOf(text: string): string[] {
  const lower = text.toLowerCase();
  return [...new Set([lower, text.toUpperCase(), lower.charAt(0).toUpperCase() + lower.slice(1)])];
}

/** A text as one FTS5 string: nothing in it is an operator. */
function phrase(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

function readParty(row: Row): Party {
  return {
    key: String(row.remote_key),
    kind: row.remote_kind as Party['kind'],
    raw: String(row.remote_raw),
    ...(row.remote_e164 === null ? {} : { e164: String(row.remote_e164) }),
    ...(row.person_name ? { name: String(row.person_name) } : {}),
  };
}

function readStored(row: Row): StoredCall {
  return {
    ...readColumns(row),
    facts: row.facts === null ? undefined : (JSON.parse(String(row.facts)) as CallFacts),
    listed: row.listed === null ? {} : (JSON.parse(String(row.listed)) as Record<string, unknown>),
    recording:
      row.recording_state === null
        ? undefined
        : {
            cid: optionalText(row.recording_cid),
            uuid: optionalText(row.recording_uuid),
            state: row.recording_state as RecordingState,
          },
  };
}

function readColumns(row: Row): Omit<StoredCall, 'facts' | 'listed' | 'recording'> {
  return {
    id: Number(row.id),
    accountId: String(row.account_id),
    direction: row.direction as Direction,
    state: row.state as CallState,
    remote: readParty(row),
    line: String(row.line),
    answeredBy: optionalText(row.answered_by),
    startedAt: Number(row.started_at),
    answeredAt: optionalNumber(row.answered_at),
    endedAt: optionalNumber(row.ended_at),
    talkSeconds: optionalNumber(row.talk_seconds),
    ringSeconds: optionalNumber(row.ring_seconds),
  };
}

function readPresented(row: Row, formatLine: (line: string) => string): Call {
  const call = readColumns(row);
  return withoutUndefined({
    ...call,
    line: row.line_label ? String(row.line_label) : formatLine(String(row.line)),
    answeredBy: optionalText(row.answered_elsewhere_by),
    recording: (row.recording_state ?? undefined) as RecordingState | undefined,
    note: optionalText(row.note),
  });
}

function optionalNumber(value: SQLInputValue | undefined): number | undefined {
  return value == null ? undefined : Number(value);
}

function optionalText(value: SQLInputValue | undefined): string | undefined {
  return value == null ? undefined : String(value);
}

/** The wire tells a missing field by its absence. */
function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}
