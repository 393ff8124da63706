import type { ProblemCode } from '../../../shared/contract/problem.ts';
import { HttpError } from '../http/http.ts';
import { VaultError } from '../ports.ts';

/**
 * Why it is certain that a request changed nothing at the provider. `unsent`: it never left. `refused`: the provider said no,
 * in its own form.
 */
export type Proof = 'unsent' | 'refused';

/** What a provider call can end in, besides success. The cause is kept; the message holds no secret. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  readonly code: ProviderErrorCode;
  /** The provider's own words: plain text, at most 500 characters. */
  readonly detail: string | undefined;
  /** Left out, the request may have been carried out. */
  readonly proof: Proof | undefined;
  /** Where the answer was no more than an HTTP status. */
  readonly status: number | undefined;
  /** Of an order: which of its numbers is at fault, `to` or `from`; of a setting the place in it. */
  readonly field: string | undefined;

  constructor(
    code: ProviderErrorCode,
    options: {
      detail?: string | undefined;
      proof?: Proof | undefined;
      status?: number;
      field?: string | undefined;
      cause?: unknown;
    } = {},
  ) {
    super(options.detail === undefined ? code : `${code}: ${options.detail}`, { cause: options.cause });
    this.code = code;
    this.detail = options.detail;
    this.proof = options.proof;
    this.status = options.status;
    this.field = options.field;
  }
}

/**
 * The proof that an order or a write did not happen. Undefined is the rule: whatever was thrown after a request may have left,
 * a parser's slip or too long an answer, proves nothing.
 */
export function proofOf(error: unknown): Proof | undefined {
  if (error instanceof ProviderError) return error.proof;
  if (error instanceof HttpError) return error.sent ? undefined : 'unsent';
  // Tokens are fetched before a request leaves, and stored before they are used.
  return error instanceof VaultError ? 'unsent' : undefined;
}

export type ProviderErrorCode = Extract<
  ProblemCode,
  | 'BAD_CREDENTIALS'
  | 'NOT_A_TOKEN'
  | 'OTHER_TOKEN'
  | 'TOKEN_EXPIRED'
  | 'TOKEN_REVOKED'
  | 'TOKEN_SHARED'
  | 'WRONG_ENVIRONMENT'
  | 'SERVICE_OFF'
  | 'NUMBER_UNREADABLE'
  | 'NUMBER_NOT_OWN'
  | 'WRONG_ADDRESS'
  | 'PROVIDER_DOWN'
  | 'PROVIDER_SLOW'
  | 'PROVIDER_GARBLED'
  | 'PROVIDER_REFUSED'
  | 'CERTIFICATE'
  | 'OTHER_ACCOUNT'
  | 'RECORDING_EXPIRED'
  | 'RECORDING_BROKEN'
>;
