import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../../../shared/contract/problem.ts';
import type { Recording, RecordingRow } from '../../../shared/contract/recording.ts';
import type { CallRows } from '../database/call-rows.ts';
import type { RecordingRows } from '../database/recording-rows.ts';
import type { Clock, Logger } from '../ports.ts';
import { ProblemError, problemOf } from '../problems.ts';
import { ProviderError } from '../providers/errors.ts';
import type { ProviderClient } from '../providers/provider.ts';
import { storeAudio } from './audio-file.ts';

/** Recordings of calls: fetched one file each, kept in the data directory, played from there. */
export interface Recordings {
  list(query: { search?: string | undefined; before?: number | undefined; limit: number }): {
    rows: RecordingRow[];
    next?: number;
  };
  get(callId: number): Recording;
  /** Begins fetching and answers at once. */
  fetch(callId: number): Recording;
  cancel(callId: number): Promise<Recording>;
  file(callId: number): { path: string; bytes: number; mimeType: string } | undefined;
  /** Deletes the file of one call, that was kept long enough. */
  removeFile(callId: number): Promise<void>;
  /** Deletes the files of an account that is removed. */
  removeFiles(accountId: string): Promise<void>;
  close(): Promise<void>;
}

export interface RecordingsDeps {
  directory: string;
  calls: CallRows;
  rows: RecordingRows;
  clock: Clock;
  logger: Logger;
  client: (accountId: string) => Promise<ProviderClient>;
  onChange: (recording: Recording) => void;
}

/** Progress is for eyes: more often than this is only traffic. */
const progressEveryMs = 200;

interface Transfer {
  abort: AbortController;
  bytes: number;
  totalBytes: number | undefined;
  done: Promise<void>;
}

export function createRecordings({
  directory,
  calls,
  rows,
  clock,
  logger,
  client,
  onChange,
}: RecordingsDeps): Recordings {
  const transfers = new Map<number, Transfer>();
  /** Why the last try failed, until the next one. */
  const problems = new Map<number, Problem>();

  function get(callId: number): Recording {
    const call = calls.get(callId);
    if (call?.recording === undefined) throw new ProblemError('NOT_FOUND');
    const transfer = transfers.get(callId);
    if (transfer !== undefined) {
      return {
        callId,
        state: 'fetching',
        bytes: transfer.bytes,
        ...(transfer.totalBytes === undefined ? {} : { totalBytes: transfer.totalBytes }),
      };
    }
    const audio = rows.get(callId);
    if (audio !== undefined && existsSync(join(directory, audio.file))) {
      return {
        callId,
        state: 'stored',
        bytes: audio.bytes,
        mimeType: audio.mimeType,
        mediaPath: `/media/recordings/${callId}`,
        ...(call.talkSeconds === undefined ? {} : { durationSeconds: call.talkSeconds }),
      };
    }
    const problem = problems.get(callId);
    // A file that somebody deleted by hand is fetched again; so is what was cut off by the end of the program.
    const state =
      call.recording.state === 'stored' || call.recording.state === 'fetching' ? 'remote' : call.recording.state;
    return {
      callId,
      state,
      ...(call.talkSeconds === undefined ? {} : { durationSeconds: call.talkSeconds }),
      ...(problem === undefined ? {} : { problem }),
    };
  }

  async function transferAudio(callId: number, transfer: Transfer): Promise<void> {
    const call = calls.get(callId);
    if (call?.recording === undefined) return;
    const { signal } = transfer.abort;
    try {
      const provider = await client(call.accountId);
      if (provider.openRecording === undefined) throw new ProblemError('NOT_SUPPORTED');
      const { cid, uuid } = call.recording;
      const listedAt = (Object.values(call.listed) as { startedAt?: number }[])[0]?.startedAt;
      const download = await provider.openRecording(
        {
          startedAt: listedAt ?? call.startedAt,
          ...(cid === undefined ? {} : { cid }),
          ...(uuid === undefined ? {} : { uuid }),
        },
        signal,
      );
      transfer.totalBytes = download.totalBytes;
      const file = `${callId}.audio`;
      let toldAt = 0;
      const stored = await storeAudio({
        stream: download.stream,
        totalBytes: download.totalBytes,
        path: join(directory, file),
        signal,
        onProgress(bytes) {
          transfer.bytes = bytes;
          if (clock.now() - toldAt < progressEveryMs) return;
          toldAt = clock.now();
          onChange(get(callId));
        },
      });
      rows.save({ callId, file, ...stored, storedAt: clock.now() });
      calls.setRecordingState(callId, 'stored');
    } catch (error) {
      if (signal.aborted) {
        calls.setRecordingState(callId, 'remote');
        return;
      }
      logger.warn('recording-failed', { error });
      problems.set(callId, problemOf(error));
      calls.setRecordingState(callId, failureState(error));
    }
  }

  return {
    list({ search, before, limit }) {
      const page = calls.page({ kind: 'recorded', ...(search === undefined ? {} : { search }) }, before, limit);
      const found = page.calls.map((call) => ({ call, recording: get(call.id) }));
      return page.next === undefined ? { rows: found } : { rows: found, next: page.next };
    },
    get,
    fetch(callId) {
      const now = get(callId);
      if (now.state === 'stored' || now.state === 'fetching') return now;
      problems.delete(callId);
      const transfer: Transfer = {
        abort: new AbortController(),
        bytes: 0,
        totalBytes: undefined,
        done: Promise.resolve(),
      };
      transfers.set(callId, transfer);
      transfer.done = transferAudio(callId, transfer).finally(() => {
        transfers.delete(callId);
        // The account, and with it the call, may have been removed meanwhile.
        if (calls.get(callId)?.recording !== undefined) onChange(get(callId));
      });
      const begun = get(callId);
      onChange(begun);
      return begun;
    },
    async cancel(callId) {
      const transfer = transfers.get(callId);
      transfer?.abort.abort();
      await transfer?.done;
      return get(callId);
    },
    file(callId) {
      const audio = rows.get(callId);
      if (audio === undefined) return undefined;
      const path = join(directory, audio.file);
      return existsSync(path) ? { path, bytes: audio.bytes, mimeType: audio.mimeType } : undefined;
    },
    async removeFile(callId) {
      const audio = rows.get(callId);
      if (audio === undefined) return;
      await rm(join(directory, audio.file), { force: true });
      rows.remove(callId);
      calls.setRecordingState(callId, 'remote');
      onChange(get(callId));
    },
    async removeFiles(accountId) {
      for (const audio of rows.ofAccount(accountId)) await rm(join(directory, audio.file), { force: true });
    },
    async close() {
      for (const transfer of transfers.values()) transfer.abort.abort();
      await Promise.all([...transfers.values()].map((transfer) => transfer.done));
    },
  };
}

function failureState(error: unknown): 'expired' | 'broken' | 'failed' {
  if (error instanceof ProviderError && error.code === 'RECORDING_EXPIRED') return 'expired';
  if (error instanceof ProviderError && error.code === 'RECORDING_BROKEN') return 'broken';
  return 'failed';
}
