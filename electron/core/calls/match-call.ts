import { parseParty } from '../../../shared/domain/phone-number.ts';
import { instantOf } from '../database/time-id.ts';
import type { CallListRow } from '../providers/call-list-row.ts';
import type { StoredCall } from './stored-call.ts';

/**
 * Which call a row is of when no id says so. Lists are joined by a unique exact match of numbers and time, else they are shown
 * as two calls: nothing is guessed.
 */

/**
 * How far a list's time may lie from the time of receipt for two to be one call: network and rounding, no more. Beyond it
 * they stay two.
 */
export const joinWindowMs = 5000;
/** Lists of one provider share its clock, which writes whole seconds. */
const sameSecondMs = 1000;

/**
 * The call of a row among those that began about then. A row of a list that tells of the call already is another leg of it
 * where it began in the very second and names a leg; else the call nearest in time, of those that talked or did not as the
 * row says. Who finds a line busy calls again within seconds, and then each row finds a call of its own: which of two such
 * tries is which matters to nobody, a call that stands in the history twice does.
 */
export function matchRow(
  { row, remoteKey }: { row: CallListRow; remoteKey: string },
  calls: readonly StoredCall[],
  /** The provider's ids of a whole call. */
  namesOf: (call: StoredCall) => readonly string[],
): StoredCall | undefined {
  if (calls.length === 0) return undefined;
  const near = calls
    .filter((call) => distanceTo(call, row.startedAt) <= joinWindowMs)
    .filter((call) => row.direction === undefined || call.direction === row.direction)
    .filter((call) => mayBeNamed(namesOf, call, row));
  const same = near.filter((call) => isSameCaller(call, { remote: { key: remoteKey }, line: lineOf(row.line) }));
  const leg = same.find((call) => isLegOf(row, call));
  if (leg !== undefined) return leg;
  const isOtherwise = (call: StoredCall) =>
    Number(row.outcome !== undefined && (call.answeredAt !== undefined) !== (row.outcome === 'ended'));
  const [nearest] = same
    .filter((call) => !isListed(call, row.list))
    .sort((a, b) => isOtherwise(a) - isOtherwise(b) || misfit(a, [row.startedAt]) - misfit(b, [row.startedAt]));
  return nearest ?? matchIncomplete(row, remoteKey, near);
}

/**
 * One list may tell a number that another lost: their rows are one call where nothing else began in that second, and
 * else two.
 */
function matchIncomplete(row: CallListRow, remoteKey: string, near: readonly StoredCall[]): StoredCall | undefined {
  const [only, ...others] = near.filter(
    (call) =>
      call.facts === undefined && !isListed(call, row.list) && Math.abs(call.startedAt - row.startedAt) <= sameSecondMs,
  );
  return others.length === 0 && (only?.remote.key === '' || remoteKey === '') ? only : undefined;
}

/**
 * Phones that ring together have a row each, with the same numbers in the same second. Two rows that both talked are two
 * talks unless an id says otherwise.
 */
function isLegOf(row: CallListRow, { rows }: StoredCall): boolean {
  if (row.ids.length === 0) return false;
  const legs = rows.filter(({ list }) => list === row.list);
  return (
    legs.some(({ startedAt }) => startedAt === row.startedAt) &&
    !(row.outcome === 'ended' && legs.some(({ outcome }) => outcome === 'ended'))
  );
}

/** A call that only stands in lists and is the one that is given: it was read before what tells so. */
export function matchListed(
  known: StoredCall,
  calls: readonly StoredCall[],
  /** The provider's ids of a whole call. */
  namesOf: (call: StoredCall) => readonly string[],
): StoredCall | undefined {
  const [nearest] = calls
    .filter((call) => call.id !== known.id && call.facts === undefined)
    .filter((call) => isSameCaller(call, known))
    .filter((call) => call.direction === known.direction)
    .filter((call) => call.rows.every(({ list }) => !isListed(known, list)))
    .filter((call) => timesOf(call).some((time) => distanceTo(known, time) <= joinWindowMs))
    // One that carries the id of a leg of which nothing was heard: its own events may come yet, and would follow it.
    .filter((call) => call.rows.every((row) => row.ids === undefined) || beganTogether(known, call))
    .filter((call) => call.rows.every((row) => mayBeNamed(namesOf, known, { ids: row.ids ?? [] })))
    .sort((a, b) => misfit(known, timesOf(a)) - misfit(known, timesOf(b)));
  return nearest;
}

