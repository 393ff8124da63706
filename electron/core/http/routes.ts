import { createSecureContext, type SecureContext } from 'node:tls';
import { Agent, type Dispatcher, ProxyAgent } from 'undici';
import type { Logger } from '../ports.ts';
import { isLoopback } from './base-url.ts';
import { environmentProxy } from './environment-proxy.ts';
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
  /** The proxy's address, credentials included, over which an https request goes, or `direct`. Never rejects. */
  wayTo(url: URL): Promise<string>;
  /** What every https connection is checked against. */
  secureContext(): SecureContext;
  close(): Promise<void>;
}

/**
 * Two properties decide the connection: this machine is never reached through a proxy, and what is sent `once` gets a
 * connection of its own. A kept-alive connection that the server has just closed fails in a way that cannot be told from
 * a request that was carried out and whose answer was lost.
 */
export function createRoutes(options: RouteOptions): Routes {
  const open = new Map<string, Dispatcher>();
  let context: SecureContext | undefined;

  function secureContext(): SecureContext {
    context ??= createSecureContext({ ca: [...options.certificates()] });
    return context;
  }

  function create(plain: boolean, once: boolean, way: string): Dispatcher {
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
    const tls = { timeout, secureContext: secureContext() };
    if (way === 'direct') return new Agent({ ...shared, connect: tls });
    return new ProxyAgent({ ...shared, uri: way, connectTimeout: timeout, requestTls: tls, proxyTls: tls });
  }

  /** The environment's before the system's, which is asked each time, as laptops change networks. */
  async function wayTo(url: URL): Promise<string> {
    if (isLoopback(url)) return 'direct';
    try {
      const named = environmentProxy(url, options.environment);
      if (named !== undefined) return named;
    } catch (error) {
      options.logger.warn('http.proxy-ignored', { error });
    }
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
      // Plain http goes to this machine only and so never over a proxy.
      const plain = url.protocol === 'http:';
      const way = plain ? 'direct' : await wayTo(url);
      const key = `${url.protocol} ${retry} ${way}`;
      let dispatcher = open.get(key);
      if (dispatcher === undefined) {
        dispatcher = create(plain, retry === 'once', way);
        open.set(key, dispatcher);
      }
      return dispatcher;
    },
    wayTo,
    secureContext,
    async close() {
      const closing = [...open.values()].map((dispatcher) => dispatcher.destroy());
      open.clear();
      await Promise.all(closing);
    },
  };
}
