import { isDeepStrictEqual } from 'node:util';
import type { ImportProgress } from '../../../shared/contract/account.ts';
import type { AccountRows, StoredImport } from '../database/account-rows.ts';
import type { Clock } from '../ports.ts';
import type { Provider } from '../providers/provider.ts';

/**
 * Reads an account's past slice by slice, the newest first. How far it got is kept, so that it goes on after a crash or a
 * broken connection; a slice that was cut off is read again, and its calls are known by then.
 */
export interface HistoryImport {
  /** Undefined: nothing is left to read. */
  progress(): ImportProgress | undefined;
  /** From now on back, whatever was read before. */
  begin(): void;
  /** What was read stays. */
  cancel(): void;
  /**
   * Until all is in, it is cancelled, or `mayGoOn` says no after a slice. `read` notes all calls of the slice; this rejects
   * with what it rejects with.
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
  rows: Pick<AccountRows, 'historyImport' | 'setHistoryImport'>;
  clock: Clock;
  /** How far back, ms. */
  reachMs: number;
  /** Every slice is as long as all before it together, and none shorter than this. */
  firstSliceMs: number;
  onProgress: () => void;
}

/** The provider's clock may be ahead of ours. */
export const aheadMs = 5 * 60_000;
/** How far back the lists of a provider are read that does not say how far they reach. */
export const usualReachMs = 7 * 24 * 3600_000;

/** All of the past that a provider's lists hold, to be read. */
export function wholeHistory({ historyMs = usualReachMs }: Pick<Provider, 'historyMs'>, now: number): StoredImport {
  return { from: now - historyMs, until: now + aheadMs, downTo: now + aheadMs, calls: 0 };
}

export function createHistoryImport(deps: HistoryImportDeps): HistoryImport {
  const { accountId, rows, clock, reachMs, firstSliceMs, onProgress } = deps;
  /** Ends the slice that is being read, and nothing else. */
  let turn: AbortController | undefined;
  /** Of the slice under way. */
  let share = 0;
  let calls = 0;

  function startOver(): void {
    turn?.abort();
    [share, calls] = [0, 0];
  }

  async function readSlice(read: (slice: Slice) => Promise<void>, signal: AbortSignal): Promise<void> {
    const left = rows.historyImport(accountId);
    if (left === undefined) return;
    const from = Math.max(left.from, left.downTo - Math.max(firstSliceMs, left.until - left.downTo));
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
      throw error;
    }
    // Begun anew meanwhile, perhaps for other numbers: what was read is a part of nothing.
    if (own.signal.aborted || !isDeepStrictEqual(rows.historyImport(accountId), left)) return;
    const next = { ...left, downTo: from, calls: left.calls + calls };
    rows.setHistoryImport(accountId, from > left.from ? next : undefined);
    [share, calls] = [0, 0];
  }

  return {
    progress() {
      const left = rows.historyImport(accountId);
      if (left === undefined) return undefined;
      const slice = Math.min(left.downTo - left.from, Math.max(firstSliceMs, left.until - left.downTo));
      const done = left.until - left.downTo + share * slice;
      return {
        share: Math.min(1, Math.max(0, done / (left.until - left.from))),
        calls: left.calls + calls,
        readBackTo: Math.min(left.downTo, clock.now()),
      };
    },
    begin() {
      startOver();
      rows.setHistoryImport(accountId, wholeHistory({ historyMs: reachMs }, clock.now()));
      onProgress();
    },
    cancel() {
      startOver();
      rows.setHistoryImport(accountId, undefined);
      onProgress();
    },
    async readOn(read, mayGoOn, signal) {
      do {
        await readSlice(read, signal);
        onProgress();
      } while (rows.historyImport(accountId) !== undefined && !signal.aborted && mayGoOn());
    },
  };
}
