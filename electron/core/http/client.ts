import { PassThrough, type Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import type { Dispatcher } from 'undici';
import { compact } from '../../../shared/domain/compact.ts';
import type { Clock, Logger } from '../ports.ts';
import { isAllowed, mayLeadTo } from './base-url.ts';
import { systemTrust } from './certificates.ts';
import { type CheckConnectivity, createConnectivityCheck } from './connectivity-check.ts';
import { toHttpError } from './failure.ts';
import { type Http, HttpError, type HttpRequest, type HttpStream } from './http.ts';
import { asksForRetry, mayPass, type RetryLimits, retryWait } from './retry.ts';
import { createRoutes } from './routes.ts';
import type { ResolveProxy } from './system-proxy.ts';
import type { Certificates } from './trust.ts';

export interface HttpLimits extends RetryLimits {
  /** Until a connection stands. */
  connectMs: number;
  /** Until the headers are there, connecting included; a request may set its own. */
  headersMs: number;
  /** Between two pieces of a body; a request may set its own. */
  bodyIdleMs: number;
  /** Of a body that is read whole; a request may set its own. */
  maxBytes: number;
  redirects: number;
}

const defaultLimits: HttpLimits = {
  connectMs: 10_000,
  headersMs: 30_000,
  bodyIdleMs: 30_000,
  maxBytes: 16 * 1024 * 1024,
  redirects: 5,
  tries: 3,
  firstWaitMs: 500,
  longestWaitMs: 10_000,
};

export interface HttpDeps {
  clock: Clock;
  logger: Logger;
  /** In [0, 1), for jitter. */
  random?: () => number;
  userAgent?: string;
  limits?: Partial<HttpLimits>;
  /** Where HTTP_PROXY, HTTPS_PROXY and NO_PROXY are read, in either case. */
  environment?: Readonly<Record<string, string | undefined>>;
  /** The system's proxy settings, where a host can ask for them; the environment's go before. */
  resolveProxy?: ResolveProxy | undefined;
  /** Certificate authorities to trust. */
  certificates?: Certificates;
}

export interface HttpClient extends Http {
  checkConnectivity: CheckConnectivity;
}

export function createHttp(deps: HttpDeps): HttpClient {
  const { clock, logger, random = Math.random, userAgent = 'Perezvon' } = deps;
  const limits = { ...defaultLimits, ...deps.limits };
  const closing = new AbortController();
  const routes = createRoutes({
    clock,
    connectMs: limits.connectMs,
    bodyIdleMs: limits.bodyIdleMs,
    certificates: deps.certificates ?? systemTrust(logger).certificates,
    environment: deps.environment ?? process.env,
    logger,
    resolveProxy: deps.resolveProxy,
  });

  /** One request on the wire, until its headers are there. */
  async function exchange(request: HttpRequest): Promise<HttpStream> {
    const url = URL.parse(request.url);
    if (url === null || !isAllowed(url)) throw new HttpError('address', false);
    const given = [closing.signal, ...(request.signal ? [request.signal] : [])];
    if (given.some((signal) => signal.aborted)) throw new HttpError('aborted', false);

    let started = false;
    const late = new AbortController();
    const signal = AbortSignal.any([...given, late.signal]);
    // Raced, because undici hears of an abort only once the connection stands.
    const ended = Promise.withResolvers<never>();
    const end = () => ended.reject(new HttpError(late.signal.aborted ? 'timeout' : 'aborted', started));
    signal.addEventListener('abort', end, { once: true });
    const cancelDeadline = clock.after(request.timeoutMs ?? limits.headersMs, () => late.abort());
    const since = clock.now();
    const about = { origin: url.origin, method: request.method };
    try {
      const dispatcher = await Promise.race([routes.choose(url, request.retry), ended.promise]);
      const answer = dispatcher.compose(whenStarted(() => (started = true))).request({
        origin: url.origin,
        path: url.pathname + url.search,
        method: request.method,
        headers: { 'user-agent': userAgent, 'accept-encoding': 'identity', ...request.headers },
        body: request.body ?? null,
        ...compact({ bodyTimeout: request.idleMs }),
        signal,
      });
      const { statusCode, headers, body } = await Promise.race([answer, ended.promise]);
      logger.debug('http.answer', { ...about, status: statusCode, milliseconds: clock.now() - since });
      return { status: statusCode, headers: flatten(headers), stream: withHttpErrors(body, signal) };
    } catch (cause) {
      const error = toHttpError(cause, started);
      const milliseconds = clock.now() - since;
      logger.debug('http.failure', { ...about, kind: error.kind, sent: error.sent, milliseconds, cause: error.cause });
      throw error;
    } finally {
      cancelDeadline();
      signal.removeEventListener('abort', end);
    }
  }

  /**
   * Follows redirects of reads by GET only: anything else would be sent twice. Another origin gets the request without
   * what may carry credentials; what may not be followed is handed over as it is.
   */
  async function follow(request: HttpRequest): Promise<HttpStream> {
    let current = request;
    for (let hops = 0; ; hops++) {
      const answer = await exchange(current);
      const next = current.method === 'GET' && current.retry === 'read' ? redirectOf(current, answer) : undefined;
      if (next === undefined || hops === limits.redirects) return answer;
      answer.stream.destroy();
      current = next;
    }
  }

  /** Runs a `read` until it ends well, at most `limits.tries` times; anything else exactly once. */
  async function repeat<Answer extends { status: number; headers: HttpStream['headers'] }>(
    request: HttpRequest,
    send: () => Promise<Answer>,
    discard: (answer: Answer) => void,
  ): Promise<Answer> {
    if (request.retry === 'once') return send();
    for (let tried = 1; ; tried++) {
      let wait: number | undefined;
      try {
        const answer = await send();
        if (!asksForRetry(answer.status)) return answer;
        wait = retryWait(tried, answer.headers['retry-after'], limits, clock.now(), random);
        if (wait === undefined) return answer;
        discard(answer);
      } catch (error) {
        if (!(error instanceof HttpError) || !mayPass(error)) throw error;
        wait = retryWait(tried, undefined, limits, clock.now(), random);
        if (wait === undefined) throw error;
      }
      await pause(wait, request.signal);
    }
  }

  function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const either = AbortSignal.any(signal ? [signal, closing.signal] : [closing.signal]);
    const stop = () => reject(new HttpError('aborted', true));
    const cancel = clock.after(milliseconds, resolve);
    if (either.aborted) stop();
    either.addEventListener('abort', stop, { once: true });
    return promise.finally(() => {
      cancel();
      either.removeEventListener('abort', stop);
    });
  }

  return {
    request: (request) =>
      repeat(
        request,
        async () => {
          const { status, headers, stream } = await follow(request);
          return { status, headers, body: await readBody(stream, headers, request.maxBytes ?? limits.maxBytes) };
        },
        () => {},
      ),
    stream: (request) =>
      repeat(
        request,
        () => follow(request),
        (answer) => answer.stream.destroy(),
      ),
    checkConnectivity: createConnectivityCheck(routes),
    async close() {
      closing.abort();
      await routes.close();
    },
  };
}

