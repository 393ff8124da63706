import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { RPCHandler } from '@orpc/server/ws';
import { WebSocket, WebSocketServer } from 'ws';
import type { Core } from '../core/core.ts';
import type { Logger } from '../core/ports.ts';

/** The contract over WebSockets: one connection a page. */
export interface RpcSockets {
  /** For a request that was checked already. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Cuts every page off and frees what it watched. */
  close(): Promise<void>;
}

export interface SocketLimits {
  /** Of one message of the page; a longer one ends the connection (1009). Bytes. */
  messageBytes: number;
  /** Not yet taken by the page; a page that reads no more is cut off, and gets a snapshot when it comes back. Bytes. */
  unsentBytes: number;
  /** Between two pings; a page that answers neither is gone. Milliseconds. */
  heartbeatMs: number;
  connections: number;
}

const defaultSocketLimits: SocketLimits = {
  messageBytes: 1024 * 1024,
  unsentBytes: 16 * 1024 * 1024,
  heartbeatMs: 15_000,
  connections: 32,
};

export function createRpcSockets(deps: {
  router: Core['router'];
  logger: Logger;
  limits?: Partial<SocketLimits>;
}): RpcSockets {
  const { logger } = deps;
  const limits = { ...defaultSocketLimits, ...deps.limits };
  const handler = new RPCHandler(deps.router);
  const server = new WebSocketServer({ noServer: true, maxPayload: limits.messageBytes, perMessageDeflate: false });
  const unanswered = new WeakSet<WebSocket>();

  const heartbeat = setInterval(() => {
    for (const socket of server.clients) {
      if (unanswered.has(socket)) socket.terminate();
      else {
        unanswered.add(socket);
        socket.ping();
      }
    }
  }, limits.heartbeatMs);
  heartbeat.unref();

  server.on('connection', (socket: WebSocket) => {
    if (server.clients.size > limits.connections) {
      socket.close(1013, 'too many connections');
      return;
    }
    socket.on('pong', () => unanswered.delete(socket));
    // A broken or oversized frame: `ws` closes the connection itself.
    socket.on('error', (error) => logger.warn('web.socket.failed', { error }));
    void handler.upgrade(peerOf(socket, limits, logger));
  });

  return {
    upgrade(request, socket, head) {
      server.handleUpgrade(request, socket, head, (accepted) => server.emit('connection', accepted, request));
    },
    async close() {
      clearInterval(heartbeat);
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // Without a goodbye: a page takes every end for the same, and one that hangs would hold up the program's.
      for (const socket of server.clients) socket.terminate();
      await closed;
    },
  };
}

type Peer = Parameters<RPCHandler<Record<never, never>>['upgrade']>[0];

/** What oRPC needs of a socket, with the checks it does not make itself. */
function peerOf(socket: WebSocket, limits: SocketLimits, logger: Logger): Peer {
  const peer = {
    /** Resolves when the bytes are on their way: an iterator is asked for more only as fast as the page reads. */
    send(data: Parameters<WebSocket['send']>[0]): Promise<void> {
      if (socket.bufferedAmount > limits.unsentBytes) {
        logger.warn('web.socket.slow', { unsentBytes: socket.bufferedAmount });
        socket.terminate();
      }
      if (socket.readyState !== WebSocket.OPEN) return Promise.resolve();
      // An error here is the connection's end, which the close event tells.
      return new Promise((resolve) => socket.send(data, () => resolve()));
    },
    addEventListener(kind: 'message' | 'close', listener: (event: { data: string }) => void): void {
      if (kind === 'close') {
        socket.on('close', () => listener({ data: '' }));
        return;
      }
      socket.on('message', (data, isBinary) => {
        const text = isBinary ? undefined : data.toString();
        // oRPC would print what it cannot read to the console, words of the page among it.
        if (text === undefined || !isEnvelope(text)) socket.close(1007, 'not a message of the contract');
        else listener({ data: text });
      });
    },
  };
  return peer as unknown as Peer;
}

function isEnvelope(text: string): boolean {
  try {
    const message: unknown = JSON.parse(text);
    return typeof message === 'object' && message !== null && 'i' in message;
  } catch {
    return false;
  }
}
