import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerFault, type FaultSwitch } from '../faults.ts';
import { readBody } from '../request-body.ts';
import type { Subscriber } from './accounts.ts';
import { type Fields, type Format, renderAnswer } from './answer.ts';
import { answerAudio, type MakeAudio } from './audio-answer.ts';
import { type JournalEntry, journalEntry } from './journal.ts';
import { operations } from './operations/operations.ts';
import { createParameters, readParameters } from './parameters.ts';
import { Refusal } from './refusal.ts';
import { AudioAnswer, type Service } from './service.ts';
import type { Traps } from './traps.ts';

/** As the document says, although its title page says 2.7.0 (seed: SIPNET 5). */
const apiVersion = '2.0.5';

interface EndpointDeps {
  service: Service;
  traps(): Traps;
  faults: FaultSwitch;
  onReceived(entry: JournalEntry): void;
  onDecided(entry: JournalEntry): void;
  makeAudio: MakeAudio;
}

/** Answers one request to api.php. */
export type Endpoint = (request: IncomingMessage, response: ServerResponse, query: URLSearchParams) => Promise<void>;

export function createEndpoint(deps: EndpointDeps): Endpoint {
  const { service, traps, faults, makeAudio, onReceived, onDecided } = deps;

  /** Authorizes and carries out; whatever is refused becomes an error answer. */
  function carryOut(values: ReadonlyMap<string, string>): Outcome {
    let subject: Subscriber | undefined;
    try {
      const now = service.clock.now();
      const parameters = createParameters(values, traps(), now);
      parameters.oneOf('format', ['json', 'xml'], 'json');
      const operation = operations.get(parameters.optional('operation') ?? '');
      if (parameters.optional('operation') === undefined) throw new Refusal('no-operation');
      subject = service.accounts.authorize({
        ...given('login', parameters.optional('login')),
        ...given('password', parameters.optional('password')),
        ...given('apikey', parameters.optional('apikey')),
        ...given('foruser', parameters.optional('foruser')),
      });
      if (!operation) throw new Refusal('unknown-operation', values.get('operation'));
      const settings = service.settingsOf(subject.sipId);
      const result = operation({ service, subject, settings, parameters, traps: traps(), now });
      return result instanceof AudioAnswer ? { subject, audio: result } : { subject, fields: result };
    } catch (error) {
      if (error instanceof Refusal) return { subject, refusal: error };
      throw error;
    }
  }

  function identity(subject: Subscriber | undefined): Fields {
    if (subject === undefined) return {};
    if (traps().answersName === 'stranger') return { account: 'stranger', sipid: '0099999999' };
    const named = traps().answersName === 'main' ? service.accounts.main : subject;
    return { account: named.login, sipid: named.sipId };
  }

  function answerFields(response: ServerResponse, operation: string, format: Format, outcome: Outcome): void {
    const { refusal } = outcome;
    const common = { apiVersion, operation, ...identity(outcome.subject) };
    const fields = refusal
      ? {
          status: 'error',
          errorCode: refusal.code,
          errorMessage: refusal.message,
          ...given('errorDescription', refusal.description),
          ...common,
        }
      : { status: 'success', ...common, ...outcome.fields };
    const { contentType, body } = renderAnswer(fields, format, traps());
    const status = refusal && traps().errorStatus === 'http' ? refusal.httpStatus : 200;
    response.writeHead(status, { 'content-type': contentType, 'cache-control': 'no-store' }).end(body);
  }

  return async (request, response, query) => {
    const body = await readBody(request);
    if (body === undefined) {
      response.writeHead(413).end();
      return;
    }
    const read = tryToRead(request.method ?? '', query, body);
    const values = read.values ?? new Map<string, string>();
    const operation = values.get('operation') ?? '';
    const entry = journalEntry(read.method, values, operation, service.clock.now());
    onReceived(entry);

    if (traps().slowAnswersMs > 0) {
      await new Promise<void>((resolve) => service.clock.after(traps().slowAnswersMs, resolve));
    }
    const before = faults.strikes(operation, 'before');
    if (before) return answerFault(response, before);

    const outcome = read.refusal ? { subject: undefined, refusal: read.refusal } : carryOut(values);
    entry.outcome = outcome.refusal ? 'error' : 'success';
    onDecided(entry);
    const after = faults.strikes(operation, 'after');
    if (after) return answerFault(response, after);

    const noAudio = operation === 'getrec' && outcome.refusal?.httpStatus === 404;
    if (outcome.audio || noAudio) {
      return answerAudio(response, outcome.audio?.call, { traps: traps(), now: service.clock.now(), makeAudio });
    }
    answerFields(response, operation, values.get('format') === 'xml' ? 'xml' : 'json', outcome);
  };
}

interface Outcome {
  subject: Subscriber | undefined;
  fields?: Fields;
  audio?: AudioAnswer;
  refusal?: Refusal;
}

function given<Name extends string>(name: Name, value: string | undefined): { [name in Name]?: string } {
  return (value === undefined ? {} : { [name]: value }) as { [name in Name]?: string };
}

function tryToRead(
  httpMethod: string,
  query: URLSearchParams,
  body: string,
): { method: JournalEntry['method']; values?: Map<string, string>; refusal?: Refusal } {
  try {
    return readParameters(httpMethod, query, body);
  } catch (error) {
    if (error instanceof Refusal) return { method: httpMethod === 'GET' ? 'get' : 'json', refusal: error };
    throw error;
  }
}
