import { createHmac, randomBytes } from 'node:crypto';
import {
  hookPassOf,
  type KeyedHash,
  relayHealth,
  relayTokenHeader,
  writeKeyOf,
} from '../../../shared/domain/relay-wire.ts';
import { type Http, HttpError } from '../http/http.ts';
import { SourceError } from './source.ts';

const keyedHash: KeyedHash = (key, text) => createHmac('sha256', key).update(text).digest('base64url');

/** A new secret that opens one channel of a relay for reading. It never leaves this program but to the relay. */
export function createReadKey(): string {
  return randomBytes(32).toString('base64url');
}

/** Names a channel in the cursor table without telling its key. */
export function fingerprintOf(readKey: string): string {
  return keyedHash(readKey, 'perezvon relay source');
}

/**
 * What a provider is told to post to: a secret, since it lets its holder post. `publicUrl` is the relay as the provider
 * reaches it. Throws HttpError `address`.
 */
export function hookUrl(publicUrl: string, readKey: string, token?: string): string {
  const writeKey = writeKeyFor(readKey);
  const pass = token === undefined ? '' : `/${hookPassOf(token, writeKey, keyedHash)}`;
  return relayUrl(publicUrl, `/hook/${writeKey}${pass}`).href;
}

/** What lets its holder post, and nothing else. */
export function writeKeyFor(readKey: string): string {
  return writeKeyOf(readKey, keyedHash);
}

/** An address of the relay; it may live below a path of a shared host. Throws HttpError `address`. */
export function relayUrl(base: string, path: string): URL {
  const url = URL.parse(base);
  if (url === null) throw new HttpError('address', false);
  url.pathname = url.pathname.replace(/\/+$/, '') + path;
  url.search = '';
  url.hash = '';
  return url;
}

/**
 * Whether a relay of ours answers there and lets us in, and how long that takes in ms. Rejects with HttpError, or with
 * SourceError: `refused` for a private relay without its token, `garbled` for anything that is no relay.
 */
export async function checkRelay(relay: {
  http: Http;
  url: string;
  token?: string | undefined;
  signal?: AbortSignal;
}): Promise<{ ok: true; milliseconds: number }> {
  const { http, url, token, signal } = relay;
  const start = performance.now();
  const answer = await http.request({
    url: relayUrl(url, '/health').href,
    method: 'GET',
    headers: token === undefined ? {} : { [relayTokenHeader]: token },
    retry: 'once',
    timeoutMs: 10_000,
    maxBytes: 16 * 1024,
    signal,
  });
  const milliseconds = Math.round(performance.now() - start);
  if (answer.status >= 500) throw new SourceError('refused', `The relay answered ${answer.status}.`);
  if (answer.status !== 200) throw new SourceError('garbled', `No relay: HTTP ${answer.status}.`);
  let health: ReturnType<typeof relayHealth.parse>;
  try {
    health = relayHealth.parse(JSON.parse(answer.body));
  } catch (cause) {
    throw new SourceError('garbled', 'What answers there is no relay.', { cause });
  }
  if (health.access === 'denied')
    throw new SourceError('refused', 'The relay is private: its token is missing or wrong.');
  return { ok: true, milliseconds };
}
