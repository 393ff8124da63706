import { createSecureContext, type SecureContext } from 'node:tls';
import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici';
import type { Logger } from '../ports.ts';
import { isLoopback } from './base-url.ts';
import type { RetryPolicy } from './http.ts';

export interface RouteOptions {
  connectMs: number;
  bodyIdleMs: number;
  certificates: () => readonly string[];
  environment: Readonly<Record<string, string | undefined>>;
  logger: Logger;
}

/** Chooses the connections a request goes over. */
export interface Routes {
  choose(url: URL, retry: RetryPolicy): Dispatcher;
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

  function create(plain: boolean, local: boolean, once: boolean): Dispatcher {
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
    return new Agent({ ...shared, connect: tls });
  }

  return {
    choose(url, retry) {
      const local = isLoopback(url);
      const key = `${url.protocol} ${local} ${retry}`;
      let dispatcher = open.get(key);
      if (dispatcher === undefined) {
        dispatcher = create(url.protocol === 'http:', local, retry === 'once');
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
