/** Asks the system which way leads to an https origin: the answer of a PAC script, `PROXY host:port; DIRECT`. */
export type ResolveProxy = (origin: string) => Promise<string>;

/**
 * The first way in such an answer that this program can go: a proxy's address, or `direct`. Undefined when there is none,
 * as where a network offers SOCKS alone.
 */
export function readProxyAnswer(answer: string): string | undefined {
  for (const way of answer.split(';')) {
    const [kind = '', address = ''] = way.trim().split(/\s+/, 2);
    if (kind.toUpperCase() === 'DIRECT') return 'direct';
    const scheme = { PROXY: 'http', HTTP: 'http', HTTPS: 'https' }[kind.toUpperCase()];
    const url = scheme === undefined || address === '' ? null : URL.parse(`${scheme}://${address}`);
    if (url !== null && url.username === '' && url.pathname === '/') return url.origin;
  }
  return undefined;
}
