import { largestHookBody } from '../../../shared/domain/relay-wire.ts';
import { type Http, HttpError } from '../http/http.ts';
import type { Clock } from '../ports.ts';
import { type NtfyEvent, readBody, textOf } from './ntfy-wire.ts';

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
 * by default) comes as a file. One that cannot be had is lost: it may not hold up the calls that come after it.
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
      const { status, body } = await http.request({
        ...{ url: address, method: 'GET', headers, retry: 'once', timeoutMs: withinMs, maxBytes: largestHookBody },
        signal: AbortSignal.any([signal, late.signal]),
      });
      return status === 200 ? readBody(body) : undefined;
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
        return isOwn ? readAttachment(address) : readBody(textOf(message));
      }),
    );
  } finally {
    cancel();
  }
}
