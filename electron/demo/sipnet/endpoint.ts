import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerFault, type FaultSwitch } from '../faults.ts';
import { readBody } from '../request-body.ts';
import { answerOf } from './answer.ts';
import { answerAudio, type MakeAudio } from './audio-answer.ts';
import { decide, type Outcome } from './decision.ts';
import { type JournalEntry, journalEntry } from './journal.ts';
import { readParameters } from './parameters.ts';
import { Refusal } from './refusal.ts';
import type { Service } from './service.ts';

interface EndpointDeps {
  service: Service;
  faults: FaultSwitch;
  onReceived(entry: JournalEntry): void;
  onDecided(entry: JournalEntry): void;
  makeAudio: MakeAudio;
}

/** Answers one request to api.php. */
export type Endpoint = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export function createEndpoint(deps: EndpointDeps): Endpoint {
  const { service, faults, makeAudio, onReceived, onDecided } = deps;
  const { clock, traps } = service;

  return async (request, response) => {
    const body = await readBody(request);
    if (body === undefined) {
      response.writeHead(413).end();
      return;
    }
    const read = tryToRead(request.method ?? '', body);
    const values = read.values ?? new Map<string, string>();
    const operation = values.get('operation') ?? '';
    const entry = journalEntry(read.method, values, operation, clock.now());
    onReceived(entry);

    if (traps().slowAnswersMs > 0) {
      await new Promise<void>((resolve) => clock.after(traps().slowAnswersMs, resolve));
    }
    const before = faults.strikes(operation, 'before');
    if (before) return answerFault(response, before);

    const outcome: Outcome = read.refusal ? { operation, refusal: read.refusal } : decide(service, values);
    entry.outcome = outcome.refusal ? 'error' : 'success';
    onDecided(entry);
    const after = faults.strikes(operation, 'after');
    if (after) return answerFault(response, after);

    const noAudio = operation === 'getrec' && outcome.refusal?.httpStatus === 404;
    if (outcome.audio || noAudio) {
      return answerAudio(response, outcome.audio, { traps: traps(), now: clock.now(), makeAudio });
    }
    const answer = answerOf(outcome, service);
    response.writeHead(answer.status, answer.headers).end(answer.body);
  };
}

function tryToRead(
  httpMethod: string,
  body: string,
): { method: JournalEntry['method']; values?: Map<string, string>; refusal?: Refusal } {
  try {
    return readParameters(httpMethod, body);
  } catch (error) {
    if (error instanceof Refusal) return { method: httpMethod === 'GET' ? 'get' : 'json', refusal: error };
    throw error;
  }
}
