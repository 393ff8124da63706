import type { Transfers } from '../../../shared/contract/recording.ts';
import { compact } from '../../../shared/domain/compact.ts';
import type { Clock } from '../ports.ts';

/** Who wants a transfer decides when its turn comes: somebody waits to hear it, chose it among many, or nobody asked. */
export type Urgency = 'asked' | 'chosen' | 'automatic';

/** Decides which transfers run. Knows nothing of what a transfer does. */
export interface TransferQueue {
  /** One that already waits is moved to the greater urgency; one that runs stays as it is. */
  add(callId: number, urgency: Urgency): void;
  find(callId: number): WaitingOrRunning | undefined;
  /** Answers once nothing of it goes on; false when there was nothing to cancel. */
  cancel(callId: number): Promise<boolean>;
  /** Answers which were cancelled. */
  cancelAll(): Promise<number[]>;
  /** Everything that runs or waits. */
  ids(): number[];
  summary(): Transfers;
  close(): Promise<void>;
}

export interface WaitingOrRunning {
  state: 'waiting' | 'fetching';
  bytes: number;
  totalBytes: number | undefined;
}

/** What a transfer tells while it runs. */
export interface TransferReport {
  total(bytes: number | undefined): void;
  /** Bytes so far. */
  progress(bytes: number): void;
}

export interface TransferQueueDeps {
  clock: Clock;
  /** Resolves whether it went well; never rejects. */
  run: (callId: number, report: TransferReport, signal: AbortSignal) => Promise<boolean>;
  /** The transfer of this call came, went on or ended. */
  onChange: (callId: number) => void;
  /** What `summary` answers changed. */
  onSummary: () => void;
}

/** What nobody waits for never takes more than this of the line and of the provider's patience. */
const mostInBackground = 2;
/** What somebody waits for goes beside it. */
const mostInAll = 4;

/** Progress is for eyes: more often than this is only traffic. */
const progressEveryMs = 200;
const summaryEveryMs = 500;
/** The speed is that of this last while. */
const speedOverMs = 3000;

interface Running {
  urgency: Urgency;
  abort: AbortController;
  bytes: number;
  totalBytes: number | undefined;
  done: Promise<void>;
}

export function createTransferQueue({ clock, run, onChange, onSummary }: TransferQueueDeps): TransferQueue {
  const waiting: Record<Urgency, Set<number>> = { asked: new Set(), chosen: new Set(), automatic: new Set() };
  const running = new Map<number, Running>();
  let done = 0;
  let failed = 0;
  let received = 0;
  let history: { at: number; received: number }[] = [];
  let summaryToldAt = 0;
  let closed = false;

  const waitingCount = () => waiting.asked.size + waiting.chosen.size + waiting.automatic.size;

  const ids = () => [...Object.values(waiting).flatMap((set) => [...set]), ...running.keys()];

  function speed(): number | undefined {
    const [first] = history;
    const elapsed = clock.now() - (first?.at ?? 0);
    return running.size === 0 || first === undefined || elapsed < progressEveryMs
      ? undefined
      : Math.round(((received - first.received) * 1000) / elapsed);
  }

  function summary(): Transfers {
    const bytesPerSecond = speed();
    return {
      active: running.size,
      waiting: waitingCount(),
      done,
      failed,
      ...compact({ bytesPerSecond }),
    };
  }

  function tellSummary(): void {
    if (closed) return;
    summaryToldAt = clock.now();
    onSummary();
  }

  function noteReceived(bytes: number): void {
    received += bytes;
    const now = clock.now();
    const last = history.at(-1);
    if (last === undefined || now - last.at >= progressEveryMs) history.push({ at: now, received });
    while (history.length > 2 && now - (history[1]?.at ?? now) > speedOverMs) history.shift();
    if (now - summaryToldAt >= summaryEveryMs) tellSummary();
  }

  function next(): { callId: number; urgency: Urgency } | undefined {
    if (closed || running.size >= mostInAll) return undefined;
    const [asked] = waiting.asked;
    if (asked !== undefined) return { callId: asked, urgency: 'asked' };
    const inBackground = [...running.values()].filter(({ urgency }) => urgency !== 'asked').length;
    if (inBackground >= mostInBackground) return undefined;
    for (const urgency of ['chosen', 'automatic'] as const) {
      const [callId] = waiting[urgency];
      if (callId !== undefined) return { callId, urgency };
    }
    return undefined;
  }

  function pump(): void {
    for (let turn = next(); turn !== undefined; turn = next()) {
      waiting[turn.urgency].delete(turn.callId);
      start(turn.callId, turn.urgency);
    }
  }

  function start(callId: number, urgency: Urgency): void {
    if (running.size === 0) history = [{ at: clock.now(), received }];
    const transfer: Running = {
      urgency,
      abort: new AbortController(),
      bytes: 0,
      totalBytes: undefined,
      done: Promise.resolve(),
    };
    running.set(callId, transfer);
    transfer.done = follow(callId, transfer);
    onChange(callId);
  }

  async function follow(callId: number, transfer: Running): Promise<void> {
    // The first bytes are told at once: where no more come for a while, that is what there is to show.
    let toldAt = Number.NEGATIVE_INFINITY;
    const report: TransferReport = {
      total: (bytes) => {
        transfer.totalBytes = bytes;
      },
      progress(bytes) {
        noteReceived(bytes - transfer.bytes);
        transfer.bytes = bytes;
        if (clock.now() - toldAt < progressEveryMs) return;
        toldAt = clock.now();
        onChange(callId);
      },
    };
    const { signal } = transfer.abort;
    const succeeded = await run(callId, report, signal);
    running.delete(callId);
    if (succeeded) done += 1;
    else if (!signal.aborted) failed += 1;
    if (closed) return;
    pump();
    onChange(callId);
    tellSummary();
  }

  return {
    add(callId, urgency) {
      if (closed || running.has(callId)) return;
      if (running.size + waitingCount() === 0) {
        // The count begins anew with the first thing to fetch after a pause.
        done = 0;
        failed = 0;
      }
      const urgencies = ['asked', 'chosen', 'automatic'] as const;
      const held = urgencies.find((one) => waiting[one].has(callId));
      if (held !== undefined && urgencies.indexOf(held) <= urgencies.indexOf(urgency)) return;
      if (held !== undefined) waiting[held].delete(callId);
      waiting[urgency].add(callId);
      pump();
      tellSummary();
    },
    find(callId) {
      const transfer = running.get(callId);
      if (transfer !== undefined) {
        return { state: 'fetching', bytes: transfer.bytes, totalBytes: transfer.totalBytes };
      }
      const waits = Object.values(waiting).some((set) => set.has(callId));
      return waits ? { state: 'waiting', bytes: 0, totalBytes: undefined } : undefined;
    },
    async cancel(callId) {
      const waited = Object.values(waiting).some((set) => set.delete(callId));
      const transfer = running.get(callId);
      transfer?.abort.abort();
      await transfer?.done;
      if (waited) tellSummary();
      return waited || transfer !== undefined;
    },
    async cancelAll() {
      const cancelled = ids();
      for (const set of Object.values(waiting)) set.clear();
      const ending = [...running.values()];
      for (const { abort } of ending) abort.abort();
      await Promise.all(ending.map((transfer) => transfer.done));
      tellSummary();
      return cancelled;
    },
    ids,
    summary,
    async close() {
      closed = true;
      for (const set of Object.values(waiting)) set.clear();
      for (const { abort } of running.values()) abort.abort();
      await Promise.all([...running.values()].map((transfer) => transfer.done));
    },
  };
}