/** Tells when undici begins to write a request: before that, nothing of it can have reached anyone. */
function whenStarted(tell: () => void): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) => {
    const begin = handler.onRequestStart?.bind(handler);
    handler.onRequestStart = (controller, context) => {
      begin?.(controller, context);
      if (!controller.aborted) tell();
    };
    return dispatch(options, handler);
  };
}

function redirectOf(request: HttpRequest, answer: HttpStream): HttpRequest | undefined {
  const { location } = answer.headers;
  if (![301, 302, 303, 307, 308].includes(answer.status) || location === undefined) return undefined;
  const from = new URL(request.url);
  const to = URL.parse(location, from.href);
  if (to === null || !mayLeadTo(from, to) || (from.protocol === 'https:' && to.protocol !== 'https:')) return undefined;
  if (to.origin === from.origin) return { ...request, url: to.href };
  const harmless = Object.entries(request.headers ?? {}).filter(([name]) => harmlessHeaders.has(name.toLowerCase()));
  return { ...request, url: to.href, headers: Object.fromEntries(harmless) };
}
const harmlessHeaders = new Set(['accept', 'accept-language', 'range']);

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
}

/** The same bytes, failing with HttpError, so that callers never see undici. */
function withHttpErrors(body: Readable, signal: AbortSignal): Readable {
  const out = new PassThrough();
  body.on('error', (cause) => out.destroy(signal.aborted ? new HttpError('aborted', true) : toHttpError(cause, true)));
  out.on('close', () => body.destroy());
  return body.pipe(out);
}

async function readBody(stream: Readable, headers: HttpStream['headers'], maxBytes: number): Promise<string> {
  const decoder = decoderFor(headers['content-type']);
  let text = '';
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new HttpError('too-large', true);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** UTF-8 unless the answer names another encoding; old Russian services still say windows-1251. */
function decoderFor(contentType: string | undefined): TextDecoder {
  const label = /charset="?([\w-]{1,40})/i.exec(contentType ?? '')?.[1];
  try {
    return new TextDecoder(label ?? 'utf-8');
  } catch {
    return new TextDecoder();
  }
}
