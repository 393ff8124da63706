import {
  addEvents,
  type CallFacts,
  closeWithoutEnd,
  mergeFacts,
  type ReceivedEvent,
} from '../../../shared/domain/call-machine.ts';
import { parseParty, partyIn } from '../../../shared/domain/phone-number.ts';
import type { Database } from '../database/database.ts';
import { instantOf } from '../database/time-id.ts';
import type { Clock } from '../ports.ts';
import type { CallListRow } from '../providers/call-list-row.ts';
import { type CallBatch, createCallBatch } from './call-batch.ts';
import type { CallStore, IndexedId } from './call-store.ts';
import { heardTimes, lineOf, matchListed, matchRow } from './match-call.ts';
import { settleCall } from './settle-call.ts';
import type { StoredCall } from './stored-call.ts';
import { beyondOf, mergeBeyond, mostRows, type StoredRow, toStoredRow } from './stored-row.ts';
import type { Worklist } from './worklist.ts';

/**
 * The one writer of calls: turns what is heard and what lists say into calls, whatever comes first or twice. Each method is
 * one transaction, or a part of the one that is open, and answers every call that it was about.
 */
export interface CallJournal {
  /** Live events of one account, in the order in which they were heard. */
  applyEvents(accountId: string, events: readonly HeardEvent[]): CallChange[];
  /** Rows of a provider's lists. */
  applyListRows(accountId: string, rows: readonly CallListRow[]): CallChange[];
  /** The first of them, at least one and as many as there is time for; `applied`: so many. */
  applySomeRows(
    accountId: string,
    rows: readonly CallListRow[],
    isOver: () => boolean,
  ): { changes: CallChange[]; applied: number };
  /** A ring or a talk whose end was not heard, beyond what can be believed. */
  closeWithoutEnd(callId: number, at: number): CallChange | undefined;
  /**
   * Nothing was heard for a while, and now the lists were read: what rang or talked before and is told of by a row has ended.
   * `heardUntil`: epoch ms.
   */
  closeInterrupted(accountId: string, heardUntil: number): CallChange[];
  /** What changed a moment ago, with its calls as they are by now; of one that is gone nothing is left to be told. */
  asNow(changes: readonly CallChange[]): CallChange[];
}

/** `at`: when it happened, by our clock. */
export type HeardEvent = ReceivedEvent;

export interface CallChange {
  call: StoredCall;
  /** The state before; undefined for a new call. */
  before: StoredCall['state'] | undefined;
  changed: boolean;
  /** Calls that turned out to be this one, and are gone. */
  folded: readonly number[];
}

export interface CallJournalDeps {
  database: Database;
  calls: CallStore;
  worklist: Worklist;
  clock: Clock;
  /** Phones whose answer counts as "answered here"; empty means every phone of the account. */
  ownPhones: (accountId: string) => readonly string[];
  /** Missed calls of lists that are older are history, not work. */
  worklistSince: (accountId: string) => number;
  /** One call turned out to be another: whatever the user gave the one goes over to the other, before the one is removed. */
  onFold: (goneId: number, id: number) => void;
}

/** One transaction on calls of one account. */
interface Writing {
  batch: CallBatch;
  /** Which call each that turned out to be another is now. */
  folded: Map<number, number>;
  ownPhones: readonly string[];
}

const none: readonly number[] = [];
const nobody = parseParty('');
/** A call whose beginning was not heard is moved in the log to when lists say that it began, if that is more than this. */
const longestMisplacedMs = 60_000;

