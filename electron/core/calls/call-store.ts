import type { SQLInputValue } from 'node:sqlite';
import { type Call, type Direction, direction, type RecordingState } from '../../../shared/contract/call.ts';
import { foldText } from '../../../shared/domain/fold-text.ts';
import type { Database } from '../database/database.ts';
import { latestInstant, readInstant, readRowId, readWord } from '../database/stored-values.ts';
import { firstIdAt, freeIdAt, instantOf } from '../database/time-id.ts';
import type { CallId } from '../providers/call-list-row.ts';
import type { Callers } from './callers.ts';
import { type CallsByCaller, callsOfCallers } from './calls-by-caller.ts';
import { furtherTimes } from './match-call.ts';
import type { OwnLines } from './own-lines.ts';
import { callColumns, callJoins, createCallReader, type Row } from './read-call.ts';
import type { StoredCall } from './stored-call.ts';
import type { StoredRow } from './stored-row.ts';

/** What a call is known again by: an id of the provider's, or the key of a row that has none. */
export interface IndexedId {
  kind: CallId['kind'] | 'row';
  value: string;
}

/** Tells an id from every other. */
export function nameOf({ kind, value }: IndexedId): string {
  return `${kind} ${value}`;
}

/** Single calls: written, found by id and by time, and made presentable. */
export interface CallStore {
  /** `isFree`: what is known already of ids that nobody has or had. */
  insert(call: Omit<StoredCall, 'id'>, isFree?: (id: number) => boolean): StoredCall;
  /**
   * When calls of any account stand, or stood before they turned out to be another, between two instants (all epoch ms);
   * undefined where they are many.
   */
  takenBetween(from: number, to: number): number[] | undefined;
  update(call: StoredCall): void;
  /** Also by the id of a call that turned out to be this one. */
  get(id: number): StoredCall | undefined;
  /** Every call known by any of these ids, oldest first; ids are the provider's: those of other accounts may be among them. */
  callsNamed(ids: readonly IndexedId[]): number[];
  /** The same of many ids at once, by their names: those that are known. Undefined where too many others lie among them. */
  callsByName(ids: readonly IndexedId[]): Map<string, number[]> | undefined;
  addIds(callId: number, ids: readonly IndexedId[]): void;
  idsOf(callId: number): IndexedId[];
  /** Calls of an account between two instants (epoch ms, inclusive), oldest first. */
  between(accountId: string, from: number, to: number): StoredCall[];
  /** Whose calls an account had between two instants (epoch ms, inclusive), by their ids and by any further time of theirs. */
  callersBetween(accountId: string, from: number, to: number): { id: number; remoteKey: string }[];
  /** Those of one caller that stand, in the same way, between two instants (epoch ms, inclusive) and of which only lists tell. */
  onlyListedBetween(accountId: string, remoteKey: string, from: number, to: number): StoredCall[];
  /**
   * How many calls an account had between two instants (epoch ms) of which nothing was heard before the first, without those
   * that were heard and began at `rungSince` or later: who listened again by then was rung for. Lists write whole seconds: what
   * only they tell of may have begun in the very second of `from`.
   */
  countUnheard(accountId: string, from: number, to: number, rungSince: number): number;
  /** Calls that still ring or talk. */
  open(): StoredCall[];
  /** When those of one account began, epoch ms. */
  openSince(accountId: string): number[];
  /** Keeps a row as it came where a call has more rows than are told apart. False when it was kept before. */
  keepBeyond(callId: number, row: StoredRow): boolean;
  /** The one turned out to be the other: it goes, and what knew it finds the other. */
  replace(goneId: number, id: number): void;
  setRecordingState(id: number, state: RecordingState): void;
  /** False when there is no such call. */
  setNote(id: number, note: string): boolean;
  /** After what was noted of the call or in its recording changed: the search finds calls by it. */
  reindexNotes(id: number): void;
  present(id: number): Call | undefined;
  /** What was before this call with the same caller. */
  before(call: Pick<StoredCall, 'id' | 'remote'>): {
    count: number;
    lastAt: number | undefined;
    lastRecordingId: number | undefined;
  };
  /** Whether the caller got through, or was reached, since an instant: the first call that did. */
  firstTalkSince(remoteKey: string, since: number): { id: number; direction: Direction; startedAt: number } | undefined;
  /** When the caller was last called after an instant, epoch ms, where nobody took that call. */
  lastTryAfter(remoteKey: string, instant: number): number | undefined;
}

