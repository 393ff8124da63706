import type { IncomingHttpHeaders } from 'node:http';

/** What a request is for: each kind may come from somewhere else. */
export type RequestKind =
  /** The page itself and what it loads. */
  | 'page'
  /** The printed one-time address: may be clicked anywhere, but only as a link. */
  | 'launch'
  /** The WebSocket: browsers always say where it comes from. */
  | 'socket';

export type Refusal = 'host' | 'origin' | 'site';

/**
 * Loopback is not private: every page the browser shows can send requests here. What such a page cannot do is lie about
 * itself, so its own words are checked before anything is looked up:
 * - `Host` must be ours to the letter, or another name was made to point at this machine (DNS rebinding);
 * - `Origin`, where sent, must be ours, or another page's script is asking (also one on another port of this machine);
 * - `Sec-Fetch-Site` must be `same-origin`, or `none` for an address somebody typed: it is sent where `Origin` is not,
 *   with an `<img>` or a `<script>` of another page.
 */
export function findRefusal(kind: RequestKind, headers: IncomingHttpHeaders, origin: string): Refusal | undefined {
  if (headers.host === undefined || `http://${headers.host}` !== origin) return 'host';
  if (headers.origin === undefined ? kind === 'socket' : headers.origin !== origin) return 'origin';
  const site = headers['sec-fetch-site'];
  // Absent in browsers older than 2023 and outside of browsers.
  if (site === undefined || site === 'same-origin') return undefined;
  if (kind === 'launch') {
    const isLink = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
    return isLink ? undefined : 'site';
  }
  return kind === 'page' && site === 'none' ? undefined : 'site';
}
