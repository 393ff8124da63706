import type { Credentials } from '../../../../shared/contract/account.ts';
import { backOffMs } from '../../back-off.ts';
import { type Http, type HttpAnswer, HttpError, type HttpRequest } from '../../http/http.ts';
import { asksForRetry } from '../../http/retry.ts';
import type { Clock } from '../../ports.ts';
import { createSecretHider } from '../../secrets/secret-hider.ts';
import { ProviderError } from '../errors.ts';
import { unanswered } from '../failure.ts';
import { timeouts } from '../timeouts.ts';
import { type Answer, mayPassLater, readAnswer } from './answer.ts';

/** How a caller is known is not documented: the key of later versions of the service, Basic, or the address it calls from. */
export type AutosecretaryCredentials = Exclude<Credentials, { kind: 'token' }>;

export interface WireDeps {
  http: Http;
  clock: Clock;
  baseUrl: string;
  credentials: AutosecretaryCredentials;
  /** The address has answered before, or is the provider's own. */
  proven: boolean;
  /** In [0, 1), for jitter. */
  random: () => number;
}

/** The REST methods (Autosecretary API v1). Rejects with ProviderError, and with HttpError too-large. */
export interface Wire {
  /** A read, repeated where waiting may help. */
  read(path: string, query?: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<Answer>;
  /** A change, sent once. What is answered to it is not documented: nothing at all is as good. */
  put(path: string, body: Readonly<Record<string, unknown>>): Promise<void>;
}

/** A thousand records with long traces. */
const longestAnswer = 16 * 1024 * 1024;
/**
 * An error that only `status_code` tells, and 408, are nothing to HTTP, which repeats what it knows to pass: these are
 * repeated here, so often and after so many ms.
 */
const tries = 3;
const waits = { firstMs: 500, longestMs: 1000 };

export function createWire({ http, clock, baseUrl, credentials, proven, random }: WireDeps): Wire {
  const secrets = createSecretHider();
  for (const secret of secretsOf(credentials)) secrets.add(secret);

  async function send(request: HttpRequest): Promise<HttpAnswer> {
    try {
      return await http.request(request);
    } catch (error) {
      throw error instanceof HttpError && error.kind !== 'too-large' ? unanswered(error, proven) : error;
    }
  }

  return {
    async read(path, query = {}, signal) {
      const request: HttpRequest = {
        url: methodUrl(baseUrl, path, query),
        method: 'GET',
        retry: 'read',
        signal,
        headers: { accept: 'application/json', ...authorizationOf(credentials) },
        timeoutMs: timeouts.read,
        maxBytes: longestAnswer,
      };
      for (let tried = 1; ; tried += 1) {
        const { status, body } = await send(request);
        try {
          return readAnswer(status, body, secrets.hide);
        } catch (error) {
          const isPassing = error instanceof ProviderError && error.status !== undefined && mayPassLater(error.status);
          if (!isPassing || asksForRetry(status) || tried >= tries) throw error;
          await pause(clock, backOffMs(tried, waits, random), signal);
        }
      }
    },
    async put(path, body) {
      const { status, body: answer } = await send({
        url: methodUrl(baseUrl, path),
        method: 'PUT',
        retry: 'once',
        timeoutMs: timeouts.once,
        headers: { accept: 'application/json', 'content-type': 'application/json', ...authorizationOf(credentials) },
        body: JSON.stringify(body),
        maxBytes: longestAnswer,
      });
      const isBare = status >= 200 && status < 300 && answer.trim() === '';
      if (!isBare) readAnswer(status, answer, secrets.hide);
    },
  };
}

/** A base URL that was copied without the path of the methods, or with one of them, is as good. */
export function methodUrl(baseUrl: string, path: string, query: Readonly<Record<string, string>> = {}): string {
  const base = new URL(baseUrl);
  const root = base.pathname.replace(/\/(?:api(?:\/v1)?(?:\/(?:un|cdr)(?:\.svc)?)?\/?)?$/, '');
  const url = new URL(`${root}/api/v1/${path}`, base);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}

export function secretsOf(credentials: AutosecretaryCredentials): string[] {
  if (credentials.kind === 'none') return [];
  return [credentials.kind === 'password' ? credentials.password : credentials.apikey];
}

function authorizationOf(credentials: AutosecretaryCredentials): Record<string, string> {
  switch (credentials.kind) {
    case 'apikey':
      // Whoever copies a whole line of a manual has the word as well.
      return { authorization: `Api-Key ${credentials.apikey.replace(/^(?:Authorization:\s*)?Api-Key\s+/i, '')}` };
    case 'password':
      return {
        authorization: `Basic ${Buffer.from(`${credentials.login}:${credentials.password}`).toString('base64')}`,
      };
    case 'none':
      return {};
  }
}

/** Rejects as soon as nobody waits any more. */
function pause(clock: Clock, ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      cancel();
      reject(signal?.reason);
    };
    const cancel = clock.after(ms, () => {
      signal?.removeEventListener('abort', stop);
      resolve();
    });
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}
