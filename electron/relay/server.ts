import { unzipSync } from 'node:zlib';
import fastify, { type FastifyError, type FastifyReply } from 'fastify';
import * as z from 'zod';
import { readHookBody } from '../../shared/domain/hook-body/hook-body.ts';
import {
  largestBatch,
  largestHookBody,
  longestWait,
  type RelayHealth,
  relayKeyPattern,
  relayProtocol,
  relayService,
  relayTokenHeader,
} from '../../shared/domain/relay-wire.ts';
import { type Admission, channelOfReadKey, channelOfWriteKey } from './keys.ts';
import type { RelayLimits } from './limits.ts';
import type { RelayLogger } from './logger.ts';
import { Refusal } from './refusal.ts';
import type { RelayStorage, StoredBatch } from './storage.ts';
import type { WaitingReaders } from './waiting-readers.ts';

export interface RelayServer {
  /** Answers the URL. Rejects with an Error whose message says what to do. */
  listen(address: string, port: number): Promise<string>;
  close(): Promise<void>;
}

interface RelayServerDeps {
  admission: Admission;
  storage: RelayStorage;
  readers: WaitingReaders;
  limits: RelayLimits;
  logger: RelayLogger;
  now: () => number;
}

const eventsQuery = z.object({
  after: z.string().max(200).optional(),
  wait: z.coerce.number().int().min(0).max(longestWait).default(0),
  limit: z.coerce.number().int().min(1).max(largestBatch).default(largestBatch),
});

/** How long a request may take to come in, in ms, and how long the last ones may take to leave when the relay closes. */
const slowestRequest = 30_000;
const closingGrace = 1000;

export function createRelayServer({ admission, storage, readers, limits, logger, now }: RelayServerDeps): RelayServer {
  // No request log: paths and headers are keys.
  const app = fastify({
    logger: false,
    bodyLimit: largestHookBody,
    requestTimeout: slowestRequest,
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: 200 },
  });
  app.server.maxConnections = limits.connections;
  let closing = false;

  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    // An idle connection would keep the server from closing.
    if (closing) reply.header('connection', 'close');
  });

  app.setErrorHandler((error: FastifyError | Refusal, _request, reply) => {
    const { status, text, retryAfter } = explain(error);
    if (status >= 500) logger.error('relay-request-failed', { status, error });
    if (retryAfter !== undefined) reply.header('retry-after', retryAfter);
    if (status === 401) reply.header('www-authenticate', 'Bearer');
    return reply.code(status).send({ error: text });
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'There is nothing at this address.' }));

  app.route<{ Params: { writeKey: string; pass?: string } }>({
    method: 'POST',
    url: '/hook/:writeKey/:pass?',
    // Before the body is read: a stranger's is not.
    async onRequest({ params }) {
      if (!relayKeyPattern.test(params.writeKey)) throw new Refusal(404, 'There is no such hook.');
      if (!admission.admitsPost(params.writeKey, params.pass)) {
        throw new Refusal(403, 'This relay is private and the hook URL has no valid pass.');
      }
    },
    async handler({ params, headers, body }) {
      const reading = readHookBody({
        bytes: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
        contentType: headers['content-type'],
        unzip: (bytes, maxOutputLength) => unzipSync(bytes, { maxOutputLength }),
      });
      if (reading === undefined) throw new Refusal(400, 'The body is empty.');
      // The sender can mend this, and what it means cannot be found out here.
      const isPacked = (headers['content-encoding'] ?? 'identity') !== 'identity';
      if (isPacked && !reading.isStructured) throw new Refusal(415, 'Post the body without compression, or with gzip.');
      await storage.append(channelOfWriteKey(params.writeKey), reading.json);
      return { ok: true };
    },
  });

  app.route({
    method: ['GET', 'PUT', 'DELETE'],
    url: '/hook/*',
    handler: (_request, reply) => reply.code(405).header('allow', 'POST').send({ error: 'Events are posted here.' }),
  });

  app.get('/events', async (request, reply) => {
    if (!admission.admitsReader(headerText(request.headers[relayTokenHeader]))) {
      throw new Refusal(403, `This relay is private and ${relayTokenHeader} has no valid token.`);
    }
    const [, readKey] = /^Bearer ([\w-]+)$/i.exec(request.headers.authorization ?? '') ?? [];
    if (readKey === undefined || !relayKeyPattern.test(readKey)) {
      throw new Refusal(401, 'Send the read key: Authorization: Bearer <43 characters>.');
    }
    const query = eventsQuery.safeParse(request.query);
    if (!query.success) {
      throw new Refusal(400, `Ask with after (a cursor), wait (0-${longestWait}) and limit (1-${largestBatch}).`);
    }
    const { after, wait, limit } = query.data;
    const channel = channelOfReadKey(readKey);
    const listening = readers.listen(channel);
    try {
      let batch = await storage.read(channel, after, limit);
      if (batch.events.length === 0 && !batch.gap && wait > 0) {
        const gone = leaving(reply);
        await listening.wait(wait * 1000, gone);
        if (gone.aborted) return reply.hijack();
        batch = await storage.read(channel, after, limit);
      }
      return reply.type('application/json; charset=utf-8').send(answerText(batch, now()));
    } finally {
      listening.end();
    }
  });

  app.get('/health', async (request): Promise<RelayHealth> => {
    await storage.check();
    const access = admission.admitsReader(headerText(request.headers[relayTokenHeader])) ? 'granted' : 'denied';
    return { service: relayService, protocol: relayProtocol, access };
  });

  return {
    async listen(address, port) {
      try {
        return await app.listen({ host: address, port });
      } catch (error) {
        throw new Error(explainListen(error, address, port), { cause: error });
      }
    },
    async close() {
      closing = true;
      readers.close();
      const impatience = setTimeout(() => app.server.closeAllConnections(), closingGrace);
      await app.close();
      clearTimeout(impatience);
    },
  };
}

/** The bodies are JSON text already: neither parsed nor written again. */
function answerText({ epoch, events, next, oldest, gap }: StoredBatch, now: number): string {
  const list = events.map(({ seq, receivedAt, body }) => `{"seq":${seq},"receivedAt":${receivedAt},"body":${body}}`);
  return `{"epoch":"${epoch}","events":[${list.join(',')}],"next":"${next}","oldest":${oldest},"gap":${gap},"now":${now}}`;
}

/** Aborts when the other side has gone. */
function leaving(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => controller.abort());
  return controller.signal;
}

function headerText(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function explain(error: FastifyError | Refusal): { status: number; text: string; retryAfter?: number | undefined } {
  if (error instanceof Refusal) return { status: error.statusCode, text: error.message, retryAfter: error.retryAfter };
  if (error.statusCode === 413) return { status: 413, text: `The body is larger than ${largestHookBody} bytes.` };
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return { status: error.statusCode, text: 'The request cannot be read.' };
  }
  return { status: 503, text: 'Nothing was stored. Try again.', retryAfter: 5 };
}

function explainListen(error: unknown, address: string, port: number): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE') return `Port ${port} on ${address} is taken by another program. Choose another port.`;
  if (code === 'EACCES') return `Port ${port} needs more rights than this program has. Choose one above 1023.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `${address} is not an address of this machine.`;
  return `Cannot listen on ${address}, port ${port}: ${code ?? 'unknown reason'}.`;
}
