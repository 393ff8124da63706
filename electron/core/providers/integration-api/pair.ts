import * as z from 'zod';
import { ProviderError } from '../errors.ts';
import { garbled } from '../failure.ts';
import { expectResult, type Received } from './answer.ts';
import { type ExpiryContext, readExpiry } from './expiry.ts';
import type { PairAnswer } from './token-rotation.ts';

/** Integration API, "Аутентификация и принципы работы токенов". */
const promised = { access: 24 * 3600_000, refresh: 25 * 3600_000 };

const pairSchema = z.object({
  accesstoken: z.string().trim().min(1).max(8000),
  accesstokenexpiredin: z.unknown().optional(),
  refreshtoken: z.string().trim().min(1).max(8000),
  refreshtokenexpiredin: z.unknown().optional(),
});

/** The answer to a request for a pair. Throws ProviderError where it is neither a pair nor a clear refusal of the token. */
export function readPair(
  what: 'create' | 'refresh',
  received: Received,
  context: Omit<ExpiryContext, 'promisedMs'>,
): PairAnswer {
  if (refusesToken(what, received)) return 'refused';
  const parsed = pairSchema.safeParse(expectResult(received).fields);
  if (!parsed.success) throw garbled(parsed.error);
  const { accesstoken: access, refreshtoken: refresh, ...ends } = parsed.data;
  return {
    pair: {
      access,
      accessUntil: readExpiry(ends.accesstokenexpiredin, access, { ...context, promisedMs: promised.access }),
      refresh,
      refreshUntil: readExpiry(ends.refreshtokenexpiredin, refresh, { ...context, promisedMs: promised.refresh }),
    },
  };
}

/**
 * How a token is refused is not documented. A refresh token that is refused in any way leads to a new pair, which costs
 * nothing; of an authorization token only what can mean nothing else says that it is dead, because then a person must act.
 */
function refusesToken(what: 'create' | 'refresh', received: Received): boolean {
  if (received.status === 401 || received.refusal?.code === '401') return true;
  const code = failureCode(received);
  if (what === 'refresh') {
    const unclear = [404, 408, 429].includes(received.status);
    return !unclear && ((received.status >= 400 && received.status < 500) || code === 'PROVIDER_REFUSED');
  }
  return code === 'PROVIDER_REFUSED' && deadTokenWords.test(received.refusal?.message ?? '');
}

const deadTokenWords =
  /(?:токен|token)\S*\s+(?:\S+\s+){0,3}(?:недейств|не\s?действ|не\s?валид|невалид|отозван|удал[её]н|ист[её]к|просроч|invalid|expired|revoked|not valid|unknown)|(?:invalid|expired|revoked|unknown|bad)\s+(?:\S+\s+){0,2}token|(?:недействительн|неверн|просроченн)\S*\s+(?:\S+\s+){0,2}токен/i;

function failureCode(received: Received): ProviderError['code'] | undefined {
  try {
    expectResult(received);
    return undefined;
  } catch (error) {
    return error instanceof ProviderError ? error.code : undefined;
  }
}
