import { request as requestOver } from 'node:http';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, type PeerCertificate, type SecureContext } from 'node:tls';
import type { Routes } from './routes.ts';

/** The way to an https origin up to the end of its TLS handshake, gone for its own sake: nothing is asked of the server. */
export interface WayFound {
  /**
   * `no-proxy`: the proxy cannot be reached. `proxy-refuses`: it lets nobody through, or not to there. `no-host`: nothing
   * answers at the other end. `no-tls`: something does that speaks no TLS. `untrusted`: its certificate is not for this
   * host, or signed by nobody whom this machine trusts.
   */
  outcome: 'open' | 'no-proxy' | 'proxy-refuses' | 'no-host' | 'no-tls' | 'untrusted';
  milliseconds: number;
  /** Host and port; absent where the way is direct. */
  proxy?: string;
  /** Who signed the certificate, as it names itself. */
  issuer?: string;
  /** The proxy's status, or what was wrong as Node names it. */
  reason?: string;
}

/** Never rejects, but for a signal that was aborted. */
export type CheckWay = (url: string, signal: AbortSignal) => Promise<WayFound>;

const longestMs = 10_000;

export function createWayCheck(routes: Pick<Routes, 'wayTo' | 'secureContext'>): CheckWay {
  return async (address, asked) => {
    const url = new URL(address);
    const signal = AbortSignal.any([asked, AbortSignal.timeout(longestMs)]);
    const since = performance.now();
    const way = await Promise.race([routes.wayTo(url), ended(signal)]).catch(() => 'direct');
    const proxy = way === 'direct' ? undefined : new URL(way);
    const found = await go(url, proxy, routes.secureContext(), signal);
    asked.throwIfAborted();
    return {
      ...found,
      ...{ milliseconds: Math.round(performance.now() - since) },
      ...(proxy === undefined ? {} : { proxy: proxy.host }),
    };
  };
}

type Found = Pick<WayFound, 'outcome' | 'issuer' | 'reason'>;

async function go(url: URL, proxy: URL | undefined, context: SecureContext, signal: AbortSignal): Promise<Found> {
  const host = bareHost(url);
  const port = Number(url.port || 443);
  let socket: Socket | undefined;
  const stop = () => socket?.destroy(new Error('timeout'));
  signal.addEventListener('abort', stop, { once: true });
  try {
    if (proxy === undefined) socket = await reach(host, port, signal);
    else {
      const tunnel = await openTunnel(proxy, `${url.hostname}:${port}`, context, signal);
      if (!('socket' in tunnel)) return tunnel;
      socket = tunnel.socket;
    }
    return await shakeHands(socket, host, context);
  } catch (error) {
    return { outcome: 'no-host', reason: signal.aborted ? 'timeout' : nameOf(error) };
  } finally {
    signal.removeEventListener('abort', stop);
    socket?.destroy();
  }
}

function reach(host: string, port: number, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connectTcp({ host, port, signal });
    socket.once('error', reject);
    socket.once('connect', () => resolve(socket));
  });
}

function openTunnel(
  proxy: URL,
  target: string,
  context: SecureContext,
  signal: AbortSignal,
): Promise<{ socket: Socket } | Found> {
  const credentials = decodeURIComponent(`${proxy.username}:${proxy.password}`);
  const authorization = `Basic ${Buffer.from(credentials).toString('base64')}`;
  const asked = {
    ...{ host: bareHost(proxy), port: proxy.port, method: 'CONNECT', path: target, agent: false, signal },
    headers: { host: target, ...(proxy.username === '' ? {} : { 'proxy-authorization': authorization }) },
  };
  return new Promise((resolve) => {
    const host = bareHost(proxy);
    const port = Number(proxy.port || 443);
    const secured = () =>
      connectTls({ host, port, secureContext: context, ...(isIP(host) === 0 ? { servername: host } : {}) });
    const request = requestOver({ ...asked, ...(proxy.protocol === 'https:' ? { createConnection: secured } : {}) });
    const refuse = (status: number | undefined, socket: Socket) => {
      socket.destroy();
      resolve({ outcome: 'proxy-refuses', reason: String(status ?? '') });
    };
    request.once('connect', ({ statusCode = 0 }, socket) => {
      if (statusCode >= 200 && statusCode < 300) resolve({ socket: socket as Socket });
      else refuse(statusCode, socket as Socket);
    });
    request.once('response', ({ statusCode, socket }) => refuse(statusCode, socket));
    request.on('error', (error) => resolve({ outcome: 'no-proxy', reason: nameOf(error) }));
    request.end();
  });
}

function shakeHands(socket: Socket, host: string, secureContext: SecureContext): Promise<Found> {
  return new Promise((resolve) => {
    const secure = connectTls({
      ...{ socket, host, secureContext, ALPNProtocols: ['http/1.1'] },
      ...(isIP(host) === 0 ? { servername: host } : {}),
      // Otherwise nobody would learn whose certificate it is. Nothing is sent over this connection.
      rejectUnauthorized: false,
    });
    secure.once('secureConnect', () => {
      const issuer = issuerOf(secure.getPeerCertificate());
      const told = issuer === undefined ? {} : { issuer };
      if (secure.authorized) resolve({ outcome: 'open', ...told });
      else resolve({ outcome: 'untrusted', ...told, reason: nameOf(secure.authorizationError) });
      secure.destroy();
    });
    secure.once('error', (error) => resolve({ outcome: 'no-tls', reason: nameOf(error) }));
    secure.once('close', () => resolve({ outcome: 'no-tls', reason: 'closed' }));
  });
}

/** The organisation, or whatever name there is: words of somebody else's. */
function issuerOf({ issuer }: PeerCertificate): string | undefined {
  const name = [issuer?.O, issuer?.CN].flat().find((one) => typeof one === 'string' && one !== '');
  return name?.slice(0, 80);
}

function bareHost({ hostname }: URL): string {
  return hostname.replace(/^\[(.+)\]$/, '$1');
}

function nameOf(error: unknown): string {
  if (typeof error === 'string') return error;
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : error instanceof Error ? error.message.slice(0, 80) : 'unknown';
}

function ended(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
