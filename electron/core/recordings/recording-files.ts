import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CallStore } from '../calls/call-store.ts';
import type { Clock, Logger } from '../ports.ts';
import { chooseEvictions } from './quota.ts';
import type { RecordingRows } from './recording-rows.ts';
import type { StoredFile } from './store-audio.ts';

/** The files of recordings on this disk: which are there, which are played, which leave when they are too many. */
export interface RecordingFiles {
  file(callId: number): ShelvedFile | undefined;
  /** A file has just arrived; an older one of the same call under another name goes. */
  put(callId: number, file: StoredFile): Promise<void>;
  /** Somebody plays it now. */
  notePlayed(callId: number): void;
  /** Brings the files down to the quota; `arrived` stays, having been asked for a moment ago. */
  makeRoom(arrived?: number): Promise<void>;
  /** Deletes the file by the user's wish: nothing fetches it again by itself. */
  discard(callId: number): Promise<void>;
  /** Deletes the file, and forgets that there ever was one. */
  remove(callId: number): Promise<void>;
  /** Deletes files that belong to no recording: what a crash or the removal of calls left behind. */
  sweep(): Promise<void>;
}

export interface ShelvedFile {
  path: string;
  bytes: number;
  mimeType: string;
  /** As engineers call it. */
  format: string | undefined;
  kept: boolean;
}

export interface RecordingFilesDeps {
  directory: string;
  calls: CallStore;
  rows: RecordingRows;
  clock: Clock;
  logger: Logger;
  quotaBytes: () => number;
  /** Whether files of this call are being written. */
  isBusy: (callId: number) => boolean;
  onEvicted: (callIds: readonly number[]) => void;
}

/** A player asks for many parts of one file; once in a while is enough to know what was heard last. */
const playedEveryMs = 60_000;
/** A player that is paused comes back for the rest; with the length of the recording itself. */
const pauseMs = 30 * 60_000;

export function createRecordingFiles(deps: RecordingFilesDeps): RecordingFiles {
  const { directory, calls, rows, clock, logger, quotaBytes, isBusy, onEvicted } = deps;
  /** When each was last played, epoch ms; of this run. */
  const played = new Map<number, number>();
  const noted = new Map<number, number>();

  function isPlaying(callId: number): boolean {
    const at = played.get(callId);
    if (at === undefined) return false;
    const lengthMs = (rows.durationSeconds(callId) ?? 0) * 1000;
    return clock.now() - at < lengthMs * 2 + pauseMs;
  }

  return {
    file(callId) {
      const audio = rows.get(callId);
      if (audio === undefined) return undefined;
      const path = join(directory, audio.file);
      if (!existsSync(path)) return undefined;
      const { bytes, mimeType, format, kept } = audio;
      return { path, bytes, mimeType, format, kept };
    },
    async put(callId, stored) {
      const older = rows.get(callId)?.file;
      rows.save({ callId, ...stored, storedAt: clock.now() });
      calls.setRecordingState(callId, 'stored');
      if (older !== undefined && older !== stored.file) await rm(join(directory, older), { force: true });
    },
    notePlayed(callId) {
      const now = clock.now();
      played.set(callId, now);
      if (now - (noted.get(callId) ?? 0) < playedEveryMs) return;
      noted.set(callId, now);
      rows.notePlayed(callId, now);
    },
    async makeRoom(arrived) {
      const { bytes } = rows.usage();
      const mustStay = (callId: number) => callId === arrived || isBusy(callId) || isPlaying(callId);
      const evicted: number[] = [];
      for (const { callId, file } of chooseEvictions(rows.leastUsed(), bytes, quotaBytes(), mustStay)) {
        try {
          await rm(join(directory, file), { force: true });
        } catch (error) {
          // Windows keeps a file that somebody has open. It stays on the list and leaves another time.
          logger.warn('recording-not-evicted', { error });
          continue;
        }
        rows.evict(callId, clock.now());
        calls.setRecordingState(callId, 'remote');
        evicted.push(callId);
      }
      if (evicted.length > 0) onEvicted(evicted);
    },
    async discard(callId) {
      const audio = rows.get(callId);
      if (audio === undefined) return;
      await rm(join(directory, audio.file), { force: true });
      rows.setKept(callId, false);
      rows.evict(callId, clock.now());
      calls.setRecordingState(callId, 'remote');
    },
    async remove(callId) {
      const audio = rows.get(callId);
      if (audio !== undefined) {
        await rm(join(directory, audio.file), { force: true });
        calls.setRecordingState(callId, 'remote');
      }
      rows.remove(callId);
    },
    async sweep() {
      const names = await readdir(directory).catch(() => []);
      const known = rows.files();
      for (const name of names) {
        const callId = Number(/^(\d+)\./.exec(name)?.[1]);
        if (known.has(name) || isBusy(callId) || rows.get(callId)?.file === name) continue;
        await rm(join(directory, name), { force: true });
      }
    },
  };
}
