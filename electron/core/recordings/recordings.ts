import { extname } from 'node:path';
import type { Problem } from '../../../shared/contract/problem.ts';
import type {
  Recording,
  RecordingFilter,
  RecordingRow,
  Transfers,
  Waveform,
} from '../../../shared/contract/recording.ts';
import type { RecordingSettings } from '../../../shared/contract/settings.ts';
import { compact } from '../../../shared/domain/compact.ts';
import type { CallLog } from '../calls/call-log.ts';
import type { CallStore } from '../calls/call-store.ts';
import type { Clock, FileRevealer, Logger } from '../ports.ts';
import { ProblemError, problemOf } from '../problems.ts';
import type { ProviderClient } from '../providers/provider.ts';
import { downloadName } from './download-name.ts';
import { fetchAudio } from './fetch-audio.ts';
import { createRecordingArchiver } from './recording-archiver.ts';
import { createRecordingFiles } from './recording-files.ts';
import type { RecordingRows } from './recording-rows.ts';
import { createTransferQueue, type TransferReport, type Urgency } from './transfer-queue.ts';
import { createWaveforms } from './waveforms.ts';

/** Recordings of calls: fetched one file each, kept in the data directory, played from there. */
export interface Recordings {
  /** Clears up after the last run, and begins to keep all recordings when that is wanted. */
  start(): void;
  list(query: { filter: RecordingFilter; before?: number | undefined; limit: number }): {
    rows: RecordingRow[];
    next?: number;
  };
  get(callId: number): Recording;
  /** Begins fetching and answers at once. */
  fetch(callId: number): Recording;
  /** Answers how many were put into the queue. */
  fetchMany(callIds: readonly number[]): number;
  cancel(callId: number): Promise<Recording>;
  /** Answers how many were cancelled. */
  cancelAll(): Promise<number>;
  keep(callId: number, kept: boolean): Recording;
  /** Takes its file off this disk, and leaves it at the provider. */
  discard(callId: number): Promise<Recording>;
  usage(): { bytes: number; files: number; keptBytes: number; quotaBytes: number };
  waveform(callId: number): Promise<Waveform>;
  transfers(): Transfers;
  /** For the host's media path; who asks for it plays it. */
  file(callId: number): { path: string; bytes: number; mimeType: string; downloadName: string } | undefined;
  /** Shows its file where it lies. */
  reveal(callId: number): void;
  /** The settings of recordings changed. */
  applySettings(): void;
  /** How long the provider keeps recordings of this account may be different now. */
  noteRules(accountId: string): void;
  /** New calls may have recordings. */
  noteCalls(): void;
  /** A new network, an open vault: what failed is tried at once. */
  resume(): void;
  /** Deletes the file of one call, that was kept long enough. */
  removeFile(callId: number): Promise<void>;
  /** Ends the transfers and deletes the files of an account that is removed. */
  removeFiles(accountId: string): Promise<void>;
  close(): Promise<void>;
}

export interface RecordingsDeps {
  directory: string;
  fileRevealer: FileRevealer | undefined;
  calls: CallStore;
  log: CallLog;
  rows: RecordingRows;
  clock: Clock;
  logger: Logger;
  settings: () => RecordingSettings;
  /** How long the user keeps recordings, ms. */
  keptHereMs: () => number;
  accountIds: () => readonly string[];
  client: (accountId: string) => Promise<ProviderClient>;
  onChange: (recording: Recording) => void;
  /** So many changed that their lists are better read anew. */
  onManyChanged: () => void;
  /** What `transfers` answers changed. */
  onTransfers: () => void;
}

/** Told one by one up to here: more would be a backlog that the page throws away. */
const mostToldSingly = 100;

