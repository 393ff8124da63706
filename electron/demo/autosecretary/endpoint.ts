import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FaultSwitch } from '../faults.ts';
import { readBody } from '../request-body.ts';
import { type HttpAnswer, writeAnswer, writeRefusal } from './answer.ts';
import { type Authorization, admits, credentialsOf } from './authorization.ts';
import { answerStandFault, type StandFault } from './fault-answer.ts';
import type { JournalEntry, Operation } from './journal.ts';
import { methods } from './methods/methods.ts';
import { Refusal } from './refusal.ts';
import type { Service } from './service.ts';
import type { Traps } from './traps.ts';

interface EndpointDeps {
  service: Service;
  /** `http://127.0.0.1:<port>` */
  origin(): string;
  /** Undefined while nobody is admitted. */
  authorization(): Authorization | undefined;
  traps(): Traps;
  faults: FaultSwitch<StandFault>;
  onReceived(entry: JournalEntry): void;
  onDecided(entry: JournalEntry): void;
}

/** Answers one request below `/api/v1/`. */
export type Endpoint = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export function createEndpoint(deps: EndpointDeps): Endpoint {
  const { service, origin, authorization, traps, faults, onReceived, onDecided } = deps;

  function wait(ms: number): Promise<void> {
    return ms > 0 ? new Promise((resolve) => service.clock.after(ms, resolve)) : Promise.resolve();
  }

  function isAdmitted(header: string | undefined): boolean {
    const expected = authorization();
    return expected !== undefined && admits(expected, header);
  }

  function carryOut(entry: JournalEntry, address: URL): HttpAnswer {
    const { method, name } = methods[entry.operation];
    try {
      const found = method({ service, address, body: entry.body, traps: traps(), now: service.clock.now() });
      entry.outcome = 'success';
      if (found.bare !== undefined) return { status: found.bare, contentType: 'text/plain', body: '' };
      return writeAnswer(name, found, traps());
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      entry.outcome = 'refused';
      return writeRefusal(error, traps());
    }
  }

  function turnAway(entry: JournalEntry): HttpAnswer {
    entry.outcome = 'unauthorized';
    switch (traps().unauthorizedAs) {
      case 'status':
        return writeRefusal(new Refusal('unauthorized'), { ...traps(), statuses: 'agree' });
      case 'forbidden':
        return writeRefusal(new Refusal('forbidden'), { ...traps(), statuses: 'agree' });
      case 'error-in-200':
        return writeRefusal(new Refusal('unauthorized'), { ...traps(), statuses: 'http-200' });
      case 'login-page':
        return { status: 200, contentType: 'text/html; charset=utf-8', body: loginPage };
    }
  }

  return async (request, response) => {
    // So that a client which learns the time from answers learns the service's.
    response.setHeader('date', new Date(service.clock.now()).toUTCString());
    const address = new URL(request.url ?? '/', origin());
    const route = routes[address.pathname];
    if (route === undefined) {
      response.writeHead(404).end();
      return;
    }
    const operation = route(request.method ?? '', address.searchParams);
    if (operation === undefined) {
      response.writeHead(405, { allow: address.pathname === '/api/v1/un' ? 'GET, PUT' : 'GET' }).end();
      return;
    }
    // As frameworks do; the document says that data is sent as JSON.
    if (operation === 'un put' && !/^application\/json\b/.test(request.headers['content-type'] ?? '')) {
      response.writeHead(415).end();
      return;
    }
    const text = await readBody(request);
    if (text === undefined) {
      response.writeHead(413).end();
      return;
    }
    const header = request.headers.authorization;
    const entry: JournalEntry = {
      operation,
      parameters: Object.fromEntries(address.searchParams),
      body: operation === 'un put' ? parseJson(text) : undefined,
      credentials: credentialsOf(header),
      at: service.clock.now(),
      outcome: 'pending',
    };
    onReceived(entry);
    await wait(traps().slowAnswersMs);
    const before = faults.strikes(operation, 'before');
    if (before) return answerStandFault(response, before, service.clock);

    const answer = isAdmitted(header) ? carryOut(entry, address) : turnAway(entry);
    onDecided(entry);
    await wait(traps().lateAnswersMs);
    const after = faults.strikes(operation, 'after');
    if (after) return answerStandFault(response, after, service.clock);

    if (answer.status === 401 && authorization()?.kind === 'basic') {
      response.setHeader('www-authenticate', 'Basic realm="autosecretary"');
    }
    response.writeHead(answer.status, { 'content-type': answer.contentType, 'cache-control': 'no-store' });
    response.end(answer.body);
  };
}

const loginPage = '<!doctype html><title>@втосекретарь</title><form><input name="login"></form>';

/** Which operation a request means; undefined when the method of HTTP is not taken there. */
type Route = (httpMethod: string, query: URLSearchParams) => Operation | undefined;

const getOnly =
  (operation: Operation): Route =>
  (httpMethod) =>
    httpMethod === 'GET' ? operation : undefined;

const routes: Readonly<Record<string, Route>> = Object.assign(Object.create(null), {
  '/api/v1/un': ((httpMethod, query) => {
    if (httpMethod === 'PUT') return 'un put';
    if (httpMethod !== 'GET') return undefined;
    return query.has('phone') ? 'un get' : 'un list';
  }) satisfies Route,
  '/api/v1/cdr/bytime': getOnly('cdr/bytime'),
  '/api/v1/cdr/byid': getOnly('cdr/byid'),
});

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
