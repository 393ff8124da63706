import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { AnyRouter } from '@orpc/server';
import { RPCHandler as PortHandler } from '@orpc/server/message-port';
import { type ClientOptions, WebSocket } from 'ws';
import { createWebServer } from '../../electron/web/server.ts';
import { openSessions } from '../../electron/web/session.ts';
import type { SocketLimits } from '../../electron/web/websocket.ts';
import type { Client } from '../../shared/contract/contract.ts';
import { silentLogger } from '../fakes/silent-logger.ts';

export interface Connection {
  client: Client;
  /** As when the page crashes or the cable is pulled: no goodbye. */
  drop(): void;
}

export interface Transport {
  connect(): Promise<Connection>;
  close(): Promise<void>;
}

/** The desktop host's way. Node's ports stand in for Electron's, which speak the same oRPC adapter. */
export async function openPortTransport(router: AnyRouter): Promise<Transport> {
  const handler = new PortHandler(router);
  const open = new Set<() => void>();
  return {
    async connect() {
      const { port1, port2 } = new MessageChannel();
      handler.upgrade(port1);
      port1.start();
      const client: Client = createORPCClient(new PortLink({ port: port2 }));
      port2.start();
      const drop = () => port2.close();
      open.add(drop);
      return { client, drop };
    },
    async close() {
      for (const drop of open) drop();
    },
  };
}

export interface SocketTransport extends Transport {
  origin: string;
  mintLaunchUrl(): string;
  /** Rejects with the HTTP status when the upgrade is refused. */
  openSocket(headers?: Record<string, string>, options?: ClientOptions): Promise<WebSocket>;
}

/** The web host's way, through its own server with all its checks. */
export async function openSocketTransport(
  router: AnyRouter,
  limits: Partial<SocketLimits> = {},
): Promise<SocketTransport> {
  const directory = await mkdtemp(join(tmpdir(), 'conformance-'));
  const server = await createWebServer({
    core: { router, audioFile: () => undefined },
    sessions: await openSessions({
      path: join(directory, 'web-sessions.json'),
      clock: { now: Date.now, after: () => () => {} },
    }),
    rendererDirectory: directory,
    port: 0,
    locale: 'en',
    logger: silentLogger,
    socketLimits: { messageBytes: 64 * 1024, ...limits },
  });
  const launch = await fetch(server.mintLaunchUrl(), { redirect: 'manual' });
  const cookie = launch.headers.get('set-cookie')?.split(';')[0] ?? '';
  const own: Record<string, string> = { cookie, origin: server.origin };

  function openSocket(headers = own, options: ClientOptions = {}): Promise<WebSocket> {
    const socket = new WebSocket(server.origin.replace('http', 'ws').concat('/rpc'), { ...options, headers });
    return new Promise((resolve, reject) => {
      socket.once('open', () => resolve(socket));
      socket.once('unexpected-response', (_request, response) => {
        reject(new Error(`refused: ${response.statusCode}`));
        socket.terminate();
      });
      socket.on('error', reject);
    });
  }

  return {
    origin: server.origin,
    mintLaunchUrl: server.mintLaunchUrl,
    openSocket,
    async connect() {
      const socket = await openSocket();
      // The adapter is typed for the browser's class; `ws` has the members that it uses.
      const client: Client = createORPCClient(new SocketLink({ websocket: socket as unknown as globalThis.WebSocket }));
      return { client, drop: () => socket.terminate() };
    },
    async close() {
      await server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
