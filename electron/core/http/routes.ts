import type { Socket } from 'node:net';
import { createSecureContext, type SecureContext } from 'node:tls';
import type { Dispatcher } from 'undici';
import type { Clock, Logger } from '../ports.ts';
import { isLoopback } from './base-url.ts';
import { environmentProxy } from './environment-proxy.ts';
import type { RetryPolicy } from './http.ts';
import { openConnection, ProxyError, type Target } from './open-connection.ts';
import type { ProxyRoute, ProxyRoutes } from './proxy-address.ts';
import { type ResolveProxy, readProxyAnswer } from './system-proxy.ts';
import type { Certificates } from './trust.ts';

type Undici = typeof import('undici');

export interface RouteOptions {
  clock: Clock;
  connectMs: number;
  bodyIdleMs: number;
  certificates: Certificates;
  environment: Readonly<Record<string, string | undefined>>;
  logger: Logger;
  /** Asked of each https origin where the environment names no proxy. */
  resolveProxy: ResolveProxy | undefined;
}

/** Chooses the connections a request goes over. */
export interface Routes {
  /** Where the system cannot say, the connection is direct. Rejects only where the program's part that asks is gone from the disk. */
  choose(url: URL, retry: RetryPolicy): Promise<Dispatcher>;
  /** The routes that an https request may take, at least one. Never rejects. */
  routesTo(url: URL): Promise<ProxyRoutes>;
  /** What every https connection is checked against. The system's part of it may take its time. */
  secureContext(): Promise<SecureContext>;
  close(): Promise<void>;
}

/** A proxy that could not be reached is asked last for so long, as browsers do. */
const avoidedMs = 5 * 60_000;

/**
 * Two properties decide the connection: this machine is never reached through a proxy, and what is sent `once` gets a
 * connection of its own. A kept-alive connection that the server has just closed fails in a way that cannot be told from
 * a request that was carried out and whose answer was lost. What cannot be reached is left for the next of its list, for an
 * order as well: nothing was sent before there is a connection.
 */
export function createRoutes(options: RouteOptions): Routes {
  const { clock, logger, connectMs } = options;
  const open = new Map<string, Dispatcher>();
  /** Proxies that failed, by their address: epoch ms. */
  const failedAt = new Map<string, number>();
  let trusted: { certificates: readonly string[]; context: SecureContext; generation: number } | undefined;

  async function currentTrust() {
    const certificates = await options.certificates();
    if (trusted?.certificates !== certificates) {
      const context = createSecureContext({ ca: [...certificates] });
      trusted = { certificates, context, generation: (trusted?.generation ?? 0) + 1 };
    }
    return trusted;
  }

  function create(
    { Agent, buildConnector }: Undici,
    trust: SecureContext | undefined,
    once: boolean,
    candidates: readonly ProxyRoute[],
  ): Dispatcher {
    const shared = {
      pipelining: once ? 0 : 1,
      // The caller's deadline covers connecting and headers together.
      headersTimeout: 0,
      bodyTimeout: options.bodyIdleMs,
      // HTTP/2 would repeat requests by itself as well (after GOAWAY), for nothing we need.
      allowH2: false,
    };
    if (trust === undefined) return new Agent({ ...shared, connect: { timeout: connectMs } });
    const secure = buildConnector({ timeout: connectMs, secureContext: trust, allowH2: false });
    return new Agent({
      ...shared,
      connect(asked, done) {
        const target = { host: asked.hostname.replace(/^\[(.+)\]$/, '$1'), port: Number(asked.port || 443) };
        openFirst(candidates, target, trust).then(
          (socket) => secure({ ...asked, httpSocket: socket }, done),
          (error) => done(error, null),
        );
      },
    });
  }

  async function openFirst(candidates: readonly ProxyRoute[], target: Target, trust: SecureContext): Promise<Socket> {
    let failure: unknown;
    for (const route of inOrder(candidates)) {
      try {
        const socket = await openConnection(route, target, trust, AbortSignal.timeout(connectMs));
        if (route !== 'direct') failedAt.delete(route.href);
        return socket;
      } catch (error) {
        failure = error;
        if (error instanceof ProxyError && error.kind === 'refused') break;
        if (route !== 'direct') noteFailure(route, error);
      }
    }
    throw failure;
  }

  function noteFailure(route: URL, error: unknown): void {
    failedAt.set(route.href, clock.now());
    logger.info('http.proxy-unreached', { proxy: route.host, error });
  }

  /** Those that failed a while ago come last, in the same order. */
  function inOrder(candidates: readonly ProxyRoute[]): ProxyRoute[] {
    const hasFailed = (route: ProxyRoute) =>
      route !== 'direct' && clock.now() - (failedAt.get(route.href) ?? -Infinity) < avoidedMs;
    return [...candidates.filter((route) => !hasFailed(route)), ...candidates.filter(hasFailed)];
  }

  /** The environment's before the system's, which is asked each time, as laptops change networks. */
  async function routesTo(url: URL): Promise<ProxyRoutes> {
    if (isLoopback(url)) return { candidates: ['direct'], unspoken: [] };
    const named = readEnvironment(url);
    if (named.candidates.length > 0) return named;
    const asked = await askSystem(url);
    const unspoken = [...new Set([...named.unspoken, ...asked.unspoken])];
    if (unspoken.length > 0) logger.warn('http.proxy-unspoken', { origin: url.origin, kinds: unspoken });
    return { candidates: asked.candidates.length > 0 ? asked.candidates : ['direct'], unspoken };
  }

  function readEnvironment(url: URL): ProxyRoutes {
    try {
      return environmentProxy(url, options.environment);
    } catch (error) {
      logger.warn('http.proxy-ignored', { error });
      return { candidates: [], unspoken: [] };
    }
  }

  async function askSystem(url: URL): Promise<ProxyRoutes> {
    try {
      if (options.resolveProxy !== undefined) return readProxyAnswer(await options.resolveProxy(url.origin));
    } catch (error) {
      logger.warn('http.proxy-unknown', { error });
    }
    return { candidates: [], unspoken: [] };
  }

  return {
    async choose(url, retry) {
      // Plain http goes to this machine only and so never over a proxy.
      const plain = url.protocol === 'http:';
      const { candidates } = plain ? { candidates: ['direct' as const] } : await routesTo(url);
      const trust = plain ? undefined : await currentTrust();
      // Connections that were checked against less stay for what goes over them.
      const key = [url.protocol, retry, trust?.generation, ...candidates].join(' ');
      // A quarter of all that the program would load at its start, where without an account nobody is asked anything.
      const undici = await import('undici');
      let dispatcher = open.get(key);
      if (dispatcher === undefined) {
        dispatcher = create(undici, trust?.context, retry === 'once', candidates);
        open.set(key, dispatcher);
      }
      return dispatcher;
    },
    routesTo,
    secureContext: async () => (await currentTrust()).context,
    async close() {
      const closing = [...open.values()].map((dispatcher) => dispatcher.destroy());
      open.clear();
      await Promise.all(closing);
    },
  };
}
