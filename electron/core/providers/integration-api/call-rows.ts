import * as z from 'zod';
import type { Direction } from '../../../../shared/contract/call.ts';
import type { Zone } from '../../../../shared/domain/zoned-time.ts';
import { type CallListRow, keyByContent } from '../call-list-row.ts';
import { type Fields, keepRaw, readFields, seconds, text, textOrEmpty } from '../fields.ts';
import { readTime } from '../times.ts';

/** What the request for a list settles, so that no row has to be guessed at. */
export interface Asked {
  line: string;
  direction: Direction;
}

/** A row that was understood, before it is known which of two equal hours it stands in. */
export interface CallRow extends Asked {
  /** Epoch ms; two where the wall clock shows the row's time twice. */
  instants: readonly [number] | readonly [number, number];
  remote: string;
  talkSeconds: number | undefined;
  recordId: string | undefined;
  raw: Record<string, unknown>;
}

/**
 * Only `callDate`, `service`, `extNum` and `callRecordId` can be read in the scans of the documents; the page with the rest
 * of the row is lost. These are the usual names, the legible ones first.
 */
const timeNames = ['calldate', 'callstart', 'starttime', 'startdate', 'datetime', 'calltime', 'date', 'time'];
const remoteNames = ['extnum', 'externalnum', 'externalnumber', 'extnumber', 'remotenum', 'phone', 'number'];
const recordNames = ['callrecordid', 'recordfileid', 'callrecordfileid', 'recordid'];
const durationName = /^(?:call|talk|bill|conversation)?(?:dur|duration|length|sec|seconds|time)(?:sec|seconds)?$/;

const contentSchema = z.object({ remote: textOrEmpty, talkSeconds: seconds, recordId: text });

/** Undefined when not even the time can be read. */
export function readCallRow(row: unknown, asked: Asked, zone: Zone): CallRow | undefined {
  const fields = readFields(row);
  const instants = timeNames.map((name) => readInstants(fields?.[name], zone)).find((time) => time !== undefined);
  if (fields === undefined || instants === undefined) return undefined;
  const content = contentSchema.parse({
    remote: firstOf(fields, remoteNames),
    talkSeconds: durationOf(fields),
    recordId: firstOf(fields, recordNames),
  });
  return { ...asked, instants, ...content, recordId: content.recordId, raw: keepRaw(row) };
}

function readInstants(value: unknown, zone: Zone): CallRow['instants'] | undefined {
  let instants: CallRow['instants'] | undefined;
  const instant = readTime(value, (wall) => {
    instants = zone.instantsOf(wall);
    return instants[0];
  });
  return instant === undefined ? undefined : (instants ?? [instant]);
}

function firstOf(fields: Fields, names: readonly string[]): unknown {
  return names.map((name) => fields[name]).find((value) => value !== undefined && value !== null && value !== '');
}

function durationOf(fields: Fields): unknown {
  const names = Object.keys(fields).filter((name) => durationName.test(name) && !timeNames.includes(name));
  const exact = names.find((name) => name === 'duration');
  return names.length === 0 ? undefined : fields[exact ?? names[0] ?? ''];
}

/**
 * The rows of one answer as calls. Nothing in a row is known to name its call, so line, direction, time and remote number do.
 * The hour that comes twice a year hides which of its two passes a row is of: a second row at the same time in one answer is
 * the second pass's, unless it carries the same recording.
 */
export function mergeRows(rows: readonly CallRow[]): CallListRow[] {
  const calls = new Map<string, CallListRow>();
  for (const row of rows) {
    const [first, second] = row.instants;
    const held = calls.get(keyOf(row, first));
    const isOther = second !== undefined && held !== undefined && isOtherCall(held, row);
    const startedAt = isOther ? second : first;
    const key = keyOf(row, startedAt);
    calls.set(key, richer(calls.get(key), toListRow(row, startedAt)));
  }
  return [...calls.values()];
}

/** The calls of several answers, each once: periods overlap at their edges. */
export function mergeAnswers(answers: readonly (readonly CallListRow[])[]): CallListRow[] {
  const calls = new Map<string, CallListRow>();
  for (const call of answers.flat()) {
    const key = keyOf(call, call.startedAt);
    calls.set(key, richer(calls.get(key), call));
  }
  return [...calls.values()];
}

function keyOf(
  { line, direction, remote }: Pick<CallListRow, 'line' | 'direction' | 'remote'>,
  startedAt: number,
): string {
  return JSON.stringify([line, direction, startedAt, remote]);
}

function isOtherCall({ recording }: CallListRow, { recordId }: CallRow): boolean {
  return recordId === undefined || recording !== recordId;
}

/** Of two rows of one call the one that knows more: a recording comes after the call, and so may its duration. */
function richer(held: CallListRow | undefined, next: CallListRow): CallListRow {
  if (held === undefined) return next;
  const { talkSeconds = 0 } = held;
  return {
    ...((next.talkSeconds ?? 0) > talkSeconds ? next : held),
    recording: held.recording ?? next.recording,
  };
}

const list = 'calls';

function toListRow(row: CallRow, startedAt: number): CallListRow {
  const { direction, remote, line, talkSeconds } = row;
  return {
    list,
    // No id: a row has none that is there from the beginning, and one that comes later would make a second call of it.
    key: keyByContent(startedAt, [list, startedAt, remote, line, direction]),
    rank: 0,
    ids: [],
    direction,
    remote,
    line,
    startedAt,
    talkSeconds,
    outcome: outcomeOf(row),
    recording: row.recordId,
    raw: row.raw,
  };
}

/** Nobody spoke in no time at all. Whether unanswered calls are listed is not said; a row without a duration proves nothing. */
function outcomeOf({ talkSeconds, direction }: CallRow): CallListRow['outcome'] {
  if (talkSeconds === undefined) return undefined;
  if (talkSeconds > 0) return 'ended';
  return direction === 'in' ? 'missed' : 'no-answer';
}
