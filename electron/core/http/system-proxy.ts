import { type ProxyRoute, type ProxyRoutes, readProxyAddress } from './proxy-address.ts';

/** Asks the system which way leads to an https origin: the answer of a PAC script, `PROXY host:port; DIRECT`. */
export type ResolveProxy = (origin: string) => Promise<string>;

/** More proxies than these are no help to anybody. */
const mostCandidates = 10;

/** All routes in such an answer, in its order. What is neither a route nor a kind of proxy is passed over. */
export function readProxyAnswer(answer: string): ProxyRoutes {
  const candidates: ProxyRoute[] = [];
  const unspoken: string[] = [];
  for (const entry of answer.split(';').slice(0, mostCandidates)) {
    const [kind = '', address = ''] = entry.trim().split(/\s+/, 2);
    if (kind.toUpperCase() === 'DIRECT') candidates.push('direct');
    // Nothing of a script's own making has credentials or a path.
    else if (address === '' || /[@/]/.test(address)) continue;
    else addProxy(kind, address);
  }
  return { candidates, unspoken };

  function addProxy(kind: string, address: string): void {
    // In these answers SOCKS alone means the fourth version (Chromium's `proxy_string_util`).
    const scheme = kind.toUpperCase() === 'SOCKS' ? 'socks4' : kind;
    try {
      const route = readProxyAddress(`${scheme}://${address}`);
      if (typeof route === 'string') unspoken.push(route);
      else candidates.push(route);
    } catch {
      // Passed over like anything else that cannot be read.
    }
  }
}
