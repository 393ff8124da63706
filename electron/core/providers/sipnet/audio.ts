import type { Readable } from 'node:stream';
import type { HttpStream } from '../../http/http.ts';
import { HttpError } from '../../http/http.ts';
import { ProviderError } from '../errors.ts';
import { unanswered } from '../failure.ts';
import type { AudioDownload } from '../provider.ts';

/** Enough for any error text. */
const longestText = 64 * 1024;

/**
 * An answer as audio. The first bytes decide whether it is audio at all, because an error text must never be saved as a
 * recording whatever its `Content-Type` says; the type decides between kinds of audio that the bytes do not show.
 * `readError` reads a text and throws what it says. Throws ProviderError; the stream is then gone.
 */
export async function openAudio(answer: HttpStream, readError: (body: string) => unknown): Promise<AudioDownload> {
  const { status, headers, stream } = answer;
  if (status === 404 || status === 410)
    throw discard(stream, new ProviderError('RECORDING_EXPIRED', { mayHaveHappened: false }));
  const start = await peek(stream);
  if (status < 200 || status >= 300 || isText(start, headers['content-type'])) {
    readError(await readText(stream));
    // The text was neither a refusal nor a failure, and no audio either.
    throw new ProviderError('RECORDING_BROKEN', { mayHaveHappened: false });
  }
  const mimeType = mimeTypeOf(start, headers['content-type']);
  if (mimeType === undefined) throw discard(stream, new ProviderError('RECORDING_BROKEN', { mayHaveHappened: false }));
  const length = headers['content-length'];
  return {
    stream,
    mimeType,
    totalBytes: length !== undefined && /^\d{1,15}$/.test(length) ? Number(length) : undefined,
  };
}

function discard(stream: Readable, error: ProviderError): ProviderError {
  stream.destroy();
  return error;
}

/** The first bytes, left in the stream; empty when there are none. */
async function peek(stream: Readable): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const look = () => {
    const chunk: Buffer | null = stream.read();
    if (chunk === null) return;
    // Putting it back makes the stream readable again at once: a listener that stays would look for ever.
    stream.off('readable', look);
    stream.unshift(chunk);
    resolve(chunk.subarray(0, 16));
  };
  const end = () => resolve(Buffer.alloc(0));
  const fail = (error: unknown) => reject(error instanceof HttpError ? unanswered(error, true) : error);
  stream.on('readable', look).on('end', end).on('error', fail);
  try {
    return await promise;
  } finally {
    stream.off('readable', look).off('end', end).off('error', fail);
  }
}

function isText(start: Buffer, contentType = ''): boolean {
  if (/^\s*(text\/|application\/(json|xml|xhtml))/i.test(contentType)) return true;
  return /^(\ufeff|\xef\xbb\xbf)?\s*[<{[]/.test(start.toString('latin1'));
}

async function readText(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= longestText) break;
    }
  } catch (error) {
    throw error instanceof HttpError ? unanswered(error, true) : error;
  }
  return Buffer.concat(chunks).toString('utf8');
}

function mimeTypeOf(start: Buffer, contentType = ''): string | undefined {
  const text = start.toString('latin1');
  if (text.startsWith('PK\x03\x04')) return 'application/zip';
  if (text.startsWith('ID3') || (start[0] === 0xff && ((start[1] ?? 0) & 0xe0) === 0xe0)) return 'audio/mpeg';
  if (/^RIFF....WAVE/s.test(text)) return 'audio/wav';
  if (text.startsWith('OggS')) return 'audio/ogg';
  const named = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  // An MP3 may begin with anything before its first frame; nothing at all is no recording.
  return start.length > 0 && named.startsWith('audio/') ? named : undefined;
}