/** Who called more often before is simply one who calls often. */
const mostCounted = 1000;
/** No id is greater. */
const end = Number.MAX_SAFE_INTEGER;
/** More calls than a few rows of a list are spread among. */
const mostTaken = 200;
/** How many of a caller's newest calls are looked at for a recording. */
const mostLookedAt = 50;

export interface CallStoreDeps {
  callers: Callers;
  lines: OwnLines;
  byCaller: CallsByCaller;
}

export function createCallStore({ sql, unreadable }: Database, { callers, lines, byCaller }: CallStoreDeps): CallStore {
  const reader = createCallReader(unreadable);
  const select = `SELECT ${callColumns} FROM calls ${callJoins}`;
  const inAccount = 'calls.id >= ? AND calls.id < ? AND own_lines.account_id = ?';
  /** A call that was folded into another is found by its id for good: no other may have that. */
  const isTaken = sql.prepare(
    'SELECT 1 FROM calls WHERE id = ?1 UNION ALL SELECT 1 FROM call_aliases WHERE id = ?1 LIMIT 1',
  );
  const selectTaken = sql.prepare(
    `SELECT id FROM calls WHERE id >= ?1 AND id < ?2 UNION ALL SELECT id FROM call_aliases WHERE id >= ?1 AND id < ?2
     LIMIT ${mostTaken}`,
  );
  const selectTimes = sql.prepare(`SELECT at FROM call_times WHERE at BETWEEN ? AND ? LIMIT ${mostTaken}`);
  const selectOne = sql.prepare(`${select} WHERE calls.id = ?`);
  const selectAlias = sql.prepare('SELECT call_id FROM call_aliases WHERE id = ?');
  const selectBetween = sql.prepare(`${select} WHERE ${inAccount} ORDER BY calls.id`);
  const toCallers = `CROSS JOIN own_lines ON own_lines.id = calls.line_id AND own_lines.account_id = ?
     CROSS JOIN callers ON callers.id = calls.caller_id`;
  const selectCallers = sql.prepare(
    `SELECT calls.id, callers.key FROM calls ${toCallers} WHERE calls.id >= ? AND calls.id < ?
     UNION ALL SELECT calls.id, callers.key FROM call_times CROSS JOIN calls ON calls.id = call_times.call_id ${toCallers}
     WHERE at BETWEEN ? AND ?`,
  );
  const ofCallers = `${callsOfCallers} CROSS JOIN calls ON calls.id = called.id`;
  const selectOnlyListed = sql.prepare(
    `SELECT ${callColumns} FROM ${ofCallers} ${callJoins} WHERE calls.facts IS NULL AND own_lines.account_id = ?`,
  );
  const selectOnlyListedByTime = sql.prepare(
    `SELECT ${callColumns} FROM call_times CROSS JOIN calls ON calls.id = call_times.call_id ${callJoins}
     WHERE at BETWEEN ? AND ? AND calls.caller_id IN (SELECT value FROM json_each(?)) AND calls.facts IS NULL
       AND own_lines.account_id = ?`,
  );
  const countUnheard = sql.prepare(
    `SELECT count(*) AS count FROM calls CROSS JOIN own_lines ON own_lines.id = calls.line_id
     WHERE ${inAccount} AND (calls.facts IS NULL OR (calls.started_at >= ? AND calls.started_at < ?))`,
  );
  const selectOpen = sql.prepare(
    `SELECT ${callColumns} FROM calls INDEXED BY calls_open ${callJoins} WHERE calls.state IN ('ringing', 'answered') ORDER BY calls.id`,
  );
  const selectOpenSince = sql.prepare(
    `SELECT started_at FROM calls INDEXED BY calls_open CROSS JOIN own_lines ON own_lines.id = calls.line_id
     WHERE calls.state IN ('ringing', 'answered') AND own_lines.account_id = ?`,
  );
  const selectById = sql.prepare('SELECT call_id FROM call_ids WHERE kind = ? AND value = ?');
  const selectByIds = sql.prepare(
    `SELECT value, call_id FROM call_ids WHERE kind = ? AND value BETWEEN ? AND ? LIMIT ${mostTaken}`,
  );
  const selectIdsOf = sql.prepare('SELECT kind, value FROM call_ids WHERE call_id = ?');
  const insertId = sql.prepare('INSERT INTO call_ids (kind, value, call_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  const columns = [
    ...['line_id', 'caller_id', 'direction', 'state', 'answered_by', 'started_at', 'answered_at', 'ended_at'],
    ...['talk_seconds', 'ring_seconds', 'recording_state', 'facts', 'list_rows', 'rows_beyond', 'id'],
  ];
  const insertCall = sql.prepare(
    `INSERT INTO calls (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  const assignments = columns.slice(0, -1).map((name) => `${name} = ?`);
  const updateCall = sql.prepare(`UPDATE calls SET ${assignments.join(', ')} WHERE id = ?`);
  const insertTime = sql.prepare('INSERT INTO call_times (at, call_id) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const removeTimes = sql.prepare('DELETE FROM call_times WHERE call_id = ?');
  const selectNote = sql.prepare('SELECT note FROM calls WHERE id = ?');
  const setNote = sql.prepare('UPDATE calls SET note = ? WHERE id = ?');
  const selectNotes = sql.prepare(
    `SELECT note FROM calls WHERE id = ?1 AND note IS NOT NULL
     UNION ALL SELECT text FROM recording_marks WHERE call_id = ?1`,
  );
  const insertNotes = sql.prepare('INSERT INTO call_notes (id, text) VALUES (?, ?)');
  const indexNotes = sql.prepare('INSERT INTO note_search (rowid, text) VALUES (?, ?)');
  const removeNotes = sql.prepare('DELETE FROM call_notes WHERE id = ?');
  const insertBeyond = sql.prepare(
    'INSERT INTO call_rows_beyond (call_id, list, key, row) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const selectBefore = sql.prepare(
    `SELECT calls.id, started_at, recording_state FROM ${ofCallers} ORDER BY calls.id DESC LIMIT ${mostLookedAt}`,
  );
  const countBefore = sql.prepare(
    `SELECT count(*) AS count FROM (SELECT 1 FROM ${callsOfCallers} LIMIT ${mostCounted})`,
  );
  const selectTalk = sql.prepare(
    `SELECT calls.id, direction, started_at FROM ${ofCallers} WHERE started_at >= ?
     AND (state IN ('answered', 'answered-elsewhere') OR (state = 'ended' AND ifnull(talk_seconds, 1) > 0))
     ORDER BY calls.id LIMIT 1`,
  );

  const selectTry = sql.prepare(
    `SELECT max(started_at) AS at FROM ${ofCallers} WHERE started_at > ? AND started_at <= ${latestInstant} AND direction = 'out'
     AND (state IN ('no-answer', 'busy') OR (state = 'ended' AND talk_seconds = 0))`,
  );

  /** In the order of `columns`. */
  function valuesOf(call: StoredCall): SQLInputValue[] {
    return [
      lines.idOf(call.accountId, call.line),
      callers.idOf(call.remote),
      call.direction,
      call.state,
      call.answeredBy ?? null,
      call.startedAt,
      call.answeredAt ?? null,
      call.endedAt ?? null,
      call.talkSeconds ?? null,
      call.ringSeconds ?? null,
      call.recordingState ?? null,
      call.facts === undefined ? null : JSON.stringify(call.facts),
      call.rows.length === 0 ? null : JSON.stringify(call.rows),
      call.rowsBeyond === undefined ? null : JSON.stringify(call.rowsBeyond),
      call.id,
    ];
  }

  function noteTimes(call: StoredCall): void {
    // The database has whole milliseconds, and a file of a former version may have others.
    for (const time of furtherTimes(call)) insertTime.run(Math.round(time), call.id);
  }

  function noteLine({ accountId, line, direction, state, facts, answeredBy }: StoredCall): void {
    if (facts !== undefined) lines.note(accountId, line, 'proven');
    if (direction === 'in' ? state === 'missed' || state === 'rejected' : state === 'no-answer')
      lines.note(accountId, line, 'unanswered');
    if (answeredBy !== undefined) lines.notePhone(accountId, answeredBy);
  }

  function rowOf(id: number): Row | undefined {
    const row = selectOne.get(id) as Row | undefined;
    if (row !== undefined) return row;
    const alias = selectAlias.get(id);
    return alias === undefined ? undefined : (selectOne.get(Number(alias.call_id)) as Row | undefined);
  }

  /** Those of one caller, by ids from here on and before there. */
  function valuesOfCaller(remoteKey: string, from: number, to: number): SQLInputValue[] {
    return byCaller.valuesOf(callers.idsOf(remoteKey), from, to);
  }

  function readAll(rows: readonly object[]): StoredCall[] {
    return rows.map((row) => reader.stored(row as Row)).filter((call) => call !== undefined);
  }

  function noteOf(id: number): string {
    return String(selectNote.get(id)?.note ?? '');
  }

  function reindexNotes(id: number): void {
    removeNotes.run(id);
    const notes = selectNotes.all(id).map((row) => String(row.note));
    if (notes.length === 0) return;
    const text = foldText(notes.join('\n'));
    insertNotes.run(id, text);
    indexNotes.run(id, text);
  }

  return {
    insert(call, isFree = () => false) {
      const stored = { ...call, id: freeIdAt(call.startedAt, (id) => !isFree(id) && isTaken.get(id) !== undefined) };
      const values = valuesOf(stored);
      insertCall.run(...values);
      byCaller.add(callers.idOf(stored.remote), stored.id);
      noteTimes(stored);
      noteLine(stored);
      return stored;
    },
    takenBetween(from, to) {
      const ids = selectTaken.all(firstIdAt(from), firstIdAt(to + 1)).map(({ id }) => instantOf(Number(id)));
      const times = selectTimes.all(from, to).map((row) => Number(row.at));
      return ids.length === mostTaken || times.length === mostTaken ? undefined : [...ids, ...times];
    },
    update(call) {
      updateCall.run(...valuesOf(call));
      removeTimes.run(call.id);
      noteTimes(call);
      noteLine(call);
    },
    get(id) {
      const row = rowOf(id);
      return row === undefined ? undefined : reader.stored(row);
    },
    callsNamed(ids) {
      const found = new Set<number>();
      for (const { kind, value } of ids) for (const row of selectById.all(kind, value)) found.add(Number(row.call_id));
      return [...found].sort((a, b) => a - b);
    },
    callsByName(ids) {
      const byName = new Map<string, number[]>();
      for (const [kind, ofKind] of Map.groupBy(ids, ({ kind }) => kind)) {
        const values = ofKind.map(({ value }) => value).sort();
        // SQLite has other texts in another order than JavaScript.
        if (!values.every((value) => /^[ -~]*$/.test(value))) return undefined;
        const rows = selectByIds.all(kind, values[0] ?? '', values.at(-1) ?? '');
        if (rows.length === mostTaken) return undefined;
        for (const row of rows) {
          const name = nameOf({ kind, value: String(row.value) });
          byName.set(name, [...(byName.get(name) ?? []), Number(row.call_id)]);
        }
      }
      return byName;
    },
    addIds(callId, ids) {
      for (const { kind, value } of ids) insertId.run(kind, value, callId);
    },
    idsOf: (callId) => selectIdsOf.all(callId) as unknown as IndexedId[],
    between: (accountId, from, to) => readAll(selectBetween.all(firstIdAt(from), firstIdAt(to + 1), accountId)),
    callersBetween(accountId, from, to) {
      const ids = [accountId, firstIdAt(from), firstIdAt(to + 1)] as const;
      return selectCallers.all(...ids, accountId, from, to).map((row) => ({
        id: Number(row.id),
        remoteKey: String(row.key),
      }));
    },
    onlyListedBetween(accountId, remoteKey, from, to) {
      const rows = [
        ...selectOnlyListed.all(...valuesOfCaller(remoteKey, firstIdAt(from), firstIdAt(to + 1)), accountId),
        ...selectOnlyListedByTime.all(from, to, JSON.stringify(callers.idsOf(remoteKey)), accountId),
      ];
      return [...new Map(readAll(rows).map((call) => [call.id, call])).values()];
    },
    countUnheard(accountId, from, to, rungSince) {
      const second = Math.floor(from / 1000) * 1000;
      const row = countUnheard.get(firstIdAt(second), firstIdAt(to + 1), accountId, from, rungSince);
      return Number(row?.count ?? 0);
    },
    openSince: (accountId) => selectOpenSince.all(accountId).flatMap((row) => readInstant(row.started_at) ?? []),
    open: () => readAll(selectOpen.all()),
    keepBeyond: (callId, row) => insertBeyond.run(callId, row.list, row.key, JSON.stringify(row)).changes > 0,
    replace(goneId, id) {
      const [note, goneNote] = [noteOf(id), noteOf(goneId)];
      if (goneNote !== '' && goneNote !== note) setNote.run([note, goneNote].filter(Boolean).join('\n'), id);
      reindexNotes(id);
      sql.prepare('UPDATE OR IGNORE call_ids SET call_id = ? WHERE call_id = ?').run(id, goneId);
      sql.prepare('UPDATE OR IGNORE call_rows_beyond SET call_id = ? WHERE call_id = ?').run(id, goneId);
      sql.prepare('UPDATE call_aliases SET call_id = ? WHERE call_id = ?').run(id, goneId);
      sql.prepare('DELETE FROM calls WHERE id = ?').run(goneId);
      // A call of former versions may have been given the id of one that had been folded: then the id leads on to both's.
      sql
        .prepare(
          'INSERT INTO call_aliases (id, call_id) VALUES (?, ?) ON CONFLICT DO UPDATE SET call_id = excluded.call_id',
        )
        .run(goneId, id);
    },
    setRecordingState(id, state) {
      sql.prepare('UPDATE calls SET recording_state = ? WHERE id = ?').run(state, id);
    },
    setNote(id, note) {
      const { changes } = setNote.run(note || null, id);
      if (changes > 0) reindexNotes(id);
      return changes > 0;
    },
    reindexNotes,
    present(id) {
      const row = rowOf(id);
      return row === undefined ? undefined : reader.presented(row);
    },
    before(call) {
      if (call.remote.key === '') return { count: 0, lastAt: undefined, lastRecordingId: undefined };
      const values = valuesOfCaller(call.remote.key, 0, call.id);
      const newest = selectBefore.all(...values);
      const recorded = newest.find((row) => row.recording_state !== null);
      return {
        count: Number(countBefore.get(...values)?.count ?? 0),
        lastAt: newest[0] && (readInstant(newest[0].started_at) ?? instantOf(Number(newest[0].id))),
        lastRecordingId: readRowId(recorded?.id),
      };
    },
    firstTalkSince(remoteKey, since) {
      const row = selectTalk.get(...valuesOfCaller(remoteKey, firstIdAt(since), end), since);
      if (row === undefined) return undefined;
      return {
        id: Number(row.id),
        direction: readWord(direction.options, row.direction, 'in'),
        startedAt: readInstant(row.started_at) ?? instantOf(Number(row.id)),
      };
    },
    lastTryAfter(remoteKey, instant) {
      const row = selectTry.get(...valuesOfCaller(remoteKey, firstIdAt(instant), end), instant);
      return readInstant(row?.at);
    },
  };
}
