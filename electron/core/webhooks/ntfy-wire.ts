import type { Readable } from 'node:stream';
import * as z from 'zod';
import { largestHookBody } from '../../../shared/domain/relay-wire.ts';
import { messageId, messageTime } from './ntfy-cursor.ts';
import { SourceError } from './source.ts';

/** One line of `/<topic>/json` (ntfy: "JSON message format"). Unknown fields are later versions'. */
const ntfyEvent = z.object({
  id: messageId,
  /** Unix time in seconds, on the server's clock, cut off. */
  time: messageTime,
  /** When the server forgets it; left out when it is not kept at all. */
  expires: messageTime.optional(),
  /** `open`, `keepalive`, `message`, `poll_request`, and whatever later versions tell. */
  event: z.string().max(64),
  message: z.string().max(largestHookBody).optional(),
  encoding: z.string().max(32).optional(),
  attachment: z.object({ url: z.string().max(2000) }).optional(),
});
export type NtfyEvent = z.infer<typeof ntfyEvent>;

/** The largest message in JSON, where one byte may take six, and the fields around it. */
const longestLine = 6 * largestHookBody + 16 * 1024;

/** `undefined` for a line that is no event. */
export function readEvent(line: string): NtfyEvent | undefined {
  try {
    return ntfyEvent.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

/**
 * The lines of a stream; an overlong one is told as `undefined` once it ends and never held. The last line need not end.
 * Bytes are put together before they are decoded, since a letter may be cut in two.
 */
export async function* readLines(
  stream: AsyncIterable<Buffer>,
  longest = longestLine,
): AsyncGenerator<string | undefined> {
  let pieces: Buffer[] = [];
  let size = 0;
  const take = (last: Buffer): string | undefined => {
    const line = size + last.length > longest ? undefined : Buffer.concat([...pieces, last]).toString('utf8');
    pieces = [];
    size = 0;
    return line;
  };
  for await (const chunk of stream) {
    let from = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, from)) {
      yield take(chunk.subarray(from, end));
      from = end + 1;
    }
    const rest = chunk.subarray(from);
    size += rest.length;
    if (size > longest) pieces = [];
    else if (rest.length > 0) pieces.push(rest);
  }
  if (size > 0) yield take(Buffer.alloc(0));
}
const newline = 0x0a;

/** What was posted, where it did not come as a file. ntfy tells bytes that are no UTF-8 in Base64. */
export function bytesOf({ message = '', encoding }: NtfyEvent): Buffer {
  return Buffer.from(message, encoding === 'base64' ? 'base64' : 'utf8');
}

export const noNtfy = 'What answers there is no ntfy server.';
const refusal = z.object({ error: z.string() });

/** Throws SourceError unless it is an answer with events. */
export async function checkAnswer(
  status: number,
  headers: Readonly<Record<string, string>>,
  stream: Readable,
): Promise<void> {
  if (status === 200) {
    if (/json/i.test(headers['content-type'] ?? '')) return;
    throw new SourceError('garbled', noNtfy);
  }
  let told = '';
  for await (const line of readLines(stream, 4096)) {
    told = line ?? '';
    break;
  }
  throw new SourceError('refused', `ntfy answered ${status}. ${wordsOf(told)}`.trimEnd());
}

function wordsOf(text: string): string {
  try {
    return refusal.parse(JSON.parse(text)).error.slice(0, 200);
  } catch {
    return '';
  }
}
