import type { Readable } from 'node:stream';
import { unzipSync } from 'node:zlib';
import { readHookBody } from '../../../shared/domain/hook-body/hook-body.ts';
import { parseJson } from '../../../shared/domain/json.ts';
import { largestHookBody } from '../../../shared/domain/relay-wire.ts';
import { type Http, HttpError } from '../http/http.ts';
import type { Clock } from '../ports.ts';
import { bytesOf, type NtfyEvent } from './ntfy-wire.ts';

export interface NtfyBodiesDeps {
  http: Http;
  clock: Clock;
  /** Of the server. */
  url: string;
  headers: Readonly<Record<string, string>>;
}

/** Of all attachments of a batch together. */
const withinMs = 10_000;

/**
 * What was posted, message by message; `undefined` where it cannot be had. A body above the server's limit for messages (4 KiB
 * by default), or in another encoding than UTF-8, comes as a file. One that cannot be had is lost: it may not hold up the calls that come after it.
 */
export async function readBodies(
  { http, clock, url, headers }: NtfyBodiesDeps,
  messages: readonly NtfyEvent[],
  signal: AbortSignal,
): Promise<unknown[]> {
  const late = new AbortController();
  const cancel = clock.after(withinMs, () => late.abort());
  const origin = URL.parse(url)?.origin;

  /** Asked `once`, because a redirect could lead to any server. */
  async function readAttachment(address: string): Promise<unknown> {
    try {
      const { status, stream } = await http.stream({
        url: address,
        method: 'GET',
        headers,
        retry: 'once',
        timeoutMs: withinMs,
        signal: AbortSignal.any([signal, late.signal]),
      });
      const bytes = await readAll(stream);
      return status === 200 && bytes !== undefined ? readBody(bytes) : undefined;
    } catch (error) {
      if (error instanceof HttpError && !signal.aborted) return undefined;
      throw error;
    }
  }

  try {
    return await Promise.all(
      messages.map(async (message) => {
        const address = message.attachment?.url ?? '';
        // Whoever may post may name any address: only the server's own is fetched.
        const isOwn = URL.parse(address)?.origin === origin;
        return isOwn ? readAttachment(address) : readBody(bytesOf(message));
      }),
    );
  } finally {
    cancel();
  }
}

/** The body by its content, since ntfy keeps no content type: JSON, a form, or the text of what is neither. */
function readBody(bytes: Uint8Array): unknown {
  const reading = readHookBody({ bytes, unzip: (zipped, maxOutputLength) => unzipSync(zipped, { maxOutputLength }) });
  return reading === undefined ? '' : parseJson(reading.json);
}

/** Undefined for more than a hook's body may be. */
async function readAll(stream: Readable): Promise<Buffer | undefined> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of stream as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > largestHookBody) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
