import { createSecureContext, type SecureContext } from 'node:tls';
import { Agent, type Dispatcher, EnvHttpProxyAgent, ProxyAgent } from 'undici';
import type { Logger } from '../ports.ts';
import { isLoopback } from './base-url.ts';
import type { RetryPolicy } from './http.ts';
import { type ResolveProxy, readProxyAnswer } from './system-proxy.ts';

export interface RouteOptions {
  connectMs: number;
  bodyIdleMs: number;
  certificates: () => readonly string[];
  environment: Readonly<Record<string, string | undefined>>;
  logger: Logger;
  /** Asked of each https origin where the environment names no proxy. */
  resolveProxy: ResolveProxy | undefined;
}

/** Chooses the connections a request goes over. */
export interface Routes {
  /** Never rejects: what the system cannot say is taken for a direct way. */
  choose(url: URL, retry: RetryPolicy): Promise<Dispatcher>;
  close(): Promise<void>;
}

/**
 * Two properties decide the connection: this machine is never reached through a proxy, and what is sent `once` gets a
 * connection of its own. A kept-alive connection that the server has just closed fails in a way that cannot be told from
 * a request that was carried out and whose answer was lost.
 */
export function createRoutes(options: RouteOptions): Routes {
  const open = new Map<string, Dispatcher>();
  let secureContext: SecureContext | undefined;

  function create(plain: boolean, local: boolean, once: boolean, way: string): Dispatcher {
    const shared = {
      pipelining: once ? 0 : 1,
      // The caller's deadline covers connecting and headers together.
      headersTimeout: 0,
      bodyTimeout: options.bodyIdleMs,
      // HTTP/2 would add a second way of repeating requests by itself (after GOAWAY) for nothing we need.
      allowH2: false,
    };
    const timeout = options.connectMs;
    if (plain) return new Agent({ ...shared, connect: { timeout } });
    secureContext ??= createSecureContext({ ca: [...options.certificates()] });
    const tls = { timeout, secureContext };
    const proxies = readProxies(options.environment);
    if (!local && proxies.httpsProxy !== '') {
      try {
        const viaProxy = { connectTimeout: timeout, requestTls: tls, proxyTls: tls };
        return new EnvHttpProxyAgent({ ...shared, ...proxies, ...viaProxy, connect: tls });
      } catch (error) {
        options.logger.warn('http.proxy-ignored', { error });
      }
    }
    if (way !== 'direct') {
      return new ProxyAgent({ ...shared, uri: way, connectTimeout: timeout, requestTls: tls, proxyTls: tls });
    }
    return new Agent({ ...shared, connect: tls });
  }

  /** `direct`, or the system's proxy for this origin: asked each time, as laptops change networks. */
  async function findWay(url: URL): Promise<string> {
    if (options.resolveProxy === undefined) return 'direct';
    try {
      const way = readProxyAnswer(await options.resolveProxy(url.origin));
      if (way !== undefined) return way;
      options.logger.warn('http.proxy-unusable', { origin: url.origin });
    } catch (error) {
      options.logger.warn('http.proxy-unknown', { error });
    }
    return 'direct';
  }

  return {
    async choose(url, retry) {
      const local = isLoopback(url);
      const plain = url.protocol === 'http:';
      const asks = !plain && !local && readProxies(options.environment).httpsProxy === '';
      const way = asks ? await findWay(url) : 'direct';
      const key = `${url.protocol} ${local} ${retry} ${way}`;
      let dispatcher = open.get(key);
      if (dispatcher === undefined) {
        dispatcher = create(plain, local, retry === 'once', way);
        open.set(key, dispatcher);
      }
      return dispatcher;
    },
    async close() {
      const closing = [...open.values()].map((dispatcher) => dispatcher.destroy());
      open.clear();
      await Promise.all(closing);
    },
  };
}

/**
 * The proxies of the environment. Plain http goes to this machine only and so never over a proxy. Empty strings, because
 * undici falls back to the process's own environment for what is left out.
 */
function readProxies(environment: RouteOptions['environment']): {
  httpProxy: string;
  httpsProxy: string;
  noProxy: string;
} {
  const read = (name: string) => environment[name.toLowerCase()] ?? environment[name] ?? '';
  return { httpProxy: '', httpsProxy: read('HTTPS_PROXY') || read('HTTP_PROXY'), noProxy: read('NO_PROXY') };
}
