import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';
import { implement } from '@orpc/server';
import { RPCHandler } from '@orpc/server/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { contentTypeOf, pageHeaders } from '../../electron/core/page/headers.ts';
import { contract } from '../../shared/contract/contract.ts';
import type { Update } from '../../shared/contract/updates.ts';
import { accountHandlers } from './fixture-account-handlers.ts';
import { callHandlers } from './fixture-call-handlers.ts';
import type { FixtureCore } from './fixture-core.ts';
import { hostHandlers } from './fixture-host-handlers.ts';
import { recordingHandlers } from './fixture-recording-handlers.ts';
import type { FixtureState } from './fixture-state.ts';
import { answerTone } from './fixture-tone.ts';
import { toolHandlers } from './fixture-tools.ts';

export interface FixtureServer {
  url: string;
  state: FixtureState;
  push(update: Update): void;
  /** Breaks every connection, and refuses new ones until `resume`. */
  cut(): void;
  /** Another window writes of everybody. */
  writeNotes(note: string): void;
  resume(): void;
  close(): Promise<void>;
}

/** The built page with a core that is all fixtures, over the real transport and under the real CSP. */
export async function startFixtureServer(pageDirectory: string, state: FixtureState): Promise<FixtureServer> {
  const listeners = new Set<(update: Update) => void>();
  const push = (update: Update) => {
    for (const tell of listeners) tell(update);
  };
  const handler = new RPCHandler(createFixtureRouter({ os: implement(contract), state, push, listeners }));
  const sockets = new WebSocketServer({ noServer: true });
  const open = new Set<WebSocket>();
  let refusing = false;

  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (path.startsWith('/media/')) return answerTone(request.headers.range, response);
    const file = path === '/' ? '/index.html' : normalize(path);
    try {
      const body = await readFile(join(pageDirectory, file));
      response.writeHead(200, { ...pageHeaders, 'content-type': contentTypeOf(file) ?? 'application/octet-stream' });
      response.end(body);
    } catch {
      response.writeHead(404, pageHeaders).end();
    }
  });
  server.on('upgrade', (request, socket, head) => {
    if (refusing) {
      socket.destroy();
      return;
    }
    sockets.handleUpgrade(request, socket, head, (peer) => {
      open.add(peer);
      peer.on('close', () => open.delete(peer));
      void handler.upgrade(peer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    state,
    push,
    cut() {
      refusing = true;
      for (const peer of open) peer.terminate();
    },
    resume() {
      refusing = false;
    },
    writeNotes(note) {
      for (const { remote } of state.calls) {
        const { key, name = '' } = remote;
        state.people.set(key, { key, name, note });
      }
      push({ kind: 'calls', newest: [] });
    },
    close: () =>
      new Promise((resolve) => {
        for (const peer of open) peer.terminate();
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function createFixtureRouter(core: FixtureCore) {
  const { os, state } = core;
  return os.router({
    ...hostHandlers(core),
    ...accountHandlers(core),
    ...callHandlers(core),
    ...recordingHandlers(core),
    accountTools: toolHandlers(os, () => state.tools ?? 'full', state.numbers),
  });
}
