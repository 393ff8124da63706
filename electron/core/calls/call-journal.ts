import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { CallEvent } from '../../../shared/domain/call-event.ts';
import { addEvent, type CallFacts, deriveCall, giveUp } from '../../../shared/domain/call-machine.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import type { CallKey, CallRows, StoredCall } from '../database/call-rows.ts';
import type { Database } from '../database/database.ts';
import type { Clock } from '../ports.ts';
import type { ListedCall } from '../providers/provider.ts';
import { type ListedFacts, settleCall } from './settle-call.ts';
import type { Worklist } from './worklist.ts';

/** The one writer of calls: turns what is heard and what lists say into rows, whatever comes first or twice. */
export interface CallJournal {
  /** A live event, at its time of receipt on our clock (epoch ms). */
  hear(accountId: string, event: CallEvent, receivedAt: number): CallChange;
  /** Rows of a provider's lists. Answers the calls that changed. */
  note(accountId: string, rows: readonly ListedCall[]): CallChange[];
  /** The same, answering the call of every row, changed or not. */
  identify(accountId: string, rows: readonly ListedCall[]): CallChange[];
  /** A ring without an end, beyond the limit. */
  giveUp(callId: number, at: number): CallChange | undefined;
}

export interface CallChange {
  call: StoredCall;
  /** The state before; undefined for a new call. */
  before: StoredCall['state'] | undefined;
  changed: boolean;
}

export interface CallJournalDeps {
  database: Database;
  calls: CallRows;
  worklist: Worklist;
  clock: Clock;
  /** Phones whose answer counts as "answered here"; empty means every phone of the account. */
  ownPhones: (accountId: string) => readonly string[];
  /** Missed calls of lists that are older are history, not work. */
  worklistSince: (accountId: string) => number;
}

/**
 * How far a list's time may lie from the time of receipt for two rows without a common id to be one call: network and
 * rounding, no more. Beyond it they stay two rows: nothing is guessed.
 */
const joinWindowMs = 5000;
/** Lists of one provider share its clock, which writes whole seconds. */
const sameSecondMs = 1000;
/** How late a service that repeats what was not taken may bring an event: its own time then says when the call began. */
const longestDelayMs = 30 * 60_000;

