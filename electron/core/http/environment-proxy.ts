type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy that the environment names for https, as every command-line tool reads it; `direct` for what NO_PROXY names, and
 * undefined where the environment says nothing. Throws TypeError for one that is no address.
 */
export function environmentProxy(url: URL, environment: Environment): string | undefined {
  const read = (name: string) => environment[name.toLowerCase()] || environment[name] || '';
  const proxy = read('HTTPS_PROXY') || read('HTTP_PROXY');
  if (proxy === '') return undefined;
  if (
    read('NO_PROXY')
      .split(/[,\s]+/)
      .some((entry) => names(entry, url))
  )
    return 'direct';
  return new URL(/^https?:\/\//i.test(proxy) ? proxy : `http://${proxy}`).href;
}

/** An entry is `*`, a host, or the end of one: with a dot or not it stands for what is below it as well; with `*.` only for that. */
function names(entry: string, url: URL): boolean {
  // What has more colons than that of a port is a bare IPv6 address.
  const [, host = '', port] = /^(\[.+\]|[^:]+|.*:.*:.*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
  if (host === '' || (port !== undefined && port !== (url.port || '443'))) return false;
  if (host === '*') return true;
  const bare = (name: string) => name.replace(/^\[(.+)\]$/, '$1').replace(/\.$/, '');
  const asked = bare(url.hostname);
  const named = bare(host.replace(/^\*?\./, ''));
  return (asked === named && !host.startsWith('*.')) || asked.endsWith(`.${named}`);
}
