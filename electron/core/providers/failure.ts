import type { HttpError } from '../http/http.ts';
import { type Proof, ProviderError, type ProviderErrorCode } from './errors.ts';

/**
 * An answer outside the wire's own format: undefined when the status says nothing is wrong. Whoever stands in between says
 * such things too, and a service that redirects after a deed: of orders they prove nothing, but for 401, by which a request
 * "has not been applied" (RFC 9110, 15.5.2).
 */
export function failedStatus(status: number): ProviderError | undefined {
  if (status >= 200 && status < 300) return undefined;
  const fail = (code: ProviderErrorCode, proof?: Proof) =>
    new ProviderError(code, { detail: `HTTP ${status}`, status, proof });
  if (status === 401) return fail('BAD_CREDENTIALS', 'refused');
  if (status === 404 || status === 405 || status === 410) return fail('WRONG_ADDRESS');
  // A page that moved is at another address.
  if (status >= 300 && status < 400) return fail('WRONG_ADDRESS');
  if (status === 403) return fail('PROVIDER_REFUSED');
  if (status === 429) return fail('PROVIDER_DOWN');
  if (status === 408 || status === 504) return fail('PROVIDER_SLOW');
  if (status >= 500) return fail('PROVIDER_DOWN');
  return fail('PROVIDER_GARBLED');
}

/**
 * What a "no" in the provider's own form proves. One by a broken server may have come after the deed, whether it says so by its
 * status, by a code like one, or in words.
 */
export function proofOfRefusal(
  status: number,
  { code, message }: { code: string | undefined; message: string | undefined },
): Proof | undefined {
  const isBroken = status >= 500 || /^5\d\d$/.test(code ?? '') || brokenWords.test(message ?? '');
  return isBroken ? undefined : 'refused';
}

const brokenWords =
  /внутренн[а-яё]*\s+ошибк|ошибка\s+(?:на\s+)?(?:сервер|базы|бд)|тайм-?аут|врем[а-яё]*\s+ожидания|internal\s+(?:\S+\s+)?error|server error|timed?[\s-]?out|exception|deadlock/i;

export function garbled(cause?: unknown): ProviderError {
  return new ProviderError('PROVIDER_GARBLED', { cause });
}

/**
 * No answer at all. `proven`: this address has answered before, or is the provider's own. A name that does not resolve is
 * then a network that is down (Windows and macOS say the same for both), and not a typing error.
 */
export function unanswered(error: HttpError, proven: boolean): ProviderError {
  const code: ProviderErrorCode = error.kind === 'address' && proven ? 'PROVIDER_DOWN' : codes[error.kind];
  return new ProviderError(code, { proof: error.sent ? undefined : 'unsent', cause: error });
}

const codes: Record<HttpError['kind'], ProviderErrorCode> = {
  address: 'WRONG_ADDRESS',
  unreachable: 'PROVIDER_DOWN',
  timeout: 'PROVIDER_SLOW',
  broken: 'PROVIDER_DOWN',
  certificate: 'CERTIFICATE',
  'too-large': 'PROVIDER_GARBLED',
  aborted: 'PROVIDER_DOWN',
};

/** Text as a person may be shown it: no markup, no control signs, bounded. */
export function plainText(words: string): string {
  return words
    .slice(0, 5000)
    .replace(/<[^<>]*>/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, 500);
}

/** A refusal that only says that there is no such thing: some say so in words instead of by a 404. */
export function saysNotFound(error: unknown): boolean {
  return (
    error instanceof ProviderError &&
    error.code === 'PROVIDER_REFUSED' &&
    /не\s?найден|нет записи|отсутствует|not found|no (?:such )?record/i.test(error.detail ?? '')
  );
}