export function createCallJournal(deps: CallJournalDeps): CallJournal {
  const { database, calls, worklist, clock, worklistSince } = deps;

  function write(accountId: string, work: (writing: Writing) => void): CallChange[] {
    return database.transaction(() => {
      const batch = createCallBatch(calls, accountId);
      const folded = new Map<number, number>();
      work({ batch, folded, ownPhones: deps.ownPhones(accountId) });
      const changes = batch.end().map(({ call, before, changed }) => ({
        call,
        before: before?.state,
        changed,
        folded: folded.size === 0 ? none : [...folded].filter(([, id]) => id === call.id).map(([gone]) => gone),
      }));
      const since = worklistSince(accountId);
      for (const { call, changed } of changes) {
        if (changed && (call.facts !== undefined || call.startedAt >= since)) worklist.consider(call);
      }
      return changes;
    });
  }

  function settle<Call extends Omit<StoredCall, 'id'>>({ ownPhones }: Writing, call: Call): Call {
    // All that it was settled from cannot be read any more: it stays as it was.
    if (call.facts === undefined && call.rowsBeyond === undefined && call.rows.length === 0) return call;
    const settled = settleCall(call, ownPhones, clock.now());
    const [remote, line] = [partyIn(call.accountId, settled.remote), lineOf(settled.line)];
    return { ...call, ...settled, remote, line, recordingState: recordingOf(call) };
  }

  /** The call of these ids; several that turn out to be one are folded into the oldest. */
  function find(writing: Writing, ids: readonly IndexedId[]): StoredCall | undefined {
    const [first, ...others] = writing.batch.withIds(ids);
    return others.reduce<StoredCall | undefined>((call, other) => call && fold(writing, call, other), first);
  }

  /** What was stored as another call turned out to be this one. */
  function fold(writing: Writing, call: StoredCall, other: StoredCall): StoredCall {
    const { batch, folded } = writing;
    deps.onFold(other.id, call.id);
    calls.replace(other.id, call.id);
    batch.drop(other.id);
    for (const [gone, id] of folded) if (id === other.id) folded.set(gone, call.id);
    folded.set(other.id, call.id);
    const joined = other.rows.reduce((held, row) => withRow(held, row), {
      ...call,
      facts: mergeFacts(call.facts, other.facts),
      rowsBeyond: mergeBeyond(call.rowsBeyond, other.rowsBeyond),
      recordingState: other.recordingState === 'stored' ? 'stored' : (call.recordingState ?? other.recordingState),
    });
    batch.put(joined);
    return joined;
  }

  /** Into the older one: what a page shows stays. */
  function foldBoth(writing: Writing, a: StoredCall, b: StoredCall): StoredCall {
    return a.id < b.id ? fold(writing, a, b) : fold(writing, b, a);
  }

  /** The call with this row, in place of what the row said before. */
  function withRow(call: StoredCall, row: StoredRow): StoredCall {
    const at = call.rows.findIndex(({ list, key }) => list === row.list && key === row.key);
    if (at >= 0) return { ...call, rows: call.rows.with(at, row) };
    if (call.rows.length < mostRows) return { ...call, rows: [...call.rows, row] };
    const isNew = calls.keepBeyond(call.id, row);
    return { ...call, rowsBeyond: mergeBeyond(call.rowsBeyond, beyondOf(row, isNew ? 1 : 0)) };
  }

  /** What came of one call, in the order in which it was heard. */
  function applyEventsOfCall(writing: Writing, accountId: string, heard: readonly HeardEvent[]): void {
    const { batch } = writing;
    const ids = idsOfEvents(heard);
    const found = find(writing, ids);
    const facts = addEvents(found?.facts, heard);
    if (found !== undefined) batch.addIds(found.id, ids);
    const call =
      found === undefined
        ? batch.add(settle(writing, newCall(accountId, { facts })), ids)
        : settle(writing, { ...found, facts });
    // A row may be read before the call's events come, when they waited at the relay while the program was away.
    const known = found === undefined ? none : heardTimes(found);
    const isNews = heardTimes(call).some((time) => !known.includes(time)) || found?.remote.key !== call.remote.key;
    const listed = isNews ? batch.onlyListedNear(call.remote.key, heardTimes(call)) : [];
    const joined = foldListed(writing, call, listed);
    if (joined !== call) put(writing, joined);
    else if (found !== undefined) place(writing, call);
  }

  /** With those that only stand in lists and turn out to be this one. */
  function foldListed(writing: Writing, call: StoredCall, others: readonly StoredCall[]): StoredCall {
    const listed = matchListed(call, others, namesOf);
    if (listed === undefined) return call;
    return foldListed(
      writing,
      fold(writing, call, listed),
      others.filter((other) => other !== listed),
    );
  }

  /** A row may lie between calls that are too far from one another to be one without it. */
  function foldNear(writing: Writing, call: StoredCall, near: readonly StoredCall[]): StoredCall {
    const others = near.filter(({ id }) => id !== call.id && !writing.folded.has(id));
    if (others.length === 0) return call;
    const heard =
      call.facts === undefined && others.find((other) => other.facts && matchListed(other, [call], namesOf));
    return heard ? foldListed(writing, heard, [call, ...others]) : foldListed(writing, call, others);
  }

  function applyRow(writing: Writing, accountId: string, row: CallListRow): void {
    const { batch } = writing;
    const ids = idsOfRow(row);
    const stored = toStoredRow(row);
    const named = find(writing, ids);
    const remoteKey = partyIn(accountId, row.remote).key;
    const near = named !== undefined && hasRow(named, row) ? [] : batch.near(row.startedAt, remoteKey);
    const matched = match(near, row, remoteKey, named);
    const call = matched === undefined || named === undefined ? (named ?? matched) : foldBoth(writing, named, matched);
    if (call === undefined) {
      batch.add(settle(writing, newCall(accountId, { rows: [stored] })), ids);
      return;
    }
    batch.addIds(call.id, ids);
    put(writing, foldNear(writing, withRow(call, stored), near));
  }

  function put(writing: Writing, call: StoredCall): void {
    place(writing, settle(writing, call));
  }

  /** In its place in the log: an id is of the time at which its call was thought to begin. */
  function place(writing: Writing, settled: StoredCall): void {
    const { batch } = writing;
    const isMisplaced = instantOf(settled.id) - settled.startedAt > longestMisplacedMs;
    batch.put(isMisplaced ? settle(writing, fold(writing, batch.add(settled, []), settled)) : settled);
  }

  /**
   * The call of a row that no id names; or another that turns out to be the named one, now that this row tells when it began:
   * of some calls only a later part was known.
   */
  function match(
    near: readonly StoredCall[],
    row: CallListRow,
    remoteKey: string,
    named: StoredCall | undefined,
  ): StoredCall | undefined {
    const mayBeNamed = (call: StoredCall) =>
      call.id !== named?.id &&
      (named?.facts === undefined || call.facts === undefined) &&
      (named === undefined || namesOf(named).length === 0 || namesOf(call).length === 0);
    return matchRow({ row, remoteKey }, near.filter(mayBeNamed), namesOf);
  }

  function applySomeRows(accountId: string, rows: readonly CallListRow[], isOver: () => boolean) {
    let applied = 0;
    const changes = write(accountId, (writing) => {
      const instants = rows.map(({ startedAt }) => startedAt);
      if (rows.length > 1) writing.batch.expect(rows.flatMap(idsOfRow), instants);
      for (const row of rows) {
        if (applied > 0 && isOver()) break;
        applyRow(writing, accountId, row);
        applied += 1;
      }
    });
    return { changes, applied };
  }

  /** The provider's own ids of a whole call. */
  function namesOf({ id }: StoredCall): string[] {
    return calls.idsOf(id).flatMap(({ kind, value }) => (kind === 'call' ? [value] : []));
  }

  return {
    applyEvents: (accountId, events) =>
      write(accountId, (writing) => {
        for (const heard of runsOf(events)) applyEventsOfCall(writing, accountId, heard);
      }),
    applyListRows: (accountId, rows) => applySomeRows(accountId, rows, () => false).changes,
    applySomeRows,
    closeWithoutEnd(callId, at) {
      const call = calls.get(callId);
      if (call?.facts === undefined) return undefined;
      return close(call, at)[0];
    },
    closeInterrupted(accountId, heardUntil) {
      const interrupted = calls
        .open()
        .filter((call) => call.accountId === accountId && (call.facts?.lastHeardAt ?? 0) <= heardUntil)
        .filter(({ rows }) => rows.some(({ outcome }) => outcome !== undefined));
      return interrupted.flatMap((call) => close(call, endOf(call, heardUntil)));
    },
    asNow: (changes) =>
      changes.flatMap((change) => {
        const call = calls.get(change.call.id);
        if (call === undefined) return [];
        return {
          ...change,
          call,
          folded: call.id === change.call.id ? change.folded : [...change.folded, change.call.id],
        };
      }),
  };

  function close({ id, accountId }: StoredCall, at: number): CallChange[] {
    return write(accountId, (writing) => {
      const call = writing.batch.get(id);
      if (call?.facts !== undefined)
        writing.batch.put(settle(writing, { ...call, facts: closeWithoutEnd(call.facts, at) }));
    });
  }
}

