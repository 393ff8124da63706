import type { AccountDraft, Credentials } from '../../../shared/contract/account.ts';
import { cleanToken, readClaims } from '../../../shared/domain/authorization-token.ts';

/** What was typed and tried, without what is secret: that waits in core for the answer. */
export interface TriedDraft extends Pick<AccountDraft, 'provider' | 'label' | 'baseUrl' | 'numbers'> {
  secret: {
    kind: Credentials['kind'];
    /** Of a token that can be read. */
    claims?: { expiresAt: number | undefined };
  };
}

/** What may stay in the page of a secret: its kind, and until when a token holds. */
export function describeSecret(credentials: Credentials): TriedDraft['secret'] {
  if (credentials.kind !== 'token') return { kind: credentials.kind };
  const claims = readClaims(cleanToken(credentials.token));
  return { kind: 'token', ...(claims === undefined ? {} : { claims: { expiresAt: claims.expiresAt } }) };
}