export function createCallJournal({
  database,
  calls,
  worklist,
  clock,
  ownPhones,
  worklistSince,
}: CallJournalDeps): CallJournal {
  /** The call of these ids; several that turn out to be one are folded into the oldest. */
  function find(accountId: string, keys: readonly CallKey[]): StoredCall | undefined {
    const [first, ...others] = calls.withKeys(accountId, keys);
    if (first === undefined) return undefined;
    return others.reduce(fold, first);
  }

  /** What was stored as another call turned out to be this one. */
  function fold(call: StoredCall, other: StoredCall): StoredCall {
    calls.addKeys(call, calls.keysOf(other.id));
    calls.moveRecording(other.id, call.id);
    calls.remove(other.id);
    worklist.recount();
    return {
      ...call,
      facts: mergeFacts(call.facts, other.facts),
      listed: { ...other.listed, ...call.listed },
      recording: call.recording ?? other.recording,
    };
  }

  /**
   * A row may be read before the call's events come, when they waited at the relay while the program was away: the nearest
   * one that fits becomes part of the call as soon as its ring is heard. One with the id of a leg of which nothing was
   * heard must have begun in the very second, for the leg's events may come yet and would follow it.
   */
  function absorbRow(call: StoredCall): StoredCall {
    const rings = ringTimes(call);
    const near = rings
      .flatMap((at) => calls.between(call.accountId, at - joinWindowMs, at + joinWindowMs))
      .filter((other) => other.id !== call.id && other.facts === undefined)
      .filter((other) => other.remote.key === call.remote.key && call.remote.key !== '')
      .filter((other) => other.direction === call.direction)
      .filter((other) => Object.keys(other.listed).every((list) => call.listed[list] === undefined))
      .filter((other) => calls.keysOf(other.id).every(({ kind }) => kind === 'row' || beganTogether(call, other)))
      .sort((a, b) => distance(rings, a.startedAt) - distance(rings, b.startedAt));
    return near[0] === undefined ? call : fold(call, near[0]);
  }

  function settle<Call extends Omit<StoredCall, 'id'>>(call: Call): Call {
    const rows = Object.values(call.listed) as ListedFacts[];
    const facts = call.facts === undefined ? undefined : closeByRows(call.facts, rows, clock.now());
    const heard = facts === undefined ? undefined : deriveCall(facts, ownPhones(call.accountId));
    return { ...call, facts, ...settleCall(heard, rows, call.direction) };
  }

  function consider(call: StoredCall): void {
    if (call.facts !== undefined || call.startedAt >= worklistSince(call.accountId)) worklist.consider(call);
  }

  function write(call: StoredCall, before: StoredCall | undefined): CallChange {
    const next = settle(call);
    const changed = before === undefined || !isDeepStrictEqual(before, next);
    if (changed) {
      calls.update(next);
      consider(next);
    }
    return { call: next, before: before?.state, changed };
  }

  function add(call: Omit<StoredCall, 'id'>, keys: readonly CallKey[]): CallChange {
    const added = calls.insert(settle(call));
    calls.addKeys(added, keys);
    consider(added);
    return { call: added, before: undefined, changed: true };
  }

  function noteRow(accountId: string, row: ListedCall): CallChange {
    const keys = keysOfRow(row);
    const remote = parseParty(row.remote);
    const line = lineOf(row.line);
    const facts: ListedFacts = {
      startedAt: row.startedAt,
      ...(row.talkSeconds === undefined ? {} : { talkSeconds: row.talkSeconds }),
      ...(row.outcome === undefined ? {} : { outcome: row.outcome }),
      raw: row.raw,
    };
    const recording =
      row.recording === undefined
        ? undefined
        : { cid: row.recording.cid, uuid: row.recording.uuid, state: 'remote' as const };
    const call = find(accountId, keys) ?? joinByNumbers(accountId, row, remote.key);
    if (call === undefined) {
      return add(
        {
          ...{ accountId, direction: row.direction ?? 'in', state: 'unknown', remote, line, answeredBy: undefined },
          ...{ startedAt: row.startedAt, answeredAt: undefined, endedAt: undefined, talkSeconds: undefined },
          ...{ ringSeconds: undefined, facts: undefined, listed: { [row.list]: facts }, recording },
        },
        keys,
      );
    }
    calls.addKeys(call, keys);
    // What the account's own numbers are may be learned after the row was first read.
    const sides =
      call.facts === undefined && row.direction !== undefined && !knowsBetter(call, row.list)
        ? { direction: row.direction, remote: remote.key === '' ? call.remote : remote, line }
        : {};
    return write(
      {
        ...{ ...call, ...sides },
        ...{ listed: { ...call.listed, [row.list]: facts }, recording: call.recording ?? recording },
      },
      call,
    );
  }

  function noteRows(accountId: string, rows: readonly ListedCall[]): CallChange[] {
    return database.transaction(() => rows.map((row) => noteRow(accountId, row)));
  }

  /**
   * The call nearest in time, of those that talked or did not as the row says. Who finds a line busy calls again within
   * seconds, and then each row finds a call of its own: which of two such tries is which matters to nobody, a call that
   * stands in the history twice does.
   */
  function joinByNumbers(accountId: string, row: ListedCall, remoteKey: string): StoredCall | undefined {
    const distanceTo = (call: StoredCall) => distance([call.startedAt, ...ringTimes(call)], row.startedAt);
    // One that was not heard has no other time than its own, and of those that were heard there are few.
    const [from, to] = [row.startedAt - joinWindowMs, row.startedAt + joinWindowMs];
    const near = calls
      .between(accountId, from, to)
      .concat(calls.heardBetween(accountId, to + 1, row.startedAt + longestDelayMs))
      .filter((call) => distanceTo(call) <= joinWindowMs)
      .filter((call) => row.direction === undefined || call.direction === row.direction)
      .filter((call) => call.listed[row.list] === undefined);
    // Who hides the number is known by the line alone.
    const same = near.filter(
      (call) => call.remote.key === remoteKey && (remoteKey !== '' || call.line === lineOf(row.line)),
    );
    const misfit = (call: StoredCall) =>
      Number(row.outcome !== undefined && (call.answeredAt !== undefined) !== (row.outcome === 'ended'));
    const nearest = same.sort((a, b) => misfit(a) - misfit(b) || distanceTo(a) - distanceTo(b))[0];
    return nearest ?? joinIncomplete(near, row, remoteKey);
  }

  /**
   * One list may tell a number that another lost: their rows are one call where nothing else began in that second, and
   * else two.
   */
  function joinIncomplete(near: readonly StoredCall[], row: ListedCall, remoteKey: string): StoredCall | undefined {
    const [only, ...others] = near.filter(
      (call) => call.facts === undefined && Math.abs(call.startedAt - row.startedAt) <= sameSecondMs,
    );
    return others.length === 0 && (only?.remote.key === '' || remoteKey === '') ? only : undefined;
  }

  return {
    hear(accountId, event, receivedAt) {
      return database.transaction(() => {
        const keys = keysOfEvent(event);
        const found = find(accountId, keys);
        const facts = addEvent(found?.facts, event, receivedAt);
        const remoteRaw = facts.direction === 'in' ? facts.caller : facts.callee;
        const line = lineOf(facts.direction === 'in' ? facts.callee : facts.caller);
        const call: StoredCall =
          found === undefined
            ? calls.insert({
                accountId,
                direction: facts.direction,
                state: 'ringing',
                remote: parseParty(remoteRaw),
                line,
                answeredBy: undefined,
                startedAt: receivedAt,
                answeredAt: undefined,
                endedAt: undefined,
                talkSeconds: undefined,
                ringSeconds: undefined,
                facts,
                listed: {},
                recording: undefined,
              })
            : {
                ...found,
                direction: facts.direction,
                remote: parseParty(remoteRaw || found.remote.raw),
                line: line || found.line,
                facts,
              };
        calls.addKeys(call, keys);
        return write(absorbRow(call), found);
      });
    },
    note(accountId, rows) {
      return noteRows(accountId, rows).filter((change) => change.changed);
    },
    identify: noteRows,
    giveUp(callId, at) {
      return database.transaction(() => {
        const call = calls.get(callId);
        if (call?.facts === undefined) return undefined;
        return write({ ...call, facts: giveUp(call.facts, at) }, call);
      });
    },
  };
}

