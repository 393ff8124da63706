import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { HttpError } from '../../http/http.ts';
import type { Clock, Logger } from '../../ports.ts';
import { ProviderError } from '../errors.ts';
import { saysNotFound, unanswered } from '../failure.ts';
import { text } from '../fields.ts';
import type { AudioDownload } from '../provider.ts';
import { expectResult } from './answer.ts';
import { ContentError } from './base64-decoder.ts';
import { createContentScanner } from './content-scanner.ts';
import type { StreamedAnswer, Wire } from './wire.ts';

export interface RecordingDeps {
  wire: Wire;
  clock: Clock;
  logger: Logger;
  signal: AbortSignal | undefined;
}

/** How often one recording is asked for in all: a connection that breaks again and again is not worth more. */
const mostTries = 4;
/** Before a third try and later ones; a single break may be the end of an access token, and nothing to wait for. */
const waitMs = 500;
/**
 * A recording as a stream of its bytes: the answer's base64 is decoded as it arrives and never held (Integration API,
 * getcallrecordfile). A connection that breaks on the way, because the access token was ended for one, is made up for by
 * asking again and leaving out what was handed over already, once that part is seen to be the same.
 */
export async function openRecording(recordId: string, deps: RecordingDeps): Promise<AudioDownload> {
  const ended = new AbortController();
  const signal = deps.signal === undefined ? ended.signal : AbortSignal.any([deps.signal, ended.signal]);
  const audio = readThrough(recordId, { ...deps, signal });
  try {
    // What is refused is refused here, before there is a stream.
    const first = await audio.next();
    if (first.done === true) throw broken('empty');
    const stream = Readable.from(chain(first.value, audio), { objectMode: false });
    stream.once('close', () => ended.abort());
    return { stream, totalBytes: undefined, isEndProven: true };
  } catch (error) {
    ended.abort();
    throw error instanceof HttpError ? unanswered(error, true) : error;
  }
}

async function* chain(first: Buffer, rest: AsyncGenerator<Buffer, void>): AsyncGenerator<Buffer, void> {
  yield first;
  yield* rest;
}

/** What was handed over so far, and what the answer said of itself on the way. */
interface Progress {
  bytes: number;
  checksum: number;
  /** Stands in the answer, perhaps before the content: the stored answer can then be asked for instead of a new one. */
  requestHash: string | undefined;
}

async function* readThrough(recordId: string, deps: RecordingDeps): AsyncGenerator<Buffer, void> {
  const { clock, logger, signal } = deps;
  const progress: Progress = { bytes: 0, checksum: 0, requestHash: undefined };
  for (let tries = 1; ; tries += 1) {
    const hash = progress.requestHash;
    try {
      yield* readOnce(deps.wire, await openOnce(recordId, hash, deps), progress);
      return;
    } catch (error) {
      if (signal?.aborted === true || tries === mostTries) throw error;
      // The stored answer is optional: without it the recording is asked for as at first.
      if (hash !== undefined) progress.requestHash = undefined;
      if (!(error instanceof HttpError) && !(hash !== undefined && error instanceof ProviderError)) throw error;
      logger.info('integration-api.recording-resumed', { bytes: progress.bytes, tries, error });
      if (tries > 1) await new Promise<void>((resolve) => void clock.after(waitMs * tries, resolve));
    }
  }
}

async function openOnce(
  recordId: string,
  requestHash: string | undefined,
  deps: RecordingDeps,
): Promise<StreamedAnswer> {
  const answer = await deps.wire.open({
    ...(requestHash === undefined
      ? { path: 'request/getcallrecordfile', query: { recordFileId: recordId } }
      : { path: 'request/getrequestresultbyhash', query: { requestHash } }),
    retry: 'read',
    signal: deps.signal,
  });
  if (answer.status === 200) return answer;
  if (answer.status === 404 || answer.status === 410) throw expired();
  throw readNoContent(deps.wire, answer.status, answer.short ?? '');
}

/** Hands over what lies beyond `progress`. */
async function* readOnce(
  wire: Wire,
  { status, pieces }: StreamedAnswer,
  progress: Progress,
): AsyncGenerator<Buffer, void> {
  const scanner = createContentScanner();
  let seen = 0;
  let seenChecksum = 0;
  try {
    for await (const piece of pieces) {
      const bytes = scanner.push(piece);
      if (bytes.length === 0) continue;
      if (seen === 0) progress.requestHash ??= hashIn(scanner.around());
      const known = bytes.subarray(0, Math.max(0, progress.bytes - seen));
      const fresh = bytes.subarray(known.length);
      seen += bytes.length;
      if (known.length > 0) {
        seenChecksum = crc32(known, seenChecksum);
        if (seen >= progress.bytes && seenChecksum !== progress.checksum) throw broken('another recording came');
      }
      if (fresh.length === 0) continue;
      progress.bytes += fresh.length;
      progress.checksum = crc32(fresh, progress.checksum);
      yield fresh;
    }
  } catch (error) {
    throw error instanceof ContentError ? broken(error.message) : error;
  }
  const around = scanner.around();
  if (!isWhole(around)) throw new HttpError('broken', true);
  if (seen === 0) throw readNoContent(wire, status, around);
  if (seen < progress.bytes) throw broken('another recording came');
}

/** What an answer without content says. */
function readNoContent(wire: Wire, status: number, body: string): ProviderError {
  try {
    expectResult(wire.read(status, body));
    return broken('empty');
  } catch (error) {
    if (saysNotFound(error)) return expired();
    return error instanceof ProviderError ? error : broken('no answer');
  }
}

function isWhole(json: string): boolean {
  try {
    JSON.parse(json);
    return true;
  } catch {
    return false;
  }
}

/** The text is cut off where the content began, so that no parser reads it. */
function hashIn(around: string): string | undefined {
  return text.parse(/"requestHash"\s*:\s*"([^"\\]{1,500})"/i.exec(around)?.[1]);
}

function expired(): ProviderError {
  return new ProviderError('RECORDING_EXPIRED');
}

function broken(detail: string): ProviderError {
  return new ProviderError('RECORDING_BROKEN', { detail });
}
