import * as z from 'zod';
import { readTime } from '../times.ts';

/** What the three tokens are made for (seeds: `roles` of the sample tokens). */
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

const claimsSchema = z.object({
  contract: name,
  sub: name,
  roles: z
    .union([z.string(), z.array(z.string())])
    .transform((roles) => [roles].flat().join(' '))
    .catch(''),
  exp: z
    .unknown()
    .transform((value) => readTime(value))
    .optional(),
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

function readPart(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

function roleOf(roles: string): TokenRole | undefined {
  const word = /integrationapi:(create|refresh|access)/i.exec(roles)?.[1]?.toLowerCase();
  return word === 'create' ? 'authorization' : (word as 'refresh' | 'access' | undefined);
}
