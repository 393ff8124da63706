import type { ProblemCode } from '../../../shared/contract/problem.ts';

/** What a provider call can end in, besides success. The cause is kept; the message holds no secret. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  readonly code: ProviderErrorCode;
  /** The provider's own words: plain text, at most 500 characters. */
  readonly detail: string | undefined;
  /**
   * Whether the request may have been carried out at the provider. For an order, `true` on anything but a clear refusal
   * means: the outcome is unknown.
   */
  readonly mayHaveHappened: boolean;

  constructor(
    code: ProviderErrorCode,
    options: { detail?: string | undefined; mayHaveHappened: boolean; cause?: unknown },
  ) {
    super(options.detail === undefined ? code : `${code}: ${options.detail}`, { cause: options.cause });
    this.code = code;
    this.detail = options.detail;
    this.mayHaveHappened = options.mayHaveHappened;
  }
}

export type ProviderErrorCode = Extract<
  ProblemCode,
  | 'BAD_CREDENTIALS'
  | 'NOT_A_TOKEN'
  | 'OTHER_TOKEN'
  | 'TOKEN_EXPIRED'
  | 'TOKEN_REVOKED'
  | 'TOKEN_SHARED'
  | 'WRONG_STAND'
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
