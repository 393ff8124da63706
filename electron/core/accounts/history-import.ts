import { isDeepStrictEqual } from 'node:util';
import type { AccountHistory, HistoryDepth, ImportProgress } from '../../../shared/contract/account.ts';
import { compact } from '../../../shared/domain/compact.ts';
import type { Clock } from '../ports.ts';
import type { Provider } from '../providers/provider.ts';
import type { AccountRows, StoredHistory, StoredImport } from './account-rows.ts';

/**
 * Reads an account's past slice by slice, the newest first. How far it got is kept, so that it goes on after a crash or a
 * broken connection; a slice that was cut off is read again, and its calls are known by then.
 */
export interface HistoryImport {
  /** Undefined: nothing is left to read. */
  progress(): ImportProgress | undefined;
  /** What is known of the past, and what the user wants to know of it. */
  known(): AccountHistory;
  /** From now on back, whatever was read before. */
  begin(): void;
  /** What was read stays. */
  cancel(): void;
  /** Another depth: a greater one goes on where the reading stopped, as the same one does where it stopped early. */
  reach(depth: HistoryDepth): void;
  /**
   * Until all is in, it is cancelled, or `mayGoOn` says no after a slice. `read` notes all calls of the slice; this rejects
   * with what it rejects with, but for what says that there is no more.
   */
  readOn(read: (slice: Slice) => Promise<void>, mayGoOn: () => boolean, signal: AbortSignal): Promise<void>;
}

export interface Slice {
  /** Epoch ms. */
  from: number;
  to: number;
  signal: AbortSignal;
  /** To be told what came, and what share of the slice it was. */
  onPiece: (piece: { calls: number; share: number }) => void;
}

export interface HistoryImportDeps {
  accountId: string;
  rows: Pick<AccountRows, 'history' | 'setHistory'>;
  clock: Clock;
  /** How far back the provider's lists reach, ms. The user chooses where nobody knows. */
  reachMs: number | undefined;
  /**
   * No slice is shorter. Where the reach is known, each is as long as all before it together; elsewhere as long as this, so
   * that it is known to one slice how far the lists were read when the provider will give no more.
   */
  firstSliceMs: number;
  /** Whether it is the provider's last word: it was asked for what it does not give. */
  isRefusal: (error: unknown) => boolean;
  onProgress: () => void;
}

const dayMs = 24 * 3600_000;
/** The provider's clock may be ahead of ours. */
export const aheadMs = 5 * 60_000;
/** Whoever was not called for three months was not called before. */
const emptyMs = 90 * dayMs;
/** What fails so often in a row, while the lists of today are read all right, is what the provider does not give. */
const mostTries = 4;
/** Before there were such providers. */
const earliest = Date.UTC(2000, 0, 2);

/** Undefined: as far as there is anything. */
const depthMs: Record<HistoryDepth, number | undefined> = {
  week: 7 * dayMs,
  quarter: 92 * dayMs,
  year: 366 * dayMs,
  all: undefined,
};

/** All of the past that is wanted of a provider's lists, to be read from now on back. */
export function wholeHistory(
  { historyMs }: Pick<Provider, 'historyMs'>,
  depth: HistoryDepth,
  now: number,
): StoredImport {
  return backFrom(now + aheadMs, bottomOf(historyMs, depth, now));
}

function backFrom(until: number, from: number | undefined): StoredImport {
  return { from, until, downTo: until, foundDownTo: until, calls: 0 };
}

function bottomOf(historyMs: number | undefined, depth: HistoryDepth, now: number): number | undefined {
  const reach = historyMs ?? depthMs[depth];
  return reach === undefined ? undefined : now - reach;
}

