import type { HttpError } from '../http/http.ts';
import { ProviderError, type ProviderErrorCode } from './errors.ts';

/** An answer outside the wire's own format: undefined when the status says nothing is wrong. */
export function failedStatus(status: number): ProviderError | undefined {
  if (status >= 200 && status < 300) return undefined;
  const fail = (code: ProviderErrorCode, mayHaveHappened: boolean) =>
    new ProviderError(code, { detail: `HTTP ${status}`, mayHaveHappened });
  if (status === 401) return fail('BAD_CREDENTIALS', false);
  if (status === 404 || status === 405 || status === 410) return fail('WRONG_ADDRESS', false);
  // A page that moved is at another address; 303 alone says that the deed was done.
  if (status >= 300 && status < 400) return fail('WRONG_ADDRESS', status === 303);
  if (status === 403) return fail('PROVIDER_REFUSED', false);
  if (status === 429) return fail('PROVIDER_DOWN', false);
  if (status === 408 || status === 504) return fail('PROVIDER_SLOW', true);
  if (status >= 500) return fail('PROVIDER_DOWN', true);
  return fail('PROVIDER_GARBLED', true);
}

export function garbled(cause?: unknown): ProviderError {
  return new ProviderError('PROVIDER_GARBLED', { mayHaveHappened: true, cause });
}

/**
 * No answer at all. `proven`: this address has answered before, or is the provider's own. A name that does not resolve is
 * then a network that is down (Windows and macOS say the same for both), and not a typing error.
 */
export function unanswered(error: HttpError, proven: boolean): ProviderError {
  const code: ProviderErrorCode = error.kind === 'address' && proven ? 'PROVIDER_DOWN' : codes[error.kind];
  return new ProviderError(code, { mayHaveHappened: error.sent, cause: error });
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
