import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerFault, type FaultSwitch } from '../faults.ts';
import { readBody } from '../request-body.ts';
import { type Fields, renderJson, wrapAnswer, wrapRefusal } from './answer.ts';
import { writeExpiry } from './expiry-form.ts';
import type { JournalEntry } from './journal.ts';
import { isMethodName, type MethodName, routes } from './methods/methods.ts';
import { streamRecordFile } from './record-file.ts';
import { Refusal } from './refusal.ts';
import type { BareAnswer, Service } from './service.ts';
import type { StoredResult } from './stored-results.ts';
import type { TokenDesk, TokenKind, TokenPair } from './token-desk.ts';
import type { Traps } from './traps.ts';

interface EndpointDeps {
  service: Service;
  desk: TokenDesk;
  traps(): Traps;
  faults: FaultSwitch;
  /** Whether this recording is the one in whose middle the pair dies. */
  revokesHere(): boolean;
  onReceived(entry: JournalEntry): void;
  onDecided(entry: JournalEntry): void;
}

/** Answers one request below `/api/v1/`. */
export type Endpoint = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

type Outcome = { pair: TokenPair } | { stored: StoredResult } | { bare: BareAnswer } | { refusal: Refusal };

const basePath = '/api/v1/';
const jsonType = 'application/json; charset=utf-8';

