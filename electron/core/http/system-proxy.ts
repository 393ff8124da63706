import { readProxyAddress, type Way, type Ways } from './proxy-address.ts';

/** Asks the system which way leads to an https origin: the answer of a PAC script, `PROXY host:port; DIRECT`. */
export type ResolveProxy = (origin: string) => Promise<string>;

/** More ways than these are no help to anybody. */
const mostWays = 10;

/** All ways in such an answer, in its order. What is neither a way nor a kind of proxy is passed over. */
export function readProxyAnswer(answer: string): Ways {
  const ways: Way[] = [];
  const unspoken: string[] = [];
  for (const entry of answer.split(';').slice(0, mostWays)) {
    const [kind = '', address = ''] = entry.trim().split(/\s+/, 2);
    if (kind.toUpperCase() === 'DIRECT') ways.push('direct');
    // Nothing of a script's own making has credentials or a path.
    else if (address === '' || /[@/]/.test(address)) continue;
    else addProxy(kind, address);
  }
  return { ways, unspoken };

  function addProxy(kind: string, address: string): void {
    // In these answers SOCKS alone means the fourth version (Chromium's `proxy_string_util`).
    const scheme = kind.toUpperCase() === 'SOCKS' ? 'socks4' : kind;
    try {
      const way = readProxyAddress(`${scheme}://${address}`);
      if (typeof way === 'string') unspoken.push(way);
      else ways.push(way);
    } catch {
      // Passed over like anything else that cannot be read.
    }
  }
}
