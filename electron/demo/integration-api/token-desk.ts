import { randomUUID } from 'node:crypto';
import { accessLifeMs, type Brand, refreshLifeMs } from './brand.ts';
import { Refusal } from './refusal.ts';
import type { Traps } from './traps.ts';
import { readToken, type SigningKeys, signToken, type TokenClaims } from './web-token.ts';

/** What a token is for, by its `roles` (from the documents' examples). */
export type TokenKind = keyof typeof roles;

const roles = {
  authorization: 'users:integrationapi:create',
  refresh: 'users:integrationapi:refresh',
  access: 'api:integrationapi:access',
} as const;

/** What is wrong with a token; `null` is nothing. */
export type TokenFault =
  | 'missing'
  | 'not-a-token'
  | 'wrong-signature'
  | 'wrong-kind'
  | 'expired'
  | 'expired-early'
  | 'replaced'
  | null;

export interface TokenReview {
  /** Undefined when the signature is not this stand's. */
  claims: TokenClaims | undefined;
  kind: TokenKind | undefined;
  fault: TokenFault;
}

export interface TokenPair {
  accessToken: string;
  /** Epoch ms. */
  accessUntil: number;
  refreshToken: string;
  refreshUntil: number;
}

/** Issues tokens and knows which of them still count. */
export interface TokenDesk {
  /** «Получить authorization token» in the cabinet: every token before it is dead. */
  regenerate(): string;
  /** «Удалить authorization token»: every token is dead. */
  remove(): void;
  /** The authorization token that counts. */
  current(): string | undefined;
  switchService(on: boolean): void;
  isServiceOn(): boolean;
  /** Kills access and refresh token as a regeneration by somebody else does. */
  killPair(): void;
  /** A well-made authorization token of another environment of the brand (test or production). */
  foreignToken(): string;
  /** Looks at a bearer token that should be of a kind; does not throw. */
  review(bearer: string | undefined, expected: TokenKind): TokenReview;
  /** A new pair; the pair before it is dead at once. Throws Refusal. */
  issuePair(by: 'authorization' | 'refresh'): TokenPair;
}

interface TokenDeskDeps {
  brand: Brand;
  contractNum: string;
  keys: SigningKeys;
  foreignKeys: SigningKeys;
  traps(): Traps;
  now(): number;
}

interface Issued {
  id: string;
  issuedAt: number;
}

export function createTokenDesk(deps: TokenDeskDeps): TokenDesk {
  const { brand, contractNum, keys, foreignKeys, traps, now } = deps;
  let authorization: (Issued & { token: string }) | undefined;
  let pair: { access: Issued; refresh: Issued; accessUntil: number } | undefined;
  let serviceOn = true;

  function issue(kind: TokenKind, parent: string, until: number | undefined, by = keys): Issued & { token: string } {
    const id = randomUUID();
    const claims: TokenClaims = {
      token_id: id,
      p_token_id: parent,
      roles: roles[kind],
      // Of the examples in both documents; what it identifies is not said.
      sub: '-39',
      contract: contractNum,
      app: '-39',
      ...(until === undefined || traps().tokenExp === 'absent' ? {} : { exp: Math.floor(until / 1000) }),
    };
    return { id, issuedAt: now(), token: signToken(claims, traps().algorithm, by) };
  }

  function issueAuthorization(by = keys): Issued & { token: string } {
    const { authorizationLifeMs } = brand;
    const until = authorizationLifeMs === undefined ? undefined : now() + authorizationLifeMs;
    return issue('authorization', randomUUID(), until, by);
  }

  function issuedOf(kind: TokenKind): Issued | undefined {
    return kind === 'authorization' ? authorization : pair?.[kind];
  }

  /** By the desk's own books: a token without `exp` ends all the same. */
  function lifeOf(kind: TokenKind): { statedMs: number; realMs: number } {
    if (kind === 'authorization') {
      const life = brand.authorizationLifeMs ?? Number.POSITIVE_INFINITY;
      return { statedMs: life, realMs: life };
    }
    const stated = kind === 'access' ? accessLifeMs : refreshLifeMs;
    const real = kind === 'access' ? traps().accessLivesMs : traps().refreshLivesMs;
    return { statedMs: stated, realMs: Math.min(real ?? stated, stated) };
  }

  function faultOf(claims: TokenClaims, kind: TokenKind | undefined, expected: TokenKind): TokenFault {
    if (kind !== expected) return 'wrong-kind';
    if (claims.exp !== undefined && now() >= claims.exp * 1000) return 'expired';
    const issued = issuedOf(expected);
    if (issued === undefined || issued.id !== claims.token_id) return 'replaced';
    const { statedMs, realMs } = lifeOf(expected);
    const age = now() - issued.issuedAt;
    if (age >= statedMs) return 'expired';
    return age >= realMs ? 'expired-early' : null;
  }

  return {
    regenerate() {
      authorization = issueAuthorization();
      pair = undefined;
      return authorization.token;
    },
    remove() {
      authorization = undefined;
      pair = undefined;
    },
    current: () => authorization?.token,
    switchService(on) {
      serviceOn = on;
    },
    isServiceOn: () => serviceOn,
    killPair() {
      pair = undefined;
    },
    foreignToken: () => issueAuthorization(foreignKeys).token,
    review(bearer, expected) {
      if (bearer === undefined) return { claims: undefined, kind: undefined, fault: 'missing' };
      const reading = readToken(bearer, keys);
      if ('fault' in reading) return { claims: undefined, kind: undefined, fault: reading.fault };
      const { claims } = reading;
      const kind = (Object.keys(roles) as TokenKind[]).find((one) => roles[one] === claims.roles);
      return { claims, kind, fault: faultOf(claims, kind, expected) };
    },
    issuePair(by) {
      if (authorization === undefined) throw new Refusal('unauthorized');
      // Read to the letter, refreshing is for "after the access token's life has ended".
      const early = by === 'refresh' && pair !== undefined && now() < pair.accessUntil;
      if (early && traps().earlyRefresh === 'refused') throw new Refusal('bad-request', 'access token is valid');
      const accessUntil = wholeSecond(now() + accessLifeMs);
      const refreshUntil = wholeSecond(now() + refreshLifeMs);
      const access = issue('access', authorization.id, accessUntil);
      const refresh = issue('refresh', authorization.id, refreshUntil);
      pair = { access, refresh, accessUntil };
      return { accessToken: access.token, accessUntil, refreshToken: refresh.token, refreshUntil };
    },
  };
}

/** `exp` counts seconds, and both statements of an end shall agree. */
function wholeSecond(instant: number): number {
  return Math.floor(instant / 1000) * 1000;
}
