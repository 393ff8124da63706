/** How a request may go: over a proxy, or straight to the server. */
export type ProxyRoute = 'direct' | URL;

/** In the order to be tried, and kinds of proxies that were named but that this program does not speak to. */
export interface ProxyRoutes {
  candidates: ProxyRoute[];
  unspoken: string[];
}

/** By the names that are in use for them, in addresses and in PAC scripts alike. */
const schemes = new Map([
  ['http', 'http'],
  ['https', 'https'],
  ['proxy', 'http'],
  ['socks', 'socks5'],
  ['socks5', 'socks5'],
  ['socks5h', 'socks5'],
  ['socks4', 'socks4a'],
  ['socks4a', 'socks4a'],
]);

const usualPorts: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443, 'socks5:': 1080, 'socks4a:': 1080 };

/**
 * A proxy's address as people write it: `host:3128`, `socks5h://127.0.0.1:1080`, `http://anna:p@ss#1@proxy`, whatever of its
 * password is percent-encoded. Answers the name of a kind that is not spoken here. Throws TypeError for one that is no address.
 */
export function readProxyAddress(text: string): URL | string {
  const [, kind = 'http', credentials, host = ''] =
    /^(?:([a-z][\w+.-]*):\/\/)?(?:(.*)@)?([^@/]*)\/*$/i.exec(text.trim()) ?? [];
  const scheme = schemes.get(kind.toLowerCase());
  if (scheme === undefined) return kind.toLowerCase();
  // Parsed as a web address first, which knows hosts better than one of an unknown scheme.
  const web = new URL(`http://${host}`);
  if (host === '' || web.pathname !== '/' || web.search !== '' || web.hash !== '')
    throw new TypeError('Invalid proxy address');
  const url = new URL(`${scheme}://${web.host}`);
  // A web address leaves the port of the web out; a proxy of another kind may be there all the same.
  if (/:80$/.test(host)) url.port = '80';
  const [, name = '', password] = /^([^:]*)(?::(.*))?$/s.exec(credentials ?? '') ?? [];
  url.username = encodeURIComponent(decoded(name));
  url.password = encodeURIComponent(decoded(password ?? ''));
  return url;
}

export function bareHost({ hostname }: URL): string {
  return hostname.replace(/^\[(.+)\]$/, '$1');
}

export function portOf({ port, protocol }: URL): number {
  return port === '' ? (usualPorts[protocol] ?? 443) : Number(port);
}

/** Undefined where it has none. */
export function credentialsOf({ username, password }: URL): { name: string; password: string } | undefined {
  return username === '' ? undefined : { name: decoded(username), password: decoded(password) };
}

/** A percent sign that encodes nothing is one of the password. */
function decoded(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/gi, (coded) => {
    try {
      return decodeURIComponent(coded);
    } catch {
      return coded;
    }
  });
}
