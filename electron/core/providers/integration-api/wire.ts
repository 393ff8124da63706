import { type Http, HttpError, type HttpRequest, type HttpStream, type RetryPolicy } from '../../http/http.ts';
import type { Clock, Logger } from '../../ports.ts';
import { createSecretHider } from '../../secrets/secret-hider.ts';
import { unanswered } from '../failure.ts';
import type { KeptSecrets } from '../provider.ts';
import { timeouts } from '../timeouts.ts';
import { isPlausibleTime } from '../times.ts';
import { type Answer, expectResult, isUnauthorized, type Received, readAnswer } from './answer.ts';
import { readPair } from './pair.ts';
import { methodUrl } from './profile.ts';
import { createTokenRotation, type PairAnswer } from './token-rotation.ts';

export interface WireDeps {
  http: Http;
  clock: Clock;
  logger: Logger;
  random: () => number;
  baseUrl: string;
  /** The address has answered before, or is the provider's own. */
  proven: boolean;
  authorization: string;
  kept: KeptSecrets;
  /** For times without a zone. */
  fromWall: (wall: number) => number;
}

/** One method of the platform, under `api/v1/`. */
export interface Method {
  path: string;
  query?: Readonly<Record<string, string>>;
  /** Posted as JSON; without one the method is a GET. */
  body?: unknown;
  retry: RetryPolicy;
  signal?: AbortSignal | undefined;
  /** A person waits for it: see `TokenRotation.use`. */
  urgent?: boolean;
  /** See `expectResult`. */
  bare?: boolean;
}

/** Methods with an access token that is alive. Rejects with ProviderError, VaultError, and `ask` with HttpError too-large. */
export interface Wire {
  ask(method: Method): Promise<Answer>;
  /** The answer piece by piece, whatever it says, but never the refusal of a token. Pieces may reject with HttpError. */
  open(method: Method): Promise<StreamedAnswer>;
  /** What an answer says that was opened, without what it repeats of our secrets. */
  read(status: number, body: string): Received;
  /** Has a pair of tokens or makes one: proves the authorization token and nothing else. */
  authorize(): Promise<void>;
  /** The provider's time, epoch ms. */
  now(): number;
  /** When the pair of tokens is renewed next: see `TokenRotation.renewsAt`. */
  renewsAt(): Promise<number | undefined>;
}

export interface StreamedAnswer {
  status: number;
  /** To be read to the end or returned from: the connection waits for it, but where the answer is short. */
  pieces: AsyncIterableIterator<Buffer>;
  /** The whole answer where it was no longer than an error is, and the beginning of an error. */
  short: string | undefined;
}

const longestAnswer = 4 * 1024 * 1024;

export function createWire(deps: WireDeps): Wire {
  const { http, clock, logger, random, baseUrl, proven, authorization, kept } = deps;
  const secrets = createSecretHider();
  secrets.add(authorization);
  const protect = (token: string) => {
    secrets.add(token);
    logger.protect?.(token);
  };
  const read = (status: number, body: string) => readAnswer(status, body, secrets.hide);
  const keeper = createTokenRotation({
    authorization,
    kept,
    clock,
    logger,
    random,
    protect,
    ask: (what, token) => askPair(deps, what, token, { noteTime, now: () => keeper.now() }),
  });

  function noteTime(headers: Readonly<Record<string, string>>): void {
    const date = Date.parse(headers.date ?? '');
    if (isPlausibleTime(date)) keeper.noteTime(date);
  }

  function requestFor({ path, query, body, retry, signal }: Method, token: string): HttpRequest {
    return {
      url: methodUrl(baseUrl, path, query),
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...bearer(token),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      retry,
      signal,
      timeoutMs: timeouts[retry],
      maxBytes: longestAnswer,
    };
  }

  async function translate<T>(sending: Promise<T>): Promise<T> {
    try {
      return await sending;
    } catch (error) {
      throw error instanceof HttpError && error.kind !== 'too-large' ? unanswered(error, proven) : error;
    }
  }

  return {
    async ask(method) {
      const received = await keeper.use(
        async (access) => {
          const { status, headers, body } = await translate(http.request(requestFor(method, access)));
          noteTime(headers);
          return read(status, body);
        },
        isUnauthorized,
        { urgent: method.urgent ?? false },
      );
      return expectResult(received, method.bare);
    },
    open: (method) =>
      keeper.use(
        async (access) => {
          const answer = await translate(http.stream(requestFor(method, access)));
          noteTime(answer.headers);
          return translate(lookInto(answer));
        },
        ({ status, short }) => status === 401 || (short !== undefined && isUnauthorized(read(status, short))),
        { urgent: method.urgent ?? false },
      ),
    read,
    authorize: () =>
      keeper.use(
        async () => {},
        () => false,
        { urgent: true },
      ),
    now: keeper.now,
    renewsAt: keeper.renewsAt,
  };
}

/** No error is longer, and no recording so short. */
const longestShort = 4096;

/** Reads as much of an answer as tells whether it is a short one. */
async function lookInto({ status, stream }: HttpStream): Promise<StreamedAnswer> {
  const rest = stream[Symbol.asyncIterator]() as AsyncIterableIterator<Buffer>;
  const start: Buffer[] = [];
  let size = 0;
  let ended = false;
  while (!ended && size <= longestShort) {
    const next = await rest.next();
    if (next.done === true) ended = true;
    else {
      start.push(next.value);
      size += next.value.length;
    }
  }
  // What follows an error's beginning is of no use.
  if (status !== 200) stream.destroy();
  const isShort = ended || status !== 200;
  return {
    status,
    pieces: chain(start, rest),
    short: isShort ? Buffer.concat(start).toString('utf8') : undefined,
  };
}

async function* chain(start: readonly Buffer[], rest: AsyncIterableIterator<Buffer>): AsyncGenerator<Buffer, void> {
  try {
    yield* start;
    yield* rest;
  } finally {
    await rest.return?.();
  }
}

/**
 * A request for a pair, sent once: a second one would end the pair of the first. Also how a stand is tried that the account
 * does not use.
 */
export async function askPair(
  { http, baseUrl, proven, fromWall }: Pick<WireDeps, 'http' | 'baseUrl' | 'proven' | 'fromWall'>,
  what: 'create' | 'refresh',
  token: string,
  time: { noteTime: (headers: Readonly<Record<string, string>>) => void; now: () => number },
): Promise<PairAnswer> {
  try {
    const { status, headers, body } = await http.request({
      url: methodUrl(baseUrl, `auth/integrationapi/${what}`),
      method: 'GET',
      headers: bearer(token),
      retry: 'once',
      timeoutMs: timeouts.once,
      maxBytes: longestAnswer,
    });
    time.noteTime(headers);
    const secrets = createSecretHider();
    secrets.add(token);
    return readPair(what, readAnswer(status, body, secrets.hide), { now: time.now(), fromWall });
  } catch (error) {
    throw error instanceof HttpError ? unanswered(error, proven) : error;
  }
}

function bearer(token: string): Record<string, string> {
  return { accept: 'application/json', authorization: `Bearer ${token}` };
}
