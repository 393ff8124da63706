/** A request that is answered with a status and a sentence for whoever reads the answer. Holds nothing that was sent. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly statusCode: 400 | 401 | 403 | 404 | 405 | 415 | 429 | 503 | 507;
  /** Seconds until another try may succeed. */
  readonly retryAfter: number | undefined;
  constructor(statusCode: Refusal['statusCode'], message: string, options?: ErrorOptions & { retryAfter?: number }) {
    super(message, options);
    this.statusCode = statusCode;
    this.retryAfter = options?.retryAfter;
  }
}
