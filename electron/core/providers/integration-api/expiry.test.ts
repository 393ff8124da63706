import { describe, expect, it } from 'vitest';
import { readExpiry } from './expiry.ts';

const hour = 3600_000;
const now = Date.UTC(2026, 10, 20, 12);
const until = now + 24 * hour;
const inMoscow = (wall: number) => wall - 3 * hour;

function tokenWith(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256' })}.${part(claims)}.c2ln`;
}
const read = (stated: unknown, token = 'no-token') =>
  readExpiry(stated, token, { now, promisedMs: hour, fromWall: inMoscow });

describe('the end of a token', () => {
  it.each([
    ['2026-11-21T12:00:00.000Z'],
    ['2026-11-21T15:00:00+03:00'],
    ['2026-11-21T15:00:00.0000000+03:00'],
    [until],
    [String(until)],
    [until / 1000],
    [String(until / 1000)],
    [24 * 3600],
    [String(24 * 3600)],
  ])('is read from %s', (stated) => {
    expect(read(stated)).toBe(until);
  });

  it('without a zone is the earlier of its readings', () => {
    expect(read('2026-11-21 15:00:00')).toBe(until);
    expect(read('21.11.2026 15:00:00')).toBe(until);
  });

  it.each([['завтра'], [undefined], [null], [''], [{}], ['2026-11-20 11:00:00']])(
    'is that of the token, where %s is stated',
    (stated) => {
      expect(read(stated, tokenWith({ exp: until / 1000 }))).toBe(until);
    },
  );

  it('is what the document promises, where nothing says anything that can be', () => {
    expect(read('завтра')).toBe(now + hour);
    expect(read(now - 1, tokenWith({ exp: 1 }))).toBe(now + hour);
    expect(read(undefined, tokenWith({ sub: '-39' }))).toBe(now + hour);
  });
});
