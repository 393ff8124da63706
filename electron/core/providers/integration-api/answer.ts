import * as z from 'zod';
import { parseJson } from '../../../../shared/domain/json.ts';
import { ProviderError } from '../errors.ts';
import { failedStatus, garbled, plainText, proofOfRefusal } from '../failure.ts';
import { type Fields, readFields, text, words } from '../fields.ts';

/** An answer to a method: `result`, and what the pages show in it or beside it. */
export interface Answer {
  /** Names in one spelling: see `readFields`. What stands in `result` goes before what stands beside it. */
  fields: Fields;
  /** As it came. */
  body: unknown;
}

/** What one answer says, before anything is made of it. */
export interface Received {
  status: number;
  /** Undefined when the body is no JSON object. */
  fields: Fields | undefined;
  /** Parsed; undefined when it is no JSON. */
  body: unknown;
  /** The body is neither markup nor a piece of JSON: nothing, or a word such as `true` or `OK`. */
  isBare: boolean;
  /** The provider's own words on what went wrong. */
  refusal: { code: string | undefined; message: string | undefined } | undefined;
}

const failure = z.object({ errormessage: words, errorcode: words });

/** The service may be switched off in the cabinet; then methods are forbidden whatever the token (Integration API of AlloIncognito). */
const offWords =
  /(?:услуг|сервис|api)\S*\s+(?:\S+\s+){0,3}(?:выключен|отключен|не (?:активн|подключен|включен))|(?:service|api)\s+(?:\S+\s+){0,3}(?:disabled|switched off|turned off|not (?:active|enabled))/i;

/** `hide` takes out of the provider's words what they may repeat of the request. */
export function readAnswer(status: number, body: string, hide: (words: string) => string): Received {
  const parsed = parseJson(body);
  const outer = readFields(parsed);
  if (outer === undefined)
    return { status, fields: undefined, body: parsed, isBare: /^[^<{[]{0,200}$/s.test(body), refusal: undefined };
  const fields = { ...outer, ...readFields(outer.result) };
  return { status, fields, body: parsed, isBare: false, refusal: readRefusal(outer.error, hide) };
}

/** The token of the request is not good. Some say so in a 200. */
export function isUnauthorized({ status, refusal }: Received): boolean {
  return status === 401 || (refusal?.code === '401' && status < 500);
}

/**
 * Throws what an answer says that is none. A token that was refused is the caller's affair and comes here as a failure.
 * `bare`: the method's answer is not documented and may be no object at all.
 */
export function expectResult({ status, fields, body, isBare, refusal }: Received, bare = false): Answer {
  if (refusal !== undefined || (status === 403 && fields !== undefined)) throw refused(status, refusal);
  const failed = failedStatus(status);
  if (failed !== undefined) throw failed;
  if (fields === undefined && !(bare && isBare)) throw garbled();
  return { fields: fields ?? {}, body };
}

/** Code 0 and empty words are what a success carries. */
function readRefusal(error: unknown, hide: (words: string) => string): Received['refusal'] {
  const parsed = failure.safeParse(readFields(error) ?? { errormessage: error });
  const { errorcode, errormessage } = parsed.data ?? {};
  const [code, message] = [errorcode, errormessage].map((said) => text.parse(said && hide(said)));
  if (code === undefined ? message === undefined : code === '0') return undefined;
  return { code, message };
}

function refused(status: number, refusal: Received['refusal']): ProviderError {
  const detail = plainText(refusal?.message ?? refusal?.code ?? '') || undefined;
  const off = offWords.test(detail ?? '') || (status === 403 && detail === undefined);
  const proof = proofOfRefusal(status, { code: refusal?.code, message: refusal?.message });
  return new ProviderError(off ? 'SERVICE_OFF' : 'PROVIDER_REFUSED', { detail, proof });
}
