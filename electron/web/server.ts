import type { IncomingMessage } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import fastifyStatic from '@fastify/static';
import createFastify, { type FastifyReply } from 'fastify';
import * as z from 'zod';
import type { Language } from '../../shared/words/start.ts';
import type { Core } from '../core/core.ts';
import type { Logger } from '../core/ports.ts';
import { browserLanguage } from './browser-language.ts';
import { findRefusal } from './guard.ts';
import { createLaunchTokens } from './launch-token.ts';
import { serveMedia } from './media.ts';
import { outsidePage } from './page.ts';
import { cacheRule, securityHeaders } from './security-headers.ts';
import { readSessionCookies, type Sessions, sessionCookie } from './session.ts';
import { createRpcSockets, type SocketLimits } from './websocket.ts';

export interface WebServer {
  /** `http://127.0.0.1:<port>` */
  origin: string;
  /** An address that lets one browser in, once. */
  mintLaunchUrl(): string;
  close(): Promise<void>;
}

/** Of one browser's windows and what they load; each takes a descriptor. */
const mostConnections = 256;
/** All cookies that other ports of this machine may have set come along: 180 of 4 KiB in Chromium. */
const mostHeaderBytes = 1024 * 1024;

const launchQuery = z.object({ token: z.string().max(200) });

/** Serves the renderer, the contract and the recordings to browsers of this machine that were let in. */
export async function createWebServer(options: {
  core: Pick<Core, 'router' | 'audioFile'>;
  sessions: Sessions;
  /** The built renderer. Absolute. */
  rendererDirectory: string;
  /** 0 means any free one. Rejects with EADDRINUSE when it is taken. */
  port: number;
  locale: Language;
  /** A browser comes in: one that asks for this language. What it shall find is made meanwhile. Never rejects. */
  onEntry?(language: Language | undefined): Promise<void>;
  logger: Logger;
  socketLimits?: Partial<SocketLimits>;
}): Promise<WebServer> {
  const { core, sessions, logger, locale } = options;
  const tokens = createLaunchTokens();
  const sockets = createRpcSockets({ router: core.router, logger, limits: options.socketLimits ?? {} });
  // Both are known once the port is; nothing is answered before.
  let origin = '';
  let port = 0;

  const mayEnter = (cookie: string | undefined) => readSessionCookies(port, cookie).some(sessions.holds);

  const fastify = createFastify({
    logger: false,
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    // No answer is made from what a page sends here: the contract goes over the WebSocket.
    bodyLimit: 1024,
    requestTimeout: 30_000,
    http: { maxHeaderSize: mostHeaderBytes },
  });
  fastify.server.maxConnections = mostConnections;

  fastify.addHook('onRequest', async (request, reply) => {
    reply.headers(securityHeaders).header('cache-control', cacheRule(pathOf(request.url)));
    const isLaunch = pathOf(request.url) === '/launch';
    const refusal = findRefusal(isLaunch ? 'launch' : 'page', request.headers, origin);
    if (refusal !== undefined) {
      logger.warn('web.refused', { reason: refusal });
      return reply.code(403).type('text/plain').send('Forbidden\n');
    }
    if (!isLaunch && !mayEnter(request.headers.cookie)) return sendOutsidePage(reply, 401, 'no-session');
  });

  fastify.get('/launch', async (request, reply) => {
    // A browser that loads ahead what may be opened next would use the address up.
    if (request.headers['sec-purpose'] !== undefined) return reply.code(503).send();
    const query = launchQuery.safeParse(request.query);
    if (!query.success || !tokens.isGood(query.data.token)) return sendOutsidePage(reply, 403, 'used');
    await options.onEntry?.(browserLanguage(request.headers));
    // Only now: who loads the page again while that lasts has not used the address up.
    if (!tokens.take(query.data.token)) return sendOutsidePage(reply, 403, 'used');
    reply.header('set-cookie', sessionCookie(port, await sessions.open()));
    return reply.redirect('/', 303);
  });

  serveMedia(fastify, core);
  await fastify.register(fastifyStatic, {
    root: options.rendererDirectory,
    // Every file is asked of the disk when it is wanted, so that a rebuilt renderer needs no restart.
    wildcard: true,
    dotfiles: 'deny',
    cacheControl: false,
    lastModified: false,
  });
  fastify.setNotFoundHandler((_request, reply) => reply.code(404).type('text/plain').send('Not found\n'));
  fastify.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) logger.error('web.failed', { error });
    return reply
      .code(status)
      .type('text/plain')
      .send(`${STATUS_CODES[status] ?? 'Error'}\n`);
  });

  function sendOutsidePage(reply: FastifyReply, status: number, why: Parameters<typeof outsidePage>[0]) {
    return reply.code(status).type('text/html; charset=utf-8').send(outsidePage(why, locale));
  }

  fastify.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const refusal = findRefusal('socket', request.headers, origin);
    if (refusal !== undefined) logger.warn('web.refused', { reason: refusal, socket: true });
    if (pathOf(request.url ?? '') !== '/rpc') refuseUpgrade(socket, 404);
    else if (refusal !== undefined) refuseUpgrade(socket, 403);
    else if (!mayEnter(request.headers.cookie)) refuseUpgrade(socket, 401);
    else {
      // A page that an earlier run let in needs no launch.
      void options.onEntry?.(browserLanguage(request.headers));
      sockets.upgrade(request, socket, head);
    }
  });

  await fastify.listen({ host: '127.0.0.1', port: options.port });
  port = (fastify.server.address() as AddressInfo).port;
  origin = `http://127.0.0.1:${port}`;

  return {
    origin,
    mintLaunchUrl: () => `${origin}/launch?token=${tokens.mint()}`,
    async close() {
      await sockets.close();
      await fastify.close();
    },
  };
}

function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? '';
}

function refuseUpgrade(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