/** When a call ended of which the rows tell: of a talk after as long as they say, else with the last word that was heard. */
function endOf({ facts, answeredAt, rows }: StoredCall, heardUntil: number): number {
  const talkSeconds = Math.max(0, ...rows.map((row) => row.talkSeconds ?? 0));
  if (answeredAt !== undefined && talkSeconds > 0) return answeredAt + talkSeconds * 1000;
  return facts?.lastHeardAt ?? heardUntil;
}

/** A call before it is settled. */
function newCall(accountId: string, evidence: { facts?: CallFacts; rows?: StoredRow[] }): Omit<StoredCall, 'id'> {
  return {
    accountId,
    direction: 'in',
    state: 'unknown',
    remote: nobody,
    line: '',
    startedAt: 0,
    answeredBy: undefined,
    answeredAt: undefined,
    endedAt: undefined,
    talkSeconds: undefined,
    ringSeconds: undefined,
    recordingState: undefined,
    facts: undefined,
    rows: [],
    rowsBeyond: undefined,
    ...evidence,
  };
}

function hasRow({ rows }: StoredCall, { list, key }: CallListRow): boolean {
  return rows.some((row) => row.list === list && row.key === key);
}

/** A recording that a row tells of is at the provider, unless more is known of it. */
function recordingOf({
  recordingState,
  rows,
}: Pick<StoredCall, 'recordingState' | 'rows'>): StoredCall['recordingState'] {
  return recordingState ?? (rows.some(({ recording }) => recording !== undefined) ? 'remote' : undefined);
}

/** Those of one call that follow one another are read as one: a hundred phones may ring together. */
function runsOf(events: readonly HeardEvent[]): HeardEvent[][] {
  const runs: HeardEvent[][] = [];
  for (const heard of events) {
    const run = runs.at(-1);
    if (run !== undefined && heard.event.callId !== '' && run[0]?.event.callId === heard.event.callId) run.push(heard);
    else runs.push([heard]);
  }
  return runs;
}

function idsOfEvents(heard: readonly HeardEvent[]): IndexedId[] {
  const ids = new Map<string, IndexedId>();
  const add = (kind: 'call' | 'leg', value: string) => {
    if (value !== '') ids.set(`${kind} ${value}`, { kind, value });
  };
  for (const { event } of heard) {
    add('call', event.callId);
    add('leg', event.legId);
  }
  return [...ids.values()];
}

/** A row without any id is known again by its key. */
function idsOfRow({ key, ids }: CallListRow): readonly IndexedId[] {
  return ids.length > 0 ? ids : [{ kind: 'row', value: key }];
}