export function createHistoryImport(deps: HistoryImportDeps): HistoryImport {
  const { accountId, rows, clock, reachMs, firstSliceMs, isRefusal, onProgress } = deps;
  /** Ends the slice that is being read, and nothing else. */
  let turn: AbortController | undefined;
  /** Of the slice under way. */
  let share = 0;
  let calls = 0;
  /** How often the slice failed that comes next. */
  let failures = 0;

  function startOver(): void {
    turn?.abort();
    [share, calls, failures] = [0, 0, 0];
  }

  function keep(history: StoredHistory): void {
    startOver();
    rows.setHistory(accountId, history);
    onProgress();
  }

  function sliceOf({ from = earliest, until, downTo }: StoredImport): number {
    const length = reachMs === undefined ? firstSliceMs : Math.max(firstSliceMs, until - downTo);
    return Math.min(downTo - from, length);
  }

  async function readSlice(read: (slice: Slice) => Promise<void>, signal: AbortSignal): Promise<void> {
    const history = rows.history(accountId);
    const { left } = history;
    if (left === undefined) return;
    const from = left.downTo - sliceOf(left);
    [share, calls] = [0, 0];
    const own = new AbortController();
    turn = own;
    try {
      await read({
        from,
        to: left.downTo,
        signal: AbortSignal.any([signal, own.signal]),
        onPiece(piece) {
          if (own.signal.aborted) return;
          share = Math.min(1, share + piece.share);
          calls += piece.calls;
          onProgress();
        },
      });
    } catch (error) {
      if (own.signal.aborted) return;
      if (signal.aborted) throw error;
      failures += 1;
      const mayEnd = reachMs === undefined && history.knownFrom !== undefined;
      if (!mayEnd || !(isRefusal(error) || failures >= mostTries)) throw error;
      keep({ ...history, left: undefined, end: 'refused' });
      return;
    }
    // Begun anew meanwhile, perhaps for other numbers: what was read is a part of nothing.
    if (own.signal.aborted || !isDeepStrictEqual(rows.history(accountId), history)) return;
    const next = { ...left, downTo: from, calls: left.calls + calls, ...(calls > 0 ? { foundDownTo: from } : {}) };
    const isThrough = from <= (left.from ?? earliest);
    const isEmpty = !isThrough && reachMs === undefined && next.foundDownTo - from >= emptyMs;
    rows.setHistory(accountId, {
      ...history,
      knownFrom: Math.min(history.knownFrom ?? from, from),
      end: isEmpty ? 'empty' : undefined,
      left: isThrough || isEmpty ? undefined : next,
    });
    [share, calls, failures] = [0, 0, 0];
  }

  return {
    progress() {
      const { left } = rows.history(accountId);
      if (left === undefined) return undefined;
      const done = left.until - left.downTo + share * sliceOf(left);
      return {
        ...(left.from === undefined ? {} : { share: Math.min(1, Math.max(0, done / (left.until - left.from))) }),
        calls: left.calls + calls,
        readBackTo: Math.min(left.downTo, clock.now()),
      };
    },
    known() {
      const { depth, knownFrom, end, left } = rows.history(accountId);
      const bottom = bottomOf(reachMs, depth, clock.now()) ?? earliest;
      return {
        ...(reachMs === undefined ? { depth } : {}),
        ...compact({ knownSince: knownFrom, end }),
        canReadOn: reachMs === undefined && left === undefined && (knownFrom ?? clock.now()) - bottom >= dayMs,
      };
    },
    begin() {
      const history = rows.history(accountId);
      const left = wholeHistory({ historyMs: reachMs }, history.depth, clock.now());
      keep({ ...history, end: undefined, left });
    },
    cancel: () => keep({ ...rows.history(accountId), left: undefined }),
    reach(depth) {
      const history = rows.history(accountId);
      const bottom = bottomOf(reachMs, depth, clock.now());
      const left = history.left ?? backFrom(history.knownFrom ?? clock.now() + aheadMs, bottom);
      const isThrough = left.downTo <= (bottom ?? earliest);
      keep({ ...history, depth, end: undefined, left: isThrough ? undefined : { ...left, from: bottom } });
    },
    async readOn(read, mayGoOn, signal) {
      do {
        await readSlice(read, signal);
        onProgress();
      } while (rows.history(accountId).left !== undefined && !signal.aborted && mayGoOn());
    },
  };
}
