import type { Readable } from 'node:stream';
import type { HttpStream } from '../../http/http.ts';
import { HttpError } from '../../http/http.ts';
import { looksLikeText } from '../../media/looks-like-text.ts';
import { ProviderError } from '../errors.ts';
import { unanswered } from '../failure.ts';
import type { AudioDownload } from '../provider.ts';

/** Enough for any error text, and so much of sound in a row is never without what no text has. */
const longestText = 64 * 1024;

/**
 * An answer as audio. Its bytes decide whether it says something or is something, because an error must never be saved as a
 * recording, nor a recording be taken for an error, whatever its `Content-Type`. `readError` reads a text and throws what it
 * says. Throws ProviderError; the stream is then gone.
 */
export async function openAudio(answer: HttpStream, readError: (body: string) => unknown): Promise<AudioDownload> {
  const { status, headers, stream } = answer;
  if (status === 404 || status === 410) {
    stream.destroy();
    throw new ProviderError('RECORDING_EXPIRED');
  }
  const start = await peek(stream);
  const saysSomething = status < 200 || status >= 300 || looksLikeText(start);
  if (saysSomething || start.length === 0) {
    stream.destroy();
    if (saysSomething) readError(start.toString('utf8'));
    // The text was neither a refusal nor a failure, and no audio either.
    throw new ProviderError('RECORDING_BROKEN');
  }
  const length = headers['content-length'];
  const totalBytes = length !== undefined && /^\d{1,15}$/.test(length) ? Number(length) : undefined;
  // Where neither is said, the end of the connection is the end of the body (RFC 9112, 6.3), whatever ended it.
  const isEndProven = totalBytes !== undefined || /\bchunked\b/i.test(headers['transfer-encoding'] ?? '');
  return { stream, totalBytes, isEndProven };
}

/** The beginning, as far as it is needed to see that it is no text, and left in the stream then; else the whole text. */
async function peek(stream: Readable): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  let start: Buffer = Buffer.alloc(0);
  const look = () => {
    for (let chunk: Buffer | null = stream.read(); chunk !== null; chunk = stream.read()) {
      start = start.length === 0 ? chunk : Buffer.concat([start, chunk]);
      const isText = looksLikeText(chunk);
      if (isText && start.length < longestText) continue;
      // Putting it back makes the stream readable again at once: a listener that stays would look for ever.
      stream.off('readable', look);
      if (!isText) stream.unshift(start);
      return resolve(start);
    }
  };
  const end = () => resolve(start);
  const fail = (error: unknown) => reject(error instanceof HttpError ? unanswered(error, true) : error);
  stream.on('readable', look).on('end', end).on('error', fail);
  try {
    return await promise;
  } finally {
    stream.off('readable', look).off('end', end).off('error', fail);
  }
}
