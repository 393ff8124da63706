import { request as requestOver } from 'node:http';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, type SecureContext } from 'node:tls';
import { bareHost, credentialsOf, type ProxyRoute, portOf } from './proxy-address.ts';
import { askSocks, SocksRefusal } from './socks.ts';

/** A proxy does not lead on. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';
  readonly proxy: URL;
  /** `unreached`: nothing of it answers as a proxy, or it does not reach the server. `refused`: it lets nobody through. */
  readonly kind: 'unreached' | 'refused';
  /** The proxy's own status, or what was wrong as Node names it. */
  readonly reason: string;
  constructor(proxy: URL, kind: ProxyError['kind'], reason: string, options?: ErrorOptions) {
    super(`proxy ${kind}: ${reason}`, options);
    this.proxy = proxy;
    this.kind = kind;
    this.reason = reason;
  }
}

export interface Target {
  host: string;
  port: number;
}

/**
 * A connection to the target, TLS with it not yet begun, and so with nothing told to anybody that would matter twice. Rejects
 * with ProxyError where a proxy is in the way, else with the socket's own error.
 */
export async function openConnection(
  route: ProxyRoute,
  target: Target,
  context: SecureContext,
  signal: AbortSignal,
): Promise<Socket> {
  if (route === 'direct') return reach(target, signal);
  try {
    if (route.protocol === 'http:' || route.protocol === 'https:')
      return await openTunnel(route, target, context, signal);
    return await openSocks(route, target, signal);
  } catch (error) {
    if (error instanceof ProxyError) throw error;
    const isFinal = error instanceof SocksRefusal && error.isFinal;
    throw new ProxyError(route, isFinal ? 'refused' : 'unreached', signal.aborted ? 'timeout' : nameOf(error), {
      cause: error,
    });
  }
}

/**
 * Runs until `signal` stops it. Not by the `signal` of Node's own functions: that would go on to end the connection that it
 * helped to make.
 */
async function until<T>(signal: AbortSignal, work: Promise<T>, stop: (reason: Error) => unknown): Promise<T> {
  const end = () => stop(new Error('timeout'));
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();
  try {
    return await work;
  } finally {
    signal.removeEventListener('abort', end);
  }
}

function reach({ host, port }: Target, signal: AbortSignal): Promise<Socket> {
  const socket = connectTcp({ host, port });
  const connected = new Promise<Socket>((resolve, reject) => {
    socket.once('error', reject);
    socket.once('connect', () => resolve(socket.off('error', reject)));
  });
  return until(signal, connected, (reason) => socket.destroy(reason));
}

async function openSocks(proxy: URL, { host, port }: Target, signal: AbortSignal): Promise<Socket> {
  const socket = await reach({ host: bareHost(proxy), port: portOf(proxy) }, signal);
  // Whatever happens to it while it is asked shows in what is read of it.
  const ignore = () => {};
  socket.on('error', ignore);
  try {
    const version = proxy.protocol === 'socks5:' ? 'socks5:' : 'socks4a:';
    const asked = askSocks(socket, { version, host, port, credentials: credentialsOf(proxy) });
    await until(signal, asked, () => socket.destroy());
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    socket.off('error', ignore);
  }
}

/** RFC 9110, 9.3.6. */
function openTunnel(proxy: URL, target: Target, context: SecureContext, signal: AbortSignal): Promise<Socket> {
  const host = bareHost(proxy);
  const port = portOf(proxy);
  const path = `${isIP(target.host) === 6 ? `[${target.host}]` : target.host}:${target.port}`;
  const credentials = credentialsOf(proxy);
  const login = credentials && Buffer.from(`${credentials.name}:${credentials.password}`).toString('base64');
  const headers = { host: path, ...(login === undefined ? {} : { 'proxy-authorization': `Basic ${login}` }) };
  const secured = () =>
    connectTls({ host, port, secureContext: context, ...(isIP(host) === 0 ? { servername: host } : {}) });
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const request = requestOver({
    host,
    port,
    method: 'CONNECT',
    path,
    agent: false,
    headers,
    ...(proxy.protocol === 'https:' ? { createConnection: secured } : {}),
  });
  const refuse = (status: number, socket: Socket) => {
    socket.destroy();
    // It wants a login, or lets nobody there. Anything else is trouble of its own.
    const isFinal = status === 401 || status === 403 || status === 407;
    reject(new ProxyError(proxy, isFinal ? 'refused' : 'unreached', String(status)));
  };
  request.once('connect', ({ statusCode = 0 }, socket: Socket, head) => {
    if (statusCode < 200 || statusCode >= 300) return refuse(statusCode, socket);
    if (head.length > 0) socket.unshift(head);
    resolve(socket);
  });
  request.once('response', ({ statusCode = 0, socket }) => refuse(statusCode, socket));
  request.on('error', reject);
  request.end();
  return until(signal, promise, (reason) => request.destroy(reason));
}

export function nameOf(error: unknown): string {
  if (typeof error === 'string') return error;
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : error instanceof Error ? error.message.slice(0, 80) : 'unknown';
}
