import { isDeepStrictEqual } from 'node:util';
import { instantOf } from '../database/time-id.ts';
import { type CallStore, type IndexedId, nameOf } from './call-store.ts';
import { joinWindowMs, timesOf } from './match-call.ts';
import type { StoredCall } from './stored-call.ts';

/**
 * The calls of one account that one transaction works on: each is read once and written once, whatever number of rows and
 * events tell of it, and what was added a moment ago is found like what was there before.
 */
export interface CallBatch {
  /** Looks up at once what rows with these ids, of these instants (epoch ms), are about to ask for: of most nothing is known. */
  expect(ids: readonly IndexedId[], instants: readonly number[]): void;
  /** Calls known by any of these ids, oldest first. */
  withIds(ids: readonly IndexedId[]): StoredCall[];
  /**
   * Calls that began within the join window of an instant (epoch ms), by any of their times, and some more: those of one caller
   * and of who hides the number, and where that is anybody at all, those of all callers.
   */
  near(instant: number, remoteKey: string): StoredCall[];
  /**
   * Those of one caller of which nothing was heard. An event asks for no others: it may be one of thousands that waited, and
   * must not read again what the former ones told.
   */
  onlyListedNear(remoteKey: string, instants: readonly number[]): StoredCall[];
  get(id: number): StoredCall | undefined;
  add(call: Omit<StoredCall, 'id'>, ids: readonly IndexedId[]): StoredCall;
  addIds(callId: number, ids: readonly IndexedId[]): void;
  put(call: StoredCall): void;
  /** It turned out to be another. */
  drop(id: number): void;
  /** Writes what changed, and answers every call that was added or put, with how it was before. */
  end(): { call: StoredCall; before: StoredCall | undefined; changed: boolean }[];
}

const none: readonly number[] = [];
/** Which calls there are is read by parts of the day, so that the next row finds its own read already. */
const partMs = 60_000;

