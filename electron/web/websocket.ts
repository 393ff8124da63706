import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { RPCHandler } from '@orpc/server/ws';
import { WebSocket, WebSocketServer } from 'ws';
import type { Core } from '../core/core.ts';
import { isRpcMessage } from '../core/page/rpc-message.ts';
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
  /** Not yet taken by the page; beyond it, nothing more is read from the page. Bytes. */
  unreadBytes: number;
  /** Calls and streams of one page under way; while there are so many, nothing more is read from it. */
  callsUnderWay: number;
  /** A page that reads no more is cut off, and gets a snapshot when it comes back. Bytes. */
  unsentBytes: number;
  /** Between two pings; a page that answers neither is gone. Milliseconds. */
  heartbeatMs: number;
  connections: number;
}

const defaultSocketLimits: SocketLimits = {
  messageBytes: 1024 * 1024,
  unreadBytes: 1024 * 1024,
  callsUnderWay: 256,
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
      if (unanswered.has(socket)) {
        logger.warn('web.socket.gone', { unsentBytes: socket.bufferedAmount });
        socket.terminate();
      } else {
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

/** Resolves when the call is answered and the answer is on its way, or when its stream has ended. */
type MessageListener = (event: { data: string }) => Promise<void>;

/** What oRPC needs of a socket, with the checks it does not make itself. */
function peerOf(socket: WebSocket, limits: SocketLimits, logger: Logger): Peer {
  const waiting: string[] = [];
  let listener: MessageListener = async () => {};
  let underWay = 0;
  let isProceeding = false;

  /** A page that asks and does not read is read no more itself: its answers would all be held here. */
  async function proceed(): Promise<void> {
    if (isProceeding) return;
    isProceeding = true;
    while (underWay < limits.callsUnderWay && socket.bufferedAmount < limits.unreadBytes) {
      const data = waiting.shift();
      if (data === undefined) break;
      underWay += 1;
      void listener({ data }).finally(() => {
        underWay -= 1;
        void proceed();
      });
      // What is answered at once stands in the buffer by then.
      await nextTurn();
    }
    isProceeding = false;
    if (waiting.length > 0) socket.pause();
    else if (socket.isPaused) socket.resume();
  }

  const peer = {
    /** Resolves when the bytes are on their way: an iterator is asked for more only as fast as the page reads. */
    send(data: Parameters<WebSocket['send']>[0]): Promise<void> {
      if (socket.readyState !== WebSocket.OPEN) return Promise.resolve();
      if (socket.bufferedAmount > limits.unsentBytes) {
        logger.warn('web.socket.slow', { unsentBytes: socket.bufferedAmount });
        socket.terminate();
        return Promise.resolve();
      }
      // An error here is the connection's end, which the close event tells.
      return new Promise((resolve) => {
        socket.send(data, () => {
          resolve();
          void proceed();
        });
      });
    },
    addEventListener(kind: 'message' | 'close', given: MessageListener): void {
      if (kind === 'close') {
        socket.on('close', () => {
          waiting.length = 0;
          void given({ data: '' });
        });
        return;
      }
      listener = given;
      socket.on('message', (data, isBinary) => {
        const text = isBinary ? undefined : data.toString();
        if (!isRpcMessage(text)) {
          socket.close(1007, 'not a message of the contract');
          return;
        }
        waiting.push(text);
        void proceed();
      });
    },
  };
  return peer as unknown as Peer;
}