/** How long after the end that a row tells a talk without a BYE counts as over. */
const lostEndMs = 60_000;

/**
 * A BYE that never came: the row's talk time says when the talk was over. A row of a call in progress grows with it and
 * closes nothing.
 */
function closeByRows(facts: CallFacts, rows: readonly ListedFacts[], now: number): CallFacts {
  const { state, answeredAt } = deriveCall(facts);
  const talkSeconds = Math.max(0, ...rows.map((row) => row.talkSeconds ?? 0));
  if (state !== 'answered' || answeredAt === undefined || talkSeconds === 0) return facts;
  const over = answeredAt + talkSeconds * 1000;
  return now - over > lostEndMs ? giveUp(facts, over) : facts;
}

/**
 * Whether another list that named this call tells its two sides better than this one: the PBX writes both numbers and a
 * direction in words. Without an order two lists that differ would overwrite each other for ever.
 */
function knowsBetter({ listed }: StoredCall, list: ListedCall['list']): boolean {
  return bestToldFirst.slice(0, bestToldFirst.indexOf(list)).some((better) => listed[better] !== undefined);
}
const bestToldFirst: readonly ListedCall['list'][] = ['pbxcalls', 'calls', 'attempts'];

/** When the call began, by our clock and, should its INVITE be lost, by the provider's where that can be read. */
function ringTimes({ facts }: StoredCall): number[] {
  const told = facts?.begunAt === undefined ? [] : [facts.begunAt];
  const rings = Object.values(facts?.legs ?? {}).flatMap(({ invite }) => [invite?.receivedAt, invite?.at]);
  return [...told, ...rings.filter((at) => at !== undefined)];
}

/** By the provider's own clock, which writes whole seconds. */
function beganTogether({ facts }: StoredCall, listed: StoredCall): boolean {
  return facts?.begunAt !== undefined && Math.abs(facts.begunAt - listed.startedAt) <= sameSecondMs;
}

/** From the nearest of several times, in ms. */
function distance(times: readonly number[], to: number): number {
  return Math.min(...times.map((time) => Math.abs(time - to)));
}

function keysOfEvent(event: CallEvent): CallKey[] {
  const keys: CallKey[] = [];
  if (event.callId !== '') keys.push({ kind: 'uuid', value: event.callId });
  if (event.legId !== '') keys.push({ kind: 'cid', value: event.legId });
  return keys;
}

/** A row without any id is known again by what it says. */
function keysOfRow(row: ListedCall): CallKey[] {
  const keys: CallKey[] = row.ids.cids.map((value) => ({ kind: 'cid', value }));
  if (row.ids.uuid !== undefined) keys.push({ kind: 'uuid', value: row.ids.uuid });
  if (keys.length > 0) return keys;
  const content = JSON.stringify([row.list, row.startedAt, row.remote, row.line, row.ids.row]);
  const digest = createHash('sha256').update(content).digest('base64url');
  // The time first, so that the keys of rows that are read together stand together.
  return [{ kind: 'row', value: `${Math.floor(row.startedAt / 1000).toString(36)}.${digest}` }];
}

/** One spelling per own number, so that filters by line work across providers' forms. */
function lineOf(received: string): string {
  const party = parseParty(received);
  return party.e164 ?? (party.kind === 'hidden' ? '' : party.raw);
}

function mergeFacts(a: CallFacts | undefined, b: CallFacts | undefined): CallFacts | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return {
    ...a,
    legs: { ...b.legs, ...a.legs },
    firstHeardAt: Math.min(a.firstHeardAt, b.firstHeardAt),
    lastHeardAt: Math.max(a.lastHeardAt, b.lastHeardAt),
    ...((a.begunAt ?? b.begunAt) === undefined
      ? {}
      : { begunAt: Math.min(a.begunAt ?? Number.POSITIVE_INFINITY, b.begunAt ?? Number.POSITIVE_INFINITY) }),
  };
}
