import type { Readable } from 'node:stream';

/**
 * The only way out to the network. Base URLs are https except on loopback; credentials never follow a redirect to
 * another origin; bodies are bounded.
 */
export interface Http {
  /** Answers with any HTTP status; rejects with HttpError when there is no answer. */
  request(request: HttpRequest): Promise<HttpAnswer>;
  /** Like `request`, with the body as a stream that the caller consumes or destroys. */
  stream(request: HttpRequest): Promise<HttpStream>;
  close(): Promise<void>;
}

export interface HttpRequest {
  url: string;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  headers?: Readonly<Record<string, string>>;
  body?: string;
  /**
   * Named by every operation and never derived from the method. `read`: repeated on network errors, 429 and 5xx with
   * full jitter. `once`: sent at most once, whatever happens.
   */
  retry: RetryPolicy;
  /** Until the headers are there; a body may take as long as bytes keep coming. */
  timeoutMs?: number;
  /** Between two pieces of the body; for streams that are silent for long. */
  idleMs?: number;
  /** Of the body. The rest is not read; HttpError `too-large`. Not applied to `stream`. */
  maxBytes?: number;
  signal?: AbortSignal | undefined;
}
export type RetryPolicy = 'read' | 'once';

export interface HttpAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
}
export interface HttpStream {
  status: number;
  headers: Readonly<Record<string, string>>;
  stream: Readable;
}

export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly kind: 'address' | 'unreachable' | 'timeout' | 'broken' | 'certificate' | 'too-large' | 'aborted';
  /** Whether the request may have reached the server. */
  readonly sent: boolean;
  constructor(kind: HttpError['kind'], sent: boolean, options?: ErrorOptions) {
    super(`http ${kind}`, options);
    this.kind = kind;
    this.sent = sent;
  }
}
