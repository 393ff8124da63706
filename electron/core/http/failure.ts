import { HttpError } from './http.ts';
import { ProxyError } from './open-connection.ts';

/** Whatever undici, TLS, DNS or the socket threw, as one of the few kinds that callers tell apart. */
export function toHttpError(error: unknown, sent: boolean): HttpError {
  if (error instanceof HttpError) return error;
  const kind = kindOf(codeOf(error));
  // A proxy in the way says nothing of the address that was meant.
  return new HttpError(error instanceof ProxyError && kind !== 'certificate' ? 'unreachable' : kind, sent, {
    cause: error,
  });
}

function kindOf(code: string): HttpError['kind'] {
  if (addressCodes.has(code)) return 'address';
  if (unreachableCodes.has(code)) return 'unreachable';
  if (timeoutCodes.has(code)) return 'timeout';
  if (abortCodes.has(code)) return 'aborted';
  if (tooLargeCodes.has(code)) return 'too-large';
  if (certificateCode.test(code)) return 'certificate';
  return 'broken';
}

const addressCodes = new Set(['ENOTFOUND', 'ERR_INVALID_URL', 'UND_ERR_INVALID_ARG', 'ERR_INVALID_CHAR']);
const unreachableCodes = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'EACCES',
  'EPERM',
]);
const timeoutCodes = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);
const abortCodes = new Set(['ABORT_ERR', 'AbortError', 'UND_ERR_DESTROYED', 'UND_ERR_CLOSED']);
const tooLargeCodes = new Set(['UND_ERR_HEADERS_OVERFLOW', 'UND_ERR_RES_EXCEEDED_MAX_SIZE']);
/** OpenSSL's X.509 verdicts as Node names them. */
const certificateCode =
  /^(ERR_TLS_CERT_|CERT_|CRL_|UNABLE_TO_(GET_ISSUER|VERIFY_LEAF|DECRYPT_CERT|DECODE_ISSUER)|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED_CERT|HOSTNAME_MISMATCH$|INVALID_(CA|PURPOSE)$|PATH_LENGTH_EXCEEDED$)/;

/** The first telling code along the chain of causes; connecting over several addresses fails with an AggregateError. */
function codeOf(error: unknown): string {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; depth++) {
    const code = (at as { code?: unknown }).code;
    if (typeof code === 'string' && code !== '') return code;
    at = at.cause ?? (at instanceof AggregateError ? at.errors[0] : undefined);
  }
  return error instanceof Error ? error.name : '';
}
