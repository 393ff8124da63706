import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanToken, findTokenFault, readClaims } from './authorization-token.ts';

const now = Date.UTC(2026, 10, 22, 12);

function tokenWith(claims: object, header: object = { alg: 'RS256', typ: 'JWT' }): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  return `${encode(header)}.${encode(claims)}.c2lnbmF0dXJl`;
}
const authorization = { roles: 'users:integrationapi:create', contract: '882736', sub: '-39' };

describe('an authorization token', () => {
  it('says whose it is, what for and until when', () => {
    expect(readClaims(tokenWith({ ...authorization, exp: now / 1000 }))).toEqual({
      owner: '882736',
      role: 'authorization',
      expiresAt: now,
    });
    expect(readClaims(tokenWith({ sub: -39 }))).toEqual({ owner: '-39', role: undefined, expiresAt: undefined });
  });

  it.each([now / 1000, now, String(now / 1000), String(now)])('ends when its %o says', (exp) => {
    expect(readClaims(tokenWith({ ...authorization, exp }))?.expiresAt).toBe(now);
  });

  it('keeps every letter of whatever its claims hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }), (contract) => {
        fc.pre(contract.trim() !== '');
        expect(readClaims(tokenWith({ contract }))?.owner).toBe(contract.trim());
      }),
    );
  });

  it('is written in the letters of base64url', () => {
    const contract = 'я?>я?>я?>';
    const token = tokenWith({ contract });
    expect(token).toMatch(/-.*_|_.*-/);
    expect(readClaims(token)?.owner).toBe(contract);
  });

  it.each(['', 'hello', 'a.b.c', '<html>', `${tokenWith(authorization)}.more`, tokenWith([]), 'ÿÿ.ÿÿ.'])(
    'is not %o',
    (text) => {
      expect(readClaims(text)).toBeUndefined();
      expect(findTokenFault(text, now)).toBe('NOT_A_TOKEN');
    },
  );

  it('is found in what is pasted around it', () => {
    const token = tokenWith(authorization);
    const broken = `${token.slice(0, 40)}\r\n  ${token.slice(40)}`;
    for (const pasted of [token, ` ${token}\n`, `"${token}"`, `«${token}»`, `Authorization: Bearer ${token}`, broken]) {
      expect(cleanToken(pasted)).toBe(token);
      expect(findTokenFault(pasted, now)).toBeUndefined();
    }
  });

  it('is not mistaken for one of the pair that is made from it', () => {
    for (const roles of ['users:integrationapi:refresh', ['api:integrationapi:access']]) {
      expect(findTokenFault(tokenWith({ ...authorization, roles }), now)).toBe('OTHER_TOKEN');
    }
  });

  it('is known to have expired', () => {
    expect(findTokenFault(tokenWith({ ...authorization, exp: now / 1000 }), now)).toBe('TOKEN_EXPIRED');
    expect(findTokenFault(tokenWith({ ...authorization, exp: now / 1000 + 1 }), now)).toBeUndefined();
  });
});
