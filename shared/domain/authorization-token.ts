import * as z from 'zod';

/** Every platform of ours has it; the types of this room know no platform. */
declare const atob: (base64: string) => string;

/** What the three tokens of the Integration API are made for (Integration API: `roles` of the sample tokens). */
export type TokenRole = 'authorization' | 'refresh' | 'access';

export interface TokenClaims {
  /** Whose token it is: the number of the contract, else the subject. */
  owner: string | undefined;
  role: TokenRole | undefined;
  /** Epoch ms on the provider's clock. */
  expiresAt: number | undefined;
}

const name = z
  .union([z.string(), z.number()])
  .transform((value) => String(value).trim().slice(0, 100) || undefined)
  .optional()
  .catch(undefined);

/** Seconds by the standard; a sample token has a text there, and milliseconds are a usual slip. */
const expiry = z
  .union([z.number(), z.string().regex(/^\d{9,13}$/)])
  .transform((value) => (Number(value) < 1e11 ? Number(value) * 1000 : Number(value)))
  .optional()
  .catch(undefined);

const claimsSchema = z.object({
  contract: name,
  sub: name,
  roles: z
    .union([z.string(), z.array(z.string())])
    .transform((roles) => [roles].flat().join(' '))
    .catch(''),
  exp: expiry,
});

/** A token as it was pasted, without what comes along from a cabinet, a document or a command line. */
export function cleanToken(pasted: string): string {
  return pasted
    .replace(/^[\s"'«»“”]*(?:authorization\s*:\s*)?(?:bearer\s)?/i, '')
    .replace(/[\s"'«»“”\u200b\ufeff]+/g, '');
}

/**
 * What a JSON web token says of itself; undefined when it is none. Its signature and algorithm are the provider's affair:
 * the sample tokens are signed in two ways.
 */
export function readClaims(token: string): TokenClaims | undefined {
  const [header, payload] = token.split('.');
  if (!/^[\w-]+\.[\w-]+\.[\w-]*$/.test(token) || header === undefined || payload === undefined) return undefined;
  if (readPart(header) === undefined) return undefined;
  const parsed = claimsSchema.safeParse(readPart(payload));
  if (!parsed.success) return undefined;
  const { contract, sub, roles, exp } = parsed.data;
  return { owner: contract ?? sub, role: roleOf(roles), expiresAt: exp };
}

export type TokenFault = 'NOT_A_TOKEN' | 'OTHER_TOKEN' | 'TOKEN_EXPIRED';

/**
 * What can be seen of a pasted authorization token without asking anybody; undefined when it looks good. `now` is epoch ms:
 * an expiry that is found by this computer's clock is as right as that clock.
 */
export function findTokenFault(pasted: string, now: number): TokenFault | undefined {
  const claims = readClaims(cleanToken(pasted));
  if (claims === undefined) return 'NOT_A_TOKEN';
  if (claims.role === 'access' || claims.role === 'refresh') return 'OTHER_TOKEN';
  return claims.expiresAt !== undefined && claims.expiresAt <= now ? 'TOKEN_EXPIRED' : undefined;
}

function readPart(part: string): unknown {
  try {
    return JSON.parse(decodeBase64Url(part));
  } catch {
    return undefined;
  }
}

/** UTF-8 text; throws for what is no base64url, and for bytes that are no UTF-8. */
function decodeBase64Url(part: string): string {
  const bytes = atob(part.replaceAll('-', '+').replaceAll('_', '/'));
  return decodeURIComponent(bytes.replace(/./gs, (byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`));
}

function roleOf(roles: string): TokenRole | undefined {
  const word = /integrationapi:(create|refresh|access)/i.exec(roles)?.[1]?.toLowerCase();
  return word === 'create' ? 'authorization' : (word as 'refresh' | 'access' | undefined);
}
