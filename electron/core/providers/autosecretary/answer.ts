import * as z from 'zod';
import { parseJson } from '../../../../shared/domain/json.ts';
import { ProviderError } from '../errors.ts';
import { failedStatus, garbled, plainText, proofOfRefusal } from '../failure.ts';
import { type Fields, readFields, text, words } from '../fields.ts';

/** What an answer says, once it is none of an error. */
export interface Answer {
  value: unknown;
  /** Whether it names a next page. What the link says is not trusted: in the document it is not even JSON. */
  hasLink: boolean;
}

/** `status_code` and `status_msg` (Autosecretary API v1, general properties). */
const envelope = z.object({ statuscode: text, statusmsg: words });

/** `hide` takes out of the provider's words what they may repeat of the request. Throws ProviderError. */
export function readAnswer(status: number, body: string, hide: (words: string) => string): Answer {
  const fields = unwrap(readFields(parseBody(body)));
  const { statuscode, statusmsg } = envelope.parse(fields ?? {});
  const told = /^\d{3}$/.test(statuscode ?? '') ? Number(statuscode) : undefined;
  const isOwn = fields !== undefined && (told !== undefined || 'value' in fields);
  // A page of whoever stands in between: only the status is known.
  if (!isOwn) throw failedStatus(status) ?? garbled();
  const strictest = stricter(status, told ?? status);
  if (strictest < 200 || strictest >= 300) throw failure(strictest, text.parse(statusmsg && hide(statusmsg)));
  return { value: readValue(fields.value), hasLink: namesLink(fields.links) };
}

/** The example of the document has braces around a single string, which is no JSON: an answer must not be lost by its link. */
const printedLinks = /("links"\s*:\s*)(?:\{[^{}]*\}|\[[^[\]]*\]|"[^"]*")/;

function parseBody(body: string): unknown {
  const plain = body.replace(/^\uFEFF/, '');
  return parseJson(plain) ?? parseJson(plain.replace(printedLinks, '$1"next"'));
}

/** WCF can wrap an answer in the name of its method. */
function unwrap(fields: Fields | undefined): Fields | undefined {
  if (fields === undefined || 'statuscode' in fields || 'value' in fields) return fields;
  const [only, ...others] = Object.entries(fields);
  return only !== undefined && others.length === 0 && only[0].endsWith('result') ? readFields(only[1]) : fields;
}

/** A value that was JSON already when it was put into the answer. */
function readValue(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  return parseJson(value) ?? value;
}

function namesLink(links: unknown): boolean {
  if (Array.isArray(links)) return links.length > 0;
  if (typeof links === 'object') return links !== null && Object.keys(links).length > 0;
  return typeof links === 'string' && links.trim() !== '';
}

/** The status of HTTP and `status_code` may differ: the one counts that forbids more. */
function stricter(one: number, other: number): number {
  return severity(one) >= severity(other) ? one : other;
}

function severity(status: number): number {
  if (status >= 200 && status < 300) return 0;
  if (status === 401) return 5;
  if (status === 403) return 4;
  if (status >= 400 && status < 500 && !mayPassLater(status)) return 3;
  return status >= 500 && status < 600 ? 2 : 1;
}

/** Not the request was wrong, but its moment. */
export function mayPassLater(status: number): boolean {
  return status === 408 || status === 429 || (status >= 500 && status < 600);
}

/** 4XX: "repeating the request leads to an error"; 5XX: "it can be repeated once the fault is mended" (general properties). */
function failure(status: number, message: string | undefined): ProviderError {
  const detail = plainText(message ?? '') || undefined;
  if (status === 401) return new ProviderError('BAD_CREDENTIALS', { detail, status, proof: 'refused' });
  if (status >= 400 && status < 500 && !mayPassLater(status)) {
    const proof = proofOfRefusal(status, { code: undefined, message });
    return new ProviderError('PROVIDER_REFUSED', { detail: detail ?? `status_code ${status}`, status, proof });
  }
  return failedStatus(status) ?? garbled();
}
