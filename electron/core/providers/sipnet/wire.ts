import * as z from 'zod';
import type { Credentials } from '../../../../shared/contract/account.ts';
import { parseJson } from '../../../../shared/domain/json.ts';
import { type Http, HttpError, type HttpRequest, type HttpStream, type RetryPolicy } from '../../http/http.ts';
import { createSecretHider } from '../../secrets/secret-hider.ts';
import { ProviderError } from '../errors.ts';
import { failedStatus, garbled, unanswered } from '../failure.ts';
import { type Fields, readFields, text, words } from '../fields.ts';
import { plainName } from '../plain-name.ts';
import { timeouts } from '../timeouts.ts';
import { refused } from './failure.ts';

/** SIPNET API 2.7.0, 3. */
export type SipnetCredentials = Exclude<Credentials, { kind: 'token' | 'none' }>;

export interface WireOptions {
  http: Http;
  baseUrl: string;
  credentials: SipnetCredentials;
  /** Whom every answer must name; undefined while that is not known. */
  expectedIdentity: string | undefined;
  /** The address has answered before, or is the provider's own. */
  proven: boolean;
}

/** One endpoint, JSON posted to it, JSON back (SIPNET API 2.7.0, 1-5). Rejects with ProviderError. */
export interface Wire {
  ask(operation: string, parameters: Parameters, how: How): Promise<Answer>;
  /** For operations that answer with something other than JSON. */
  open(operation: string, parameters: Parameters, how: How): Promise<HttpStream>;
  /** Another address of the provider, without credentials. */
  fetch(url: URL, signal: AbortSignal | undefined): Promise<HttpStream>;
  /** An answer's body as fields; throws ProviderError for a refusal and for what is no answer. */
  read(status: number, body: string): Answer;
}

export type Parameters = Readonly<Record<string, string>>;
/** One operation of an account: a read may be repeated, an order or a write leaves at most once. */
export interface Ask {
  read(operation: string, parameters: Parameters, signal?: AbortSignal): Promise<Answer>;
  write(operation: string, parameters: Parameters): Promise<Answer>;
}

interface How {
  retry: RetryPolicy;
  signal?: AbortSignal | undefined;
}

/**
 * Acts for an account that belongs to this one, or whose partner it is: `foruser` is among the parameters that every kind of
 * request takes (SIPNET API 2.7.0, 3).
 */
export function onBehalfOf(foruser: string, { read, write }: Ask): Ask {
  return {
    read: (operation, parameters, signal) => read(operation, { ...parameters, foruser }, signal),
    write: (operation, parameters) => write(operation, { ...parameters, foruser }),
  };
}

export interface Answer {
  fields: Fields;
  account: string | undefined;
  sipId: string | undefined;
}

const envelope = z.object({
  status: text.transform((value) => value?.toLowerCase()),
  errorcode: words,
  errormessage: words,
  errordescription: words,
  account: text,
  sipid: text,
});

export function createWire({ http, baseUrl, credentials, expectedIdentity, proven }: WireOptions): Wire {
  const secret = credentials.kind === 'password' ? credentials.password : credentials.apikey;
  const access =
    credentials.kind === 'password'
      ? { login: credentials.login, password: credentials.password }
      : { apikey: credentials.apikey };
  const secrets = createSecretHider();
  secrets.add(secret);

  /** Never GET: credentials would end in the logs of whoever stands in between (SIPNET API 2.7.0, 2). */
  function requestFor(operation: string, parameters: Parameters, { retry, signal }: How): HttpRequest {
    return {
      url: baseUrl,
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, audio/*;q=0.9, */*;q=0.5' },
      body: JSON.stringify({ operation, format: 'json', ...access, ...parameters }),
      retry,
      signal,
      timeoutMs: timeouts[retry],
    };
  }

  async function translate<T>(sending: Promise<T>): Promise<T> {
    try {
      return await sending;
    } catch (error) {
      throw error instanceof HttpError ? unanswered(error, proven) : error;
    }
  }

  function read(status: number, body: string, subject?: string): Answer {
    const fields = readFields(parseJson(body) ?? parseJson(behindWarnings(body)));
    const parsed = envelope.safeParse(fields);
    if (fields === undefined || !parsed.success) throw failedStatus(status) ?? garbled();
    const { errorcode: code, errormessage: message, errordescription: description, account, sipid } = parsed.data;
    // Errors may come with HTTP 200 or with another status: either is one.
    if (parsed.data.status === 'error' || (parsed.data.status === undefined && (code ?? message) !== undefined)) {
      throw refused({ code, message, description }, status, secrets.hide);
    }
    const failed = failedStatus(status);
    if (failed !== undefined) throw failed;
    // The one field that every answer carries (SIPNET API 2.7.0, 5): without it this is somebody else's JSON.
    if (parsed.data.status !== 'success') throw garbled();
    // Whom an answer names that was asked for on behalf of another is not stated: either is who was meant.
    const meant = [expectedIdentity, subject].filter((name) => name !== undefined);
    if (expectedIdentity !== undefined && meant.every((name) => namesAnother(name, account, sipid))) {
      throw new ProviderError('OTHER_ACCOUNT');
    }
    return { fields, account, sipId: sipid };
  }

  return {
    async ask(operation, parameters, how) {
      const { status, body } = await translate(http.request(requestFor(operation, parameters, how)));
      return read(status, body, parameters.foruser);
    },
    open: (operation, parameters, how) => translate(http.stream(requestFor(operation, parameters, how))),
    fetch: (url, signal) => translate(http.stream({ url: url.href, method: 'GET', retry: 'read', signal })),
    read,
  };
}

/** A service of PHP may print its warnings before its answer: that begins with a line of its own, and ends the text. */
function behindWarnings(text: string): string {
  return text.slice(Math.max(0, text.search(/^\{/m)));
}

/**
 * Whether an answer names somebody else: both its names differ, or the one it has of the same kind as the expected. A login
 * cannot be compared with a SIP id.
 */
function namesAnother(expected: string, account: string | undefined, sipId: string | undefined): boolean {
  const names = [account, sipId].filter((name) => name !== undefined).map(plainName);
  const wanted = plainName(expected);
  if (names.includes(wanted)) return false;
  const isNumber = (name: string) => /^\d+$/.test(name);
  return names.length === 2 || names.some((name) => isNumber(name) === isNumber(wanted));
}