export function createRecordings(deps: RecordingsDeps): Recordings {
  const { directory, calls, log, rows, clock, logger, settings, client, onChange } = deps;
  /** Why the last try failed, until the next one. */
  const problems = new Map<number, Problem>();
  /** To be kept once they are here. */
  const keptOnArrival = new Set<number>();
  let closed = false;
  let sweeping: Promise<void> | undefined;

  const quotaBytes = () => settings().quotaMegabytes * 1024 * 1024;
  const queue = createTransferQueue({
    clock,
    run: transfer,
    onChange: tell,
    onSummary: deps.onTransfers,
  });
  const waveforms = createWaveforms({ rows, clock });
  const shelf = createRecordingFiles({
    directory,
    calls,
    rows,
    clock,
    logger,
    quotaBytes,
    isBusy: (callId) => queue.find(callId)?.state === 'fetching',
    onEvicted: tellAll,
  });
  const keepAll = createRecordingArchiver({
    rows,
    clock,
    logger,
    quotaBytes,
    keptHereMs: deps.keptHereMs,
    accountIds: deps.accountIds,
    isOn: () => settings().keep === 'all',
    keptAtProviderMs: async (accountId) => (await client(accountId)).recordingsKeptMs?.(),
    begin: (callId) => queue.add(callId, 'automatic'),
  });

  function get(callId: number): Recording {
    const call = calls.get(callId);
    if (call?.recordingState === undefined) throw new ProblemError('NOT_FOUND');
    const transfer = queue.find(callId);
    if (transfer !== undefined) {
      const { state, bytes, totalBytes } = transfer;
      return {
        callId,
        state,
        ...(state === 'waiting' ? {} : { bytes }),
        ...compact({ totalBytes }),
        ...(keptOnArrival.has(callId) ? { kept: true } : {}),
      };
    }
    const problem = problems.get(callId);
    const file = shelf.file(callId);
    const durationSeconds = file === undefined ? call.talkSeconds : rows.durationSeconds(callId);
    const facts = {
      callId,
      ...compact({ durationSeconds, problem }),
    };
    const state = call.recordingState;
    if (file !== undefined) {
      const { bytes, mimeType, format, kept } = file;
      const mediaPath = `/media/recordings/${callId}`;
      const named = compact({ format });
      return { ...facts, state: 'stored', bytes, mimeType, ...named, mediaPath, kept };
    }
    // A file that somebody deleted by hand is fetched again; so is what was cut off by the end of the program.
    return { ...facts, state: state === 'stored' || state === 'fetching' ? 'remote' : state };
  }

  /** The account, and with it the call, may have been removed meanwhile. */
  function tell(callId: number): void {
    if (!closed && calls.get(callId)?.recordingState !== undefined) onChange(get(callId));
  }

  function tellAll(callIds: readonly number[]): void {
    if (callIds.length > mostToldSingly) deps.onManyChanged();
    else for (const callId of callIds) tell(callId);
  }

  /** One turn of the queue. Never rejects. */
  async function transfer(callId: number, report: TransferReport, signal: AbortSignal): Promise<boolean> {
    problems.delete(callId);
    const problem = await bring(callId, report, signal).then(
      () => undefined,
      (error: unknown) => {
        if (signal.aborted) return undefined;
        logger.warn('recording-failed', { error });
        return problemOf(error);
      },
    );
    if (problem !== undefined) {
      problems.set(callId, problem);
      calls.setRecordingState(callId, failureState(problem));
    }
    if (!signal.aborted) keepAll.noteEnd(callId, problem);
    return problem === undefined && !signal.aborted;
  }

  async function bring(callId: number, report: TransferReport, signal: AbortSignal): Promise<void> {
    const call = calls.get(callId);
    if (call?.recordingState === undefined) throw new ProblemError('NOT_FOUND');
    // Somebody else's wish may have brought it while this one waited.
    if (isHere(callId)) return;
    const provider = await client(call.accountId);
    const stored = await fetchAudio({ call, client: provider, directory, report, signal });
    await shelf.put(callId, stored);
    if (keptOnArrival.delete(callId)) rows.setKept(callId, true);
    await shelf.makeRoom(callId);
    void waveform(callId).catch(() => {});
  }

  async function waveform(callId: number): Promise<Waveform> {
    const file = shelf.file(callId);
    if (file === undefined) throw new ProblemError('NOT_FOUND');
    const isNew = rows.durationSeconds(callId) === undefined;
    try {
      const made = await waveforms.get(callId, file);
      if (isNew) tell(callId);
      return made;
    } catch (error) {
      const isCancelled = closed || (error instanceof Error && error.name === 'AbortError');
      // A sound that cannot be drawn here may still play, and can be saved.
      if (!isCancelled && problemOf(error).code !== 'NOT_SUPPORTED') logger.warn('waveform-failed', { error });
      throw error;
    }
  }

  const isHere = (callId: number) => shelf.file(callId) !== undefined;

  function enqueue(callId: number, urgency: Urgency): void {
    if (isHere(callId)) return;
    problems.delete(callId);
    queue.add(callId, urgency);
  }

  return {
    start() {
      sweeping = shelf
        .sweep()
        .then(() => shelf.makeRoom())
        .catch((error) => logger.warn('recordings-not-swept', { error }));
      keepAll.consider();
    },
    list({ filter, before, limit }) {
      const page = log.page({ ...filter, kind: 'recorded' }, before, limit);
      const found = page.calls.map((call) => ({ call, recording: get(call.id) }));
      return page.next === undefined ? { rows: found } : { rows: found, next: page.next };
    },
    get,
    fetch(callId) {
      get(callId);
      enqueue(callId, 'asked');
      const begun = get(callId);
      if (begun.state === 'waiting') onChange(begun);
      return begun;
    },
    fetchMany(callIds) {
      const wanted = callIds.filter((callId) => calls.get(callId)?.recordingState !== undefined && !isHere(callId));
      for (const callId of wanted) enqueue(callId, 'chosen');
      tellAll(wanted.filter((callId) => queue.find(callId)?.state === 'waiting'));
      return wanted.length;
    },
    async cancel(callId) {
      keepAll.decline([callId]);
      keptOnArrival.delete(callId);
      if (await queue.cancel(callId)) tell(callId);
      keepAll.consider();
      return get(callId);
    },
    async cancelAll() {
      const cancelled = await queue.cancelAll();
      keepAll.decline(cancelled);
      keptOnArrival.clear();
      tellAll(cancelled);
      keepAll.consider();
      return cancelled.length;
    },
    keep(callId, kept) {
      get(callId);
      if (shelf.file(callId) === undefined) {
        if (kept) keptOnArrival.add(callId);
        else keptOnArrival.delete(callId);
        if (kept) enqueue(callId, 'asked');
        return get(callId);
      }
      rows.setKept(callId, kept);
      const recording = get(callId);
      onChange(recording);
      if (!kept) makeRoom();
      return recording;
    },
    async discard(callId) {
      get(callId);
      keepAll.decline([callId]);
      keptOnArrival.delete(callId);
      problems.delete(callId);
      await queue.cancel(callId);
      waveforms.cancel(callId);
      await shelf.discard(callId);
      tell(callId);
      keepAll.consider();
      return get(callId);
    },
    usage: () => ({ ...rows.usage(), quotaBytes: quotaBytes() }),
    waveform(callId) {
      get(callId);
      return waveform(callId);
    },
    transfers: queue.summary,
    file(callId) {
      const file = shelf.file(callId);
      const call = calls.get(callId);
      if (file === undefined || call === undefined) return undefined;
      shelf.notePlayed(callId);
      const { path, bytes, mimeType } = file;
      return { path, bytes, mimeType, downloadName: downloadName(call, extname(path).slice(1)) };
    },
    reveal(callId) {
      const { fileRevealer } = deps;
      if (fileRevealer === undefined) throw new ProblemError('NOT_SUPPORTED');
      const file = shelf.file(callId);
      if (file === undefined) throw new ProblemError('NOT_FOUND');
      fileRevealer.reveal(file.path);
    },
    applySettings() {
      makeRoom();
      keepAll.consider();
    },
    noteRules: keepAll.noteRules,
    noteCalls: keepAll.consider,
    resume: keepAll.resume,
    async removeFile(callId) {
      waveforms.cancel(callId);
      await shelf.remove(callId);
      tell(callId);
    },
    async removeFiles(accountId) {
      const open = queue.ids().filter((callId) => calls.get(callId)?.accountId === accountId);
      keepAll.decline(open);
      await Promise.all(open.map((callId) => queue.cancel(callId)));
      for (const { callId } of rows.ofAccount(accountId)) {
        waveforms.cancel(callId);
        await shelf.remove(callId);
      }
    },
    async close() {
      closed = true;
      keepAll.close();
      await sweeping;
      await queue.close();
      await waveforms.close();
    },
  };

  function makeRoom(): void {
    shelf.makeRoom().catch((error) => logger.warn('recordings-over-quota', { error }));
  }
}

function failureState({ code }: Problem): 'expired' | 'broken' | 'failed' {
  if (code === 'RECORDING_EXPIRED') return 'expired';
  if (code === 'RECORDING_BROKEN') return 'broken';
  return 'failed';
}
