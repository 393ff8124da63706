import type { SQLInputValue } from 'node:sqlite';
import {
  type Call,
  callState,
  direction,
  type JourneyStep,
  journeyStep,
  type Party,
  recordingState,
} from '../../../shared/contract/call.ts';
import { formatParty } from '../../../shared/domain/party-format.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import { readParty } from '../database/stored-party.ts';
import { readInstant, readRowId, readWhole, readWord, type UnreadableValues } from '../database/stored-values.ts';
import { instantOf } from '../database/time-id.ts';
import { journeyOf } from './journey.ts';
import type { StoredCall } from './stored-call.ts';
import { readFacts, readRows, readRowsBeyond } from './stored-evidence.ts';
import { type StoredRow, subAccountsOf } from './stored-row.ts';

export type Row = Record<string, SQLInputValue>;

/** What a stored and a presented call are read from. */
export const callColumns = `calls.*, own_lines.account_id, own_lines.number AS line, own_lines.label AS line_label,
  callers.key AS remote_key, callers.kind AS remote_kind, callers.e164 AS remote_e164, callers.raw AS remote_raw,
  people.name AS person_name,
  -- the account's own phone needs no name
  nullif(calls.answered_by, accounts.sip_id) AS answered_elsewhere_by,
  -- a phone is told as a number, with or without its plus, as a SIP id, or as one inside the account: the keys that partyIn makes
  (SELECT name FROM people AS answerers WHERE name <> '' AND answerers.key IN
    (answered_by, '+' || answered_by, 'sip:' || answered_by, 'raw:' || answered_by,
      'ext:' || answered_by || '@' || own_lines.account_id, 'raw:' || lower(answered_by) || '@' || own_lines.account_id)
   LIMIT 1) AS answerer_name`;
/** CROSS JOIN keeps SQLite from turning the order around: calls are what is walked. */
export const callJoins = `CROSS JOIN callers ON callers.id = calls.caller_id
  CROSS JOIN own_lines ON own_lines.id = calls.line_id
  LEFT JOIN accounts ON accounts.id = own_lines.account_id
  LEFT JOIN people ON people.key = callers.key AND callers.key <> ''`;

/** Lines are the account's own numbers; this is for a provider that puts something else there. */
const mostFormattedLines = 1000;
/** Reading a number costs more than reading its row, and there are few lines. */
const formattedLines = new Map<string, string>();

export function formatLine(line: string): string {
  const formatted = formattedLines.get(line) ?? formatParty(parseParty(line));
  if (formattedLines.size < mostFormattedLines) formattedLines.set(line, formatted);
  return formatted;
}

/** Rows of `callColumns` as calls. What cannot be read of one is told of, and is as if it were not there. */
export interface CallReader {
  /** The call that it is; what the user calls its caller is no part of that. Undefined where it cannot be named. */
  stored(row: Row): StoredCall | undefined;
  /** As a page is told of it. */
  presented(row: Row): Call | undefined;
}

export function createCallReader(unreadable: UnreadableValues): CallReader {
  function readColumns(row: Row) {
    const id = readRowId(row.id);
    if (id === undefined) {
      unreadable.note('calls', row.id, 'id');
      return undefined;
    }
    const optional = orNote(row);
    return {
      id,
      accountId: String(row.account_id),
      direction: optional('direction', readWord(direction.options, row.direction, undefined)) ?? 'in',
      state: optional('state', readWord(callState.options, row.state, undefined)) ?? 'unknown',
      line: String(row.line),
      answeredBy: optionalText(row.answered_by),
      // Its id was made of it.
      startedAt: optional('started_at', readInstant(row.started_at)) ?? instantOf(id),
      answeredAt: optional('answered_at', readInstant(row.answered_at)),
      endedAt: optional('ended_at', readInstant(row.ended_at)),
      talkSeconds: optional('talk_seconds', readWhole(row.talk_seconds)),
      ringSeconds: optional('ring_seconds', readWhole(row.ring_seconds)),
      // Where nobody knows how far it came, it can be asked for.
      recordingState:
        row.recording_state == null
          ? undefined
          : (optional('recording_state', readWord(recordingState.options, row.recording_state, undefined)) ?? 'remote'),
    } satisfies Partial<StoredCall>;
  }

  /** What is there and cannot be read is told of. */
  function orNote(row: Row): <T>(column: string, value: T | undefined) => T | undefined {
    return (column, value) => {
      if (value === undefined && row[column] != null) unreadable.note('calls', row.id, column);
      return value;
    };
  }

  function rowsIn(row: Row): readonly StoredRow[] {
    if (row.list_rows == null) return [];
    const { rows, isWhole } = readRows(row.list_rows) ?? { rows: [], isWhole: false };
    if (!isWhole) unreadable.note('calls', row.id, 'list_rows');
    return rows;
  }

  const partyOf = (row: Row): Party => readParty(row, unreadable, { table: 'callers', row: row.caller_id });

  /** Few providers tell any: what has none is not even parsed. */
  function readJourney(row: Row): JourneyStep[] | undefined {
    const { list_rows: rows } = row;
    if (typeof rows !== 'string' || !rows.includes('"steps":')) return undefined;
    return journeyOf(rowsIn(row))?.map(({ kind, value }) => ({
      kind: readWord(journeyStep.shape.kind.options, kind, 'unknown'),
      ...(value === undefined ? {} : { value: String(value).slice(0, longestStep) }),
    }));
  }

  /** Few calls are of another account than the one that is read: the others are not even parsed. */
  function readSubAccounts(row: Row): string[] | undefined {
    const { list_rows: rows } = row;
    return typeof rows === 'string' && rows.includes('"subAccount":') ? subAccountsOf(rowsIn(row)) : undefined;
  }

  return {
    stored(row) {
      const columns = readColumns(row);
      if (columns === undefined) return undefined;
      const optional = orNote(row);
      return {
        ...columns,
        remote: partyOf(row),
        facts: row.facts == null ? undefined : optional('facts', readFacts(row.facts)),
        rows: rowsIn(row),
        rowsBeyond: row.rows_beyond == null ? undefined : optional('rows_beyond', readRowsBeyond(row.rows_beyond)),
      };
    },
    presented(row) {
      const columns = readColumns(row);
      if (columns === undefined) return undefined;
      const { recordingState: recording, ...told } = columns;
      return withoutUndefined({
        ...told,
        remote: { ...partyOf(row), ...(row.person_name ? { name: String(row.person_name) } : {}) },
        line: row.line_label ? String(row.line_label) : formatLine(String(row.line)),
        answeredBy: readAnswerer(row),
        subAccounts: readSubAccounts(row),
        recording,
        journey: readJourney(row),
        note: optionalText(row.note),
      });
    },
  };
}

/** As the contract has it. */
const longestStep = 200;

function readAnswerer({ answered_elsewhere_by: by, answerer_name: name }: Row): string | undefined {
  const phone = optionalText(by);
  if (phone === undefined || name) return phone && String(name);
  return phone.startsWith('+') ? formatParty(parseParty(phone)) : phone;
}

function optionalText(value: SQLInputValue | undefined): string | undefined {
  return value == null ? undefined : String(value);
}

/** The wire tells a missing field by its absence. */
function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}
