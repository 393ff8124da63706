import { BlockList, isIP } from 'node:net';
import { bareHost, type ProxyRoutes, readProxyAddress } from './proxy-address.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The way that the environment names for https, as every command-line tool reads it: `direct` for what NO_PROXY names, and
 * none where it says nothing or names a kind that is not spoken. Throws TypeError for a proxy that is no address.
 */
export function environmentProxy(url: URL, environment: Environment): ProxyRoutes {
  const read = (name: string) => environment[name.toLowerCase()] || environment[name] || '';
  const proxy = read('HTTPS_PROXY') || read('ALL_PROXY') || read('HTTP_PROXY');
  if (proxy === '') return { candidates: [], unspoken: [] };
  const around = read('NO_PROXY').split(/[,;\s]+/);
  if (around.some((entry) => names(entry, url))) return { candidates: ['direct'], unspoken: [] };
  const address = readProxyAddress(proxy);
  return typeof address === 'string'
    ? { candidates: [], unspoken: [address] }
    : { candidates: [address], unspoken: [] };
}

/**
 * An entry is `*`, a host, the end of one, or a range of addresses: with a dot or not an end stands for what is below it as
 * well, with `*.` only for that; elsewhere `*` stands for anything.
 */
function names(entry: string, url: URL): boolean {
  const written = entry
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/\/$/, '');
  if (written.includes('/')) return isInRange(written, url);
  // What has more colons than that of a port is a bare IPv6 address.
  const [, host = '', port] = /^(\[.+\]|[^:]+|.*:.*:.*?)(?::(\d+))?$/.exec(written) ?? [];
  if (host === '' || (port !== undefined && port !== (url.port || '443'))) return false;
  if (host === '*') return true;
  const bare = (name: string) => name.replace(/^\[(.+)\]$/, '$1').replace(/\.$/, '');
  const asked = bare(url.hostname);
  const below = host.replace(/^\*?\./, '');
  if (below.includes('*')) return patternOf(bare(host)).test(asked);
  return (asked === bare(below) && !host.startsWith('*.')) || asked.endsWith(`.${bare(below)}`);
}

function patternOf(host: string): RegExp {
  return new RegExp(`^${host.replace(/[\\^$.+?()[\]{}|]/g, '\\$&').replaceAll('*', '.*')}$`);
}

/** `10.0.0.0/8`, `fd00::/8`. */
function isInRange(range: string, url: URL): boolean {
  const [, network = '', bits] = /^\[?([^\]/]+)\]?\/(\d{1,3})$/.exec(range) ?? [];
  const address = bareHost(url);
  const family = isIP(network);
  if (family === 0 || isIP(address) !== family || Number(bits) > (family === 4 ? 32 : 128)) return false;
  const kind = family === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(network, Number(bits), kind);
  return list.check(address, kind);
}
