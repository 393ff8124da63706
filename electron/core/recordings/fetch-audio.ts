import type { StoredCall } from '../calls/stored-call.ts';
import { HttpError } from '../http/http.ts';
import { ProblemError } from '../problems.ts';
import { ProviderError } from '../providers/errors.ts';
import { facetOf } from '../providers/facets.ts';
import type { AudioDownload, ProviderClient } from '../providers/provider.ts';
import { type StoredFile, storeAudio } from './store-audio.ts';
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
  const download = await openRecording(call, client, signal);
  report.total(download.totalBytes);
  let received = 0;
  try {
    return await storeAudio({
      stream: download.stream,
      totalBytes: download.totalBytes,
      isEndProven: download.isEndProven,
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

/**
 * A call may have several rows that tell of a recording: a leg each, or a list each. The one of the longest talk comes first;
 * where the provider has that one no more, the next is tried.
 */
async function openRecording(call: StoredCall, client: ProviderClient, signal: AbortSignal): Promise<AudioDownload> {
  const locators = call.rows
    .toSorted((a, b) => (b.talkSeconds ?? 0) - (a.talkSeconds ?? 0) || a.rank - b.rank)
    .map(({ recording }) => recording)
    .filter((recording) => recording !== undefined);
  const open = facetOf(client, 'openRecording');
  if (locators.length === 0) throw new ProblemError('NOT_SUPPORTED');
  let expired: unknown;
  for (const locator of new Set(locators)) {
    try {
      return await open(locator, signal);
    } catch (error) {
      if (!(error instanceof ProviderError) || error.code !== 'RECORDING_EXPIRED') throw error;
      expired ??= error;
    }
  }
  throw expired;
}
