import { UpdateError } from '../../core/ports.ts';

/** Electron's `net.fetch`, which knows the system's proxy and certificates; a test passes the runtime's own. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface FetchLimits {
  bytes: number;
  /** For the whole answer, ms. */
  timeout: number;
}

/** The body of a good answer, whole. Rejects with UpdateError: `slow`, `garbled` for more than allowed, else `unreachable`. */
export async function fetchBytes(fetch: Fetch, url: URL, limits: FetchLimits): Promise<Uint8Array> {
  const signal = AbortSignal.timeout(limits.timeout);
  try {
    const response = await fetch(url.href, { signal, cache: 'no-store', credentials: 'omit' });
    if (!response.ok || response.body === null) throw new UpdateError('unreachable');
    const parts: Uint8Array[] = [];
    let length = 0;
    for await (const part of response.body) {
      length += part.byteLength;
      if (length > limits.bytes) throw new UpdateError('garbled');
      parts.push(part);
    }
    return Buffer.concat(parts);
  } catch (cause) {
    if (cause instanceof UpdateError) throw cause;
    throw new UpdateError(signal.aborted ? 'slow' : 'unreachable', { cause });
  }
}