export function createCallBatch(store: CallStore, accountId: string): CallBatch {
  const calls = new Map<number, StoredCall>();
  /** `before`: as they were when they were read; undefined for one that was added, which is written at once. */
  const touched = new Map<number, { before?: StoredCall | undefined; written?: StoredCall }>();
  /** By parts of the day: which calls of which callers stand there and are not in `calls` yet. */
  const parts = new Map<number, Map<string, number[]>>();
  /** Those in which no call stood before, of any account. */
  const emptyParts = new Set<number>();
  /** Which calls the expected ids name. */
  let expected = new Map<string, number[]>();
  /** Ids of calls by each join window in which one of their times lies. */
  const byWindow = new Map<number, number[]>();

  function index(call: StoredCall): void {
    for (const time of timesOf(call)) {
      const ids = byWindow.get(windowOf(time));
      if (ids === undefined) byWindow.set(windowOf(time), [call.id]);
      else if (!ids.includes(call.id)) ids.push(call.id);
    }
  }

  /** The call as this transaction knows it. */
  function remember(read: StoredCall): StoredCall {
    const known = calls.get(read.id);
    if (known !== undefined) return known;
    calls.set(read.id, read);
    index(read);
    return read;
  }

  /** A line among many finds the calls of all others there: few of them are read. */
  function callersIn(part: number): Map<string, number[]> {
    const known = parts.get(part);
    if (known !== undefined) return known;
    const callers = new Map<string, number[]>();
    for (const { id, remoteKey } of store.callersBetween(accountId, part * partMs, (part + 1) * partMs - 1)) {
      const ids = callers.get(remoteKey);
      if (ids === undefined) callers.set(remoteKey, [id]);
      else ids.push(id);
    }
    parts.set(part, callers);
    return callers;
  }

  function readCalls(callers: Map<string, number[]>, remoteKey: string): void {
    for (const id of callers.get(remoteKey) ?? none) get(id);
    callers.delete(remoteKey);
  }

  function inWindowsAround(instant: number): StoredCall[] {
    const window = windowOf(instant);
    const ids = [window - 1, window, window + 1].flatMap((each) => byWindow.get(each) ?? none);
    return [...new Set(ids)]
      .sort((a, b) => a - b)
      .map((id) => calls.get(id))
      .filter((call) => call !== undefined);
  }

  function readNames(ids: readonly IndexedId[]): number[] {
    const known = ids.map((id) => expected.get(nameOf(id)));
    if (known.some((callIds) => callIds === undefined)) return store.callsNamed(ids);
    return [...new Set(known.flatMap((callIds) => callIds ?? []))].sort((a, b) => a - b);
  }

  function addIds(callId: number, ids: readonly IndexedId[]): void {
    const unknown = ids.filter((id) => !expected.get(nameOf(id))?.includes(callId));
    store.addIds(callId, unknown);
    for (const id of unknown) expected.get(nameOf(id))?.push(callId);
  }

  /** Undefined also where it is of another account: ids are the provider's, and a row is nobody else's. */
  function get(id: number): StoredCall | undefined {
    const known = calls.get(id);
    if (known !== undefined) return known;
    const read = store.get(id);
    return read?.accountId === accountId ? remember(read) : undefined;
  }

  return {
    get,
    addIds,
    expect(ids, instants) {
      const byName = store.callsByName(ids);
      if (byName !== undefined) expected = new Map(ids.map(nameOf).map((name) => [name, byName.get(name) ?? []]));
      const asked = new Set(instants.flatMap((instant) => partsAround(instant)));
      const [first, last] = [Math.min(...asked), Math.max(...asked)];
      const taken = store.takenBetween(first * partMs, (last + 1) * partMs - 1);
      if (taken === undefined) return;
      for (const instant of taken) asked.delete(partOf(instant));
      for (const part of asked) {
        parts.set(part, new Map());
        emptyParts.add(part);
      }
    },
    withIds(ids) {
      return readNames(ids)
        .map(get)
        .filter((call) => call !== undefined);
    },
    near(instant, remoteKey) {
      const around = partsAround(instant).map(callersIn);
      for (const callers of around) for (const key of [remoteKey, '']) readCalls(callers, key);
      const found = inWindowsAround(instant);
      if (remoteKey !== '' && found.every((call) => call.remote.key !== '')) return found;
      for (const callers of around) for (const key of [...callers.keys()]) readCalls(callers, key);
      return inWindowsAround(instant);
    },
    onlyListedNear(remoteKey, instants) {
      const found = windowsAround(instants).flatMap(([from, to]) =>
        store.onlyListedBetween(accountId, remoteKey, from, to),
      );
      return [...new Map(found.map((call) => [call.id, remember(call)])).values()];
    },
    add(call, ids) {
      const added = store.insert(call, (id) => emptyParts.has(partOf(instantOf(id))) && !calls.has(id));
      addIds(added.id, ids);
      calls.set(added.id, added);
      touched.set(added.id, { written: added });
      index(added);
      return added;
    },
    put(call) {
      if (!touched.has(call.id)) touched.set(call.id, { before: calls.get(call.id) });
      calls.set(call.id, call);
      index(call);
    },
    drop(id) {
      // Its ids name another now, and its own leads there.
      expected.clear();
      emptyParts.clear();
      calls.delete(id);
      touched.delete(id);
    },
    end() {
      return [...touched].flatMap(([id, { before, written }]) => {
        const call = calls.get(id);
        if (call === undefined) return [];
        const changed = before === undefined || !isDeepStrictEqual(before, call);
        if (changed && written !== call) store.update(call);
        return [{ call, before, changed }];
      });
    },
  };
}

/** How far from an instant calls stand of which a time lies within its join window: `furtherTimes` leaves another between. */
const standWithinMs = 2 * joinWindowMs;

/** Where such calls stand, of several instants (epoch ms): what meets is one, as are the instants of all phones that ring together. */
function windowsAround(instants: readonly number[]): [from: number, to: number][] {
  const windows: [number, number][] = [];
  for (const instant of instants.toSorted((a, b) => a - b)) {
    const last = windows.at(-1);
    if (last !== undefined && instant - standWithinMs <= last[1]) last[1] = instant + standWithinMs;
    else windows.push([instant - standWithinMs, instant + standWithinMs]);
  }
  return windows;
}

/** Where calls stand of which a time lies within the join window. */
function partsAround(instant: number): number[] {
  const [first, last] = [partOf(instant - standWithinMs), partOf(instant + standWithinMs)];
  return first === last ? [first] : [first, last];
}

function partOf(instant: number): number {
  return Math.floor(instant / partMs);
}

function windowOf(instant: number): number {
  return Math.floor(instant / joinWindowMs);
}
