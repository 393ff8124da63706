import type { StoredCall } from '../database/call-rows.ts';
import { HttpError } from '../http/http.ts';
import { ProblemError } from '../problems.ts';
import type { ProviderClient } from '../providers/provider.ts';
import { type StoredFile, storeAudio } from './audio-file.ts';
import type { TransferReport } from './transfer-queue.ts';

export interface FetchRequest {
  call: StoredCall;
  client: ProviderClient;
  directory: string;
  report: TransferReport;
  signal: AbortSignal;
}

/**
 * Brings the audio of one call onto this disk. Rejects with ProviderError, ProblemError or the file system's error; nothing
 * is left behind then, and an older file of the call is as it was.
 */
export async function fetchAudio({ call, client, directory, report, signal }: FetchRequest): Promise<StoredFile> {
  if (client.openRecording === undefined || call.recording === undefined) throw new ProblemError('NOT_SUPPORTED');
  const { cid, uuid } = call.recording;
  // The list that tells of recordings, by its own time.
  const row = (call.listed.calls ?? Object.values(call.listed)[0]) as { startedAt?: number } | undefined;
  const download = await client.openRecording(
    {
      startedAt: row?.startedAt ?? call.startedAt,
      ...(cid === undefined ? {} : { cid }),
      ...(uuid === undefined ? {} : { uuid }),
    },
    signal,
  );
  report.total(download.totalBytes);
  let received = 0;
  try {
    return await storeAudio({
      stream: download.stream,
      totalBytes: download.totalBytes,
      directory,
      name: String(call.id),
      signal,
      onProgress(bytes) {
        received = bytes;
        report.progress(bytes);
      },
    });
  } catch (error) {
    // The provider answered and was cut off; where it stands is of more use than how the connection died.
    if (!(error instanceof HttpError) || signal.aborted) throw error;
    const detail = `${received}/${download.totalBytes ?? '?'}`;
    throw new ProblemError('RECORDING_CUT_SHORT', { detail }, { cause: error });
  }
}
