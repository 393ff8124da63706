import { isIP, type Socket } from 'node:net';
import { connect as connectTls, type PeerCertificate, type SecureContext } from 'node:tls';
import { compact } from '../../../shared/domain/compact.ts';
import { nameOf, openConnection, ProxyError, type Target } from './open-connection.ts';
import { bareHost, type ProxyRoute } from './proxy-address.ts';
import type { Routes } from './routes.ts';

/** A connection to an https origin up to the end of its TLS handshake, opened for its own sake: nothing is asked of the server. */
export interface Connectivity {
  /**
   * `no-proxy`: no proxy can be reached. `proxy-refuses`: it lets nobody through, or not to there. `no-host`: nothing
   * answers at the other end. `no-tls`: something does that speaks no TLS. `untrusted`: its certificate is not for this
   * host, or signed by nobody whom this machine trusts.
   */
  outcome: 'open' | 'no-proxy' | 'proxy-refuses' | 'no-host' | 'no-tls' | 'untrusted';
  milliseconds: number;
  /** Host and port of the last that was tried; absent where the connection is direct. */
  proxy?: string;
  /** Kinds of proxies that are named for this origin, but not spoken here. */
  unspoken?: string[];
  /** Who signed the certificate, as it names itself. */
  issuer?: string;
  /** The proxy's status, or what was wrong as Node names it. */
  reason?: string;
}

/** Never rejects, but for a signal that was aborted. */
export type CheckConnectivity = (url: string, signal: AbortSignal) => Promise<Connectivity>;

const longestMs = 10_000;

export function createConnectivityCheck(routes: Pick<Routes, 'routesTo' | 'secureContext'>): CheckConnectivity {
  return async (address, asked) => {
    const url = new URL(address);
    const signal = AbortSignal.any([asked, AbortSignal.timeout(longestMs)]);
    const since = performance.now();
    const nothing = { candidates: ['direct' as const], unspoken: [] };
    const { candidates, unspoken } = await Promise.race([routes.routesTo(url), ended(signal)]).catch(() => nothing);
    const found = await go(
      candidates,
      { host: bareHost(url), port: Number(url.port || 443) },
      await routes.secureContext(),
      signal,
    );
    asked.throwIfAborted();
    return {
      ...found,
      milliseconds: Math.round(performance.now() - since),
      ...(unspoken.length === 0 ? {} : { unspoken }),
    };
  };
}

type Found = Pick<Connectivity, 'outcome' | 'proxy' | 'issuer' | 'reason'>;

/** As requests go: a route that cannot be reached is left for the next. */
async function go(
  candidates: readonly ProxyRoute[],
  target: Target,
  context: SecureContext,
  signal: AbortSignal,
): Promise<Found> {
  let found: Found = { outcome: 'no-host' };
  for (const route of candidates) {
    const proxy = route === 'direct' ? {} : { proxy: route.host };
    try {
      return {
        ...proxy,
        ...(await shakeHands(await openConnection(route, target, context, signal), target.host, context, signal)),
      };
    } catch (error) {
      const isRefused = error instanceof ProxyError && error.kind === 'refused';
      const outcome = isRefused ? 'proxy-refuses' : error instanceof ProxyError ? 'no-proxy' : 'no-host';
      const reason = signal.aborted ? 'timeout' : error instanceof ProxyError ? error.reason : nameOf(error);
      found = { ...proxy, outcome, reason };
      if (isRefused) break;
    }
  }
  return found;
}

function shakeHands(socket: Socket, host: string, secureContext: SecureContext, signal: AbortSignal): Promise<Found> {
  return new Promise((resolve) => {
    const secure = connectTls({
      socket,
      host,
      secureContext,
      ALPNProtocols: ['http/1.1'],
      ...(isIP(host) === 0 ? { servername: host } : {}),
      // Otherwise nobody would learn whose certificate it is. Nothing is sent over this connection.
      rejectUnauthorized: false,
    });
    const end = (found: Found) => {
      signal.removeEventListener('abort', stop);
      resolve(found);
      secure.destroy();
      socket.destroy();
    };
    const stop = () => end({ outcome: 'no-host', reason: 'timeout' });
    signal.addEventListener('abort', stop, { once: true });
    secure.once('secureConnect', () => {
      const issuer = issuerOf(secure.getPeerCertificate());
      const told = compact({ issuer });
      if (secure.authorized) end({ outcome: 'open', ...told });
      else end({ outcome: 'untrusted', ...told, reason: nameOf(secure.authorizationError) });
    });
    secure.on('error', (error) => end({ outcome: 'no-tls', reason: nameOf(error) }));
    secure.once('close', () => end({ outcome: 'no-tls', reason: 'closed' }));
  });
}

/** The organisation, or whatever name there is: words of somebody else's. */
function issuerOf({ issuer }: PeerCertificate): string | undefined {
  const name = [issuer?.O, issuer?.CN].flat().find((one) => typeof one === 'string' && one !== '');
  return name?.slice(0, 80);
}

function ended(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
