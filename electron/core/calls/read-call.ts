import type { SQLInputValue } from 'node:sqlite';
import {
  type Call,
  callState,
  direction,
  type JourneyStep,
  journeyStep,
  type Party,
  party,
  type RecordingState,
  recordingState,
} from '../../../shared/contract/call.ts';
import type { CallFacts } from '../../../shared/domain/call-machine.ts';
import { formatParty } from '../../../shared/domain/party-format.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import { readList, readRecord, readWord } from '../database/stored-values.ts';
import type { StoredCall } from './call-store.ts';
import { journeyOf } from './journey.ts';
import type { RowsBeyond, StoredRow } from './stored-row.ts';

export type Row = Record<string, SQLInputValue>;

/** What a stored and a presented call are read from. */
export const callColumns = `calls.*, own_lines.account_id, own_lines.number AS line, own_lines.label AS line_label,
  callers.key AS remote_key, callers.kind AS remote_kind, callers.e164 AS remote_e164, callers.raw AS remote_raw,
  people.name AS person_name,
  -- the account's own phone needs no name
  nullif(calls.answered_by, accounts.sip_id) AS answered_elsewhere_by, answerers.name AS answerer_name`;
/** CROSS JOIN keeps SQLite from turning the order around: calls are what is walked. */
export const callJoins = `CROSS JOIN callers ON callers.id = calls.caller_id
  CROSS JOIN own_lines ON own_lines.id = calls.line_id
  LEFT JOIN accounts ON accounts.id = own_lines.account_id
  LEFT JOIN people ON people.key = callers.key AND callers.key <> ''
  LEFT JOIN people AS answerers ON answerers.key = calls.answered_by`;

/** A row of `callColumns` as the call that it is; what the user calls its caller is no part of that. */
export function readStoredCall(row: Row): StoredCall {
  return {
    ...readColumns(row),
    remote: readParty(row),
    recordingState: readRecordingState(row),
    facts: row.facts == null ? undefined : (readRecord(row.facts) as CallFacts | undefined),
    rows: row.list_rows == null ? [] : ((readList(row.list_rows) ?? []) as StoredRow[]),
    rowsBeyond: row.rows_beyond == null ? undefined : (readRecord(row.rows_beyond) as RowsBeyond | undefined),
  };
}

/** Lines are the account's own numbers; this is for a provider that puts something else there. */
const mostFormattedLines = 1000;
/** Reading a number costs more than reading its row, and there are few lines. */
const formattedLines = new Map<string, string>();

export function formatLine(line: string): string {
  const formatted = formattedLines.get(line) ?? formatParty(parseParty(line));
  if (formattedLines.size < mostFormattedLines) formattedLines.set(line, formatted);
  return formatted;
}

/** A row of `callColumns` as a page is told of it. */
export function presentCall(row: Row): Call {
  return withoutUndefined({
    ...readColumns(row),
    remote: { ...readParty(row), ...(row.person_name ? { name: String(row.person_name) } : {}) },
    line: row.line_label ? String(row.line_label) : formatLine(String(row.line)),
    answeredBy: readAnswerer(row),
    recording: readRecordingState(row),
    journey: readJourney(row),
    note: optionalText(row.note),
  });
}

function readAnswerer({ answered_elsewhere_by: by, answerer_name: name }: Row): string | undefined {
  const phone = optionalText(by);
  if (phone === undefined || name) return phone && String(name);
  return phone.startsWith('+') ? formatParty(parseParty(phone)) : phone;
}

/** Few providers tell any: what has none is not even parsed. */
function readJourney({ list_rows: rows }: Row): JourneyStep[] | undefined {
  if (typeof rows !== 'string' || !rows.includes('"steps":')) return undefined;
  const steps = journeyOf((readList(rows) ?? []) as StoredRow[]);
  return steps?.map(({ kind, value }) => ({
    kind: readWord(journeyStep.shape.kind.options, kind, 'unknown'),
    ...(value === undefined ? {} : { value: String(value) }),
  }));
}

function readColumns(row: Row): Omit<StoredCall, 'remote' | 'facts' | 'rows' | 'rowsBeyond' | 'recordingState'> {
  return {
    id: Number(row.id),
    accountId: String(row.account_id),
    direction: readWord(direction.options, row.direction, 'in'),
    state: readWord(callState.options, row.state, 'unknown'),
    line: String(row.line),
    answeredBy: optionalText(row.answered_by),
    startedAt: Number(row.started_at),
    answeredAt: optionalNumber(row.answered_at),
    endedAt: optionalNumber(row.ended_at),
    talkSeconds: optionalNumber(row.talk_seconds),
    ringSeconds: optionalNumber(row.ring_seconds),
  };
}

/** Where nobody knows how far it came, it can be asked for. */
function readRecordingState(row: Row): RecordingState | undefined {
  return row.recording_state == null ? undefined : readWord(recordingState.options, row.recording_state, 'remote');
}

function readParty(row: Row): Party {
  return {
    key: String(row.remote_key),
    kind: readWord(party.shape.kind.options, row.remote_kind, 'other'),
    raw: String(row.remote_raw),
    ...(row.remote_e164 === null ? {} : { e164: String(row.remote_e164) }),
  };
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