/** When a call began, by our clock and, should its INVITE be lost, by the provider's where that can be read. */
function ringTimes({ facts }: Pick<StoredCall, 'facts'>): number[] {
  if (facts === undefined) return [];
  const told = facts.begunAt === undefined ? [] : [facts.begunAt];
  const rings = Object.values(facts.legs).flatMap(({ invite }) => [invite?.receivedAt, invite?.at]);
  return [...new Set([...told, ...rings.filter((at) => at !== undefined)])];
}

/** When a call may have begun, as far as it was heard: where no ring was, and no clock is right, it is when it was first heard of. */
export function heardTimes(call: Pick<StoredCall, 'facts'>): number[] {
  return call.facts === undefined ? [] : [...new Set([...ringTimes(call), call.facts.firstHeardAt])];
}

/**
 * Times at which a call has to be looked for besides that of its id: its first events were lost, or came late, or it is the
 * provider's own clock that says so, or a list has a row for a later part of it. Whatever time it is known by lies within the join
 * window of one of them, or of its id's.
 */
export function furtherTimes(call: StoredCall): number[] {
  const found = [instantOf(call.id)];
  for (const time of timesOf(call)) if (distance(found, time) > joinWindowMs) found.push(time);
  return found.slice(1);
}

/** One spelling per own number, so that filters by line work across providers' forms. */
export function lineOf(received: string): string {
  const party = parseParty(received);
  return party.e164 ?? (party.kind === 'hidden' ? '' : party.raw);
}

/** Two names of a whole call that differ are of two calls. */
function mayBeNamed(
  namesOf: (call: StoredCall) => readonly string[],
  call: StoredCall,
  { ids }: Pick<CallListRow, 'ids'>,
): boolean {
  const name = ids.find(({ kind }) => kind === 'call')?.value;
  if (name === undefined) return true;
  const names = namesOf(call);
  return names.length === 0 || names.includes(name);
}

/** Who hides the number is known by the line alone. */
function isSameCaller(call: StoredCall, other: { remote: { key: string }; line: string }): boolean {
  return call.remote.key === other.remote.key && (call.remote.key !== '' || call.line === other.line);
}

function isListed({ rows }: StoredCall, list: string): boolean {
  return rows.some((row) => row.list === list);
}

/** Every time at which a call is known to have begun, by whichever clock. */
export function timesOf(call: StoredCall): number[] {
  const [first] = call.rows;
  if (call.facts === undefined && call.rows.length === 1 && first?.startedAt === call.startedAt)
    return [call.startedAt];
  return [...new Set([call.startedAt, ...heardTimes(call), ...call.rows.map(({ startedAt }) => startedAt)])];
}

function distanceTo(call: StoredCall, instant: number): number {
  return distance(timesOf(call), instant);
}

/** How ill a call fits to times, as ms: its ring and its rows come before the first that was heard of it, which may be its end. */
function misfit(call: StoredCall, times: readonly number[]): number {
  const begun = [...ringTimes(call), ...call.rows.map(({ startedAt }) => startedAt)];
  const fromBegun = Math.min(...times.map((time) => distance(begun, time)));
  return fromBegun <= joinWindowMs
    ? fromBegun
    : joinWindowMs + Math.min(...times.map((time) => distanceTo(call, time)));
}

/** By the provider's own clock, which writes whole seconds. */
function beganTogether({ facts }: StoredCall, listed: StoredCall): boolean {
  return facts?.begunAt !== undefined && Math.abs(facts.begunAt - listed.startedAt) <= sameSecondMs;
}

/** From the nearest of several times, in ms. */
function distance(times: readonly number[], to: number): number {
  return Math.min(...times.map((time) => Math.abs(time - to)));
}
