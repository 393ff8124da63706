import type { Subscriber } from './accounts.ts';
import { CallAudio } from './call-audio.ts';
import type { Fields } from './list-field.ts';
import { operations } from './operations/operations.ts';
import { createParameters } from './parameters.ts';
import { Refusal } from './refusal.ts';
import type { Service } from './service.ts';

/** What becomes of one request. */
export interface Outcome {
  operation: string;
  /** Whose name the answer carries; nobody's where nobody was authorized (SIPNET API 2.7.0, 5). */
  named?: Subscriber;
  fields?: Fields;
  audio?: CallAudio;
  refusal?: Refusal;
}

/** Authorizes and carries out; whatever is refused is an outcome too. */
export function decide(service: Service, values: ReadonlyMap<string, string>): Outcome {
  const outcome: Outcome = { operation: values.get('operation') ?? '' };
  try {
    const [now, traps] = [service.clock.now(), service.traps()];
    const parameters = createParameters(values, traps, now);
    // XML would be the same data once more (SIPNET API 2.7.0, 3): the stand does not speak it.
    parameters.oneOf('format', ['json'], 'json');
    const name = parameters.optional('operation');
    if (name === undefined) throw new Refusal('no-operation');
    const who = service.accounts.authenticate({
      login: parameters.optional('login'),
      password: parameters.optional('password'),
      apikey: parameters.optional('apikey'),
    });
    outcome.named = who;
    const subject = service.accounts.subjectOf(who, parameters.optional('foruser'), traps);
    outcome.named = subject;
    const operation = operations.get(name);
    if (!operation) throw new Refusal('unknown-operation', name);
    if (traps.notEnabled.includes(name)) throw new Refusal('not-allowed', name);
    const settings = service.settingsOf(subject.sipId);
    const result = operation({ service, subject, settings, parameters, traps, now });
    if (result instanceof CallAudio) return { ...outcome, audio: result };
    return { ...outcome, fields: traps.bareAnswers.includes(name) ? {} : result };
  } catch (error) {
    if (error instanceof Refusal) return { ...outcome, refusal: error };
    throw error;
  }
}
