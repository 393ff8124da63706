import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  timingSafeEqual,
  verify,
} from 'node:crypto';
import { z } from 'zod';

/** What the tokens of the documents' examples carry. */
const claimsSchema = z.object({
  token_id: z.string(),
  /** The token this one was made with. */
  p_token_id: z.string(),
  roles: z.string(),
  sub: z.string(),
  contract: z.string(),
  app: z.string(),
  /** Epoch seconds. */
  exp: z.number().optional(),
});
export type TokenClaims = z.infer<typeof claimsSchema>;
/** The examples of the documents have both. */
export type TokenAlgorithm = 'RS256' | 'HS256';

/** What tokens are signed with: each stand of the platform has its own, so tokens of one are nothing at another. */
export interface SigningKeys {
  rsa(): { privateKey: KeyObject; publicKey: KeyObject };
  secret: Uint8Array;
}

/** RSA keys take their time, so they are made when first needed, and the stands of a test may share them. */
export function createSigningKeys(): SigningKeys {
  let pair: { privateKey: KeyObject; publicKey: KeyObject } | undefined;
  return {
    rsa() {
      if (pair === undefined) {
        const encoded = generateKeyPairSync('rsa', {
          modulusLength: 2048,
          publicKeyEncoding: { type: 'spki', format: 'pem' },
          privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
        });
        pair = { privateKey: createPrivateKey(encoded.privateKey), publicKey: createPublicKey(encoded.publicKey) };
      }
      return pair;
    },
    secret: randomBytes(32),
  };
}

export function signToken(claims: TokenClaims, algorithm: TokenAlgorithm, keys: SigningKeys): string {
  const signed = `${encode({ alg: algorithm, typ: 'JWT' })}.${encode(claims)}`;
  const signature =
    algorithm === 'RS256'
      ? sign('sha256', Buffer.from(signed), keys.rsa().privateKey)
      : createHmac('sha256', keys.secret).update(signed).digest();
  return `${signed}.${signature.toString('base64url')}`;
}

export type TokenReading = { claims: TokenClaims } | { fault: 'not-a-token' | 'wrong-signature' };

/** Reads a token and verifies its signature. Whether it is still good is not asked here. */
export function readToken(token: string, keys: SigningKeys): TokenReading {
  const [header = '', payload = '', signature = '', ...rest] = token.split('.');
  const { alg } = (decode(header) ?? {}) as { alg?: unknown };
  const claims = claimsSchema.safeParse(decode(payload));
  if (rest.length > 0 || !claims.success || (alg !== 'RS256' && alg !== 'HS256')) return { fault: 'not-a-token' };
  const signed = Buffer.from(`${header}.${payload}`);
  const given = Buffer.from(signature, 'base64url');
  const good = alg === 'RS256' ? verify('sha256', signed, keys.rsa().publicKey, given) : isHmac(signed, given, keys);
  return good ? { claims: claims.data } : { fault: 'wrong-signature' };
}

function isHmac(signed: Buffer, given: Buffer, keys: SigningKeys): boolean {
  const expected = createHmac('sha256', keys.secret).update(signed).digest();
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function decode(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