export function createEndpoint(deps: EndpointDeps): Endpoint {
  const { service, desk, traps, faults, revokesHere, onReceived, onDecided } = deps;
  let pairRequestsUnderWay = 0;

  function wait(ms: number): Promise<void> {
    return ms > 0 ? new Promise((resolve) => service.clock.after(ms, resolve)) : Promise.resolve();
  }

  /** Throws Refusal. Whoever asks with a good token while the service is off is told so. */
  function admit(entry: JournalEntry, bearer: string | undefined): void {
    const expected = tokenKinds[entry.method] ?? 'access';
    const { claims, kind, fault } = desk.review(bearer, expected);
    entry.token = { kind, id: claims?.token_id, fault };
    if (fault !== null) throw new Refusal('unauthorized');
    const stopped = !desk.isServiceOn() && (expected === 'access' || traps().serviceOffStops === 'everything');
    if (stopped) throw new Refusal(traps().serviceOffAs === 'unauthorized' ? 'unauthorized' : 'service-off');
  }

  async function carryOut(entry: JournalEntry, bearer: string | undefined, query: URLSearchParams): Promise<Outcome> {
    try {
      admit(entry, bearer);
      if (entry.method === 'auth/integrationapi/create') return { pair: desk.issuePair('authorization') };
      if (entry.method === 'auth/integrationapi/refresh') return { pair: desk.issuePair('refresh') };
      const { verb, method } = routes[entry.method];
      const body = verb === 'POST' ? entry.parameters : undefined;
      if (method === undefined || (verb === 'POST' && body === undefined)) throw new Refusal('bad-request');
      const now = service.clock.now();
      const found = await method({ service, query, body, traps: traps(), now });
      if ('body' in found) return { bare: found };
      if ('requestHash' in found) return { stored: found };
      const callTime = found.isoCallTime ? new Date(now).toISOString() : service.wallClock.format(now);
      return { stored: service.results.store({ callTime, result: found }) };
    } catch (error) {
      if (error instanceof Refusal) return { refusal: error };
      throw error;
    }
  }

  function answerRefusal(response: ServerResponse, refusal: Refusal): void {
    const { unauthorizedAs, serviceOffAs, errorStatus } = traps();
    if (refusal.kind === 'unauthorized' && unauthorizedAs === 'status') {
      response.writeHead(401, { 'www-authenticate': 'Bearer', 'content-length': 0 }).end();
      return;
    }
    const inOk = {
      unauthorized: unauthorizedAs === 'error-in-200',
      'service-off': serviceOffAs === 'error-in-200',
    };
    const asOk = refusal.kind in inOk ? inOk[refusal.kind as keyof typeof inOk] : errorStatus === 'ok';
    sendJson(response, wrapRefusal(refusal), asOk ? 200 : refusal.httpStatus);
  }

  function sendJson(response: ServerResponse, fields: Fields, status = 200): void {
    const headers = { 'content-type': jsonType, 'cache-control': 'no-store' };
    response.writeHead(status, headers).end(renderJson(fields, traps()));
  }

  function pairFields({ accessToken, accessUntil, refreshToken, refreshUntil }: TokenPair): Fields {
    const deps = { now: service.clock.now(), wallClock: service.wallClock };
    const form = traps().expiredIn;
    return {
      accessToken,
      accessTokenExpiredIn: writeExpiry(accessUntil, form, deps),
      refreshToken,
      refreshTokenExpiredIn: writeExpiry(refreshUntil, form, deps),
    };
  }

  async function answerStored(response: ServerResponse, { requestHash, callTime, result }: StoredResult) {
    const { apiName, fields, file } = result;
    const wrap = (movable: Fields) =>
      wrapAnswer({ apiName, callTime, requestHash, fields, movable }, service.brand, traps());
    if (file === undefined) {
      sendJson(response, wrap({}));
      return;
    }
    await streamRecordFile(response, file.audio, {
      traps: traps(),
      render: (fileContent) => renderJson(wrap({ fileContent }), traps()),
      async inTheMiddle() {
        const { pauseFileMs, revokedMidFile } = traps();
        await wait(pauseFileMs);
        if (!revokesHere()) return;
        desk.killPair();
        if (revokedMidFile === 'cut') throw new Error('the token was revoked');
      },
    });
  }

  async function answer(response: ServerResponse, outcome: Outcome): Promise<void> {
    if ('refusal' in outcome) answerRefusal(response, outcome.refusal);
    else if ('pair' in outcome) sendJson(response, pairFields(outcome.pair));
    else if ('bare' in outcome) {
      response.writeHead(200, { 'content-type': outcome.bare.contentType }).end(outcome.bare.body);
    } else await answerStored(response, outcome.stored);
  }

  /** Notes the request before anything can hold it back. */
  function receive(method: MethodName, parameters: unknown, bearer: string | undefined, response: ServerResponse) {
    const isPairRequest = tokenKinds[method] !== undefined;
    const { claims, kind, fault } = desk.review(bearer, tokenKinds[method] ?? 'access');
    const entry: JournalEntry = {
      method,
      parameters,
      token: { kind, id: claims?.token_id, fault },
      at: service.clock.now(),
      pairRequestsUnderWay,
      outcome: 'pending',
      finished: false,
    };
    if (isPairRequest) pairRequestsUnderWay += 1;
    response.once('close', () => {
      entry.finished = true;
      if (isPairRequest) pairRequestsUnderWay -= 1;
    });
    onReceived(entry);
    return entry;
  }

  return async (request, response) => {
    // So that a client which learns the time from answers learns the platform's.
    response.setHeader('date', new Date(service.clock.now()).toUTCString());
    const url = new URL(request.url ?? '/', 'http://stand');
    const method = url.pathname.startsWith(basePath) ? url.pathname.slice(basePath.length) : '';
    if (!isMethodName(method)) {
      response.writeHead(404).end();
      return;
    }
    const { verb } = routes[method];
    if (request.method !== verb) {
      response.writeHead(405, { allow: verb }).end();
      return;
    }
    // As frameworks do; the examples of the documents name the type.
    if (verb === 'POST' && !/^application\/json\b/.test(request.headers['content-type'] ?? '')) {
      response.writeHead(415).end();
      return;
    }
    const text = await readBody(request);
    if (text === undefined) {
      response.writeHead(413).end();
      return;
    }
    const bearer = bearerOf(request);
    const parameters = verb === 'GET' ? Object.fromEntries(url.searchParams) : parseJson(text);
    const entry = receive(method, parameters, bearer, response);
    await wait(traps().slowAnswersMs);
    const before = faults.strikes(method, 'before');
    if (before) return answerFault(response, before);

    const outcome = await carryOut(entry, bearer, url.searchParams);
    entry.outcome = 'refusal' in outcome ? (entry.token.fault === null ? 'refused' : 'unauthorized') : 'success';
    onDecided(entry);
    await wait(traps().lateAnswersMs);
    const after = faults.strikes(method, 'after');
    if (after) return answerFault(response, after);
    await answer(response, outcome);
  };
}

/** What the two that make pairs ask for; all others want an access token. */
const tokenKinds: Partial<Record<MethodName, TokenKind>> = {
  'auth/integrationapi/create': 'authorization',
  'auth/integrationapi/refresh': 'refresh',
};

function bearerOf(request: IncomingMessage): string | undefined {
  return /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
