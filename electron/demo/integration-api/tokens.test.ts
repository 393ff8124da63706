import { createVerify } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import {
  bothBrands,
  type IntegrationApiUnderTest,
  openIntegrationApi,
  type Pair,
} from '../../../test/fixtures/integration-api-contract.ts';
import type { IntegrationApiStandOptions } from './stand.ts';
import type { Traps } from './traps.ts';
import { createSigningKeys } from './web-token.ts';

const opened: IntegrationApiUnderTest[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

async function open(options: Partial<IntegrationApiStandOptions> = {}): Promise<IntegrationApiUnderTest> {
  const under = await openIntegrationApi(options);
  opened.push(under);
  return under;
}

const create = 'auth/integrationapi/create';
const refresh = 'auth/integrationapi/refresh';
const hour = 3_600_000;

function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
}

function headerOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString());
}

/** The status that a harmless method answers a token with. */
async function statusOf(under: IntegrationApiUnderTest, token: string | undefined): Promise<number> {
  return (await under.request('request/getrequestresultbyhash', { query: { requestHash: 'x' }, token })).status;
}

async function refreshed(under: IntegrationApiUnderTest, token: string): Promise<Pair> {
  return (await under.ask(refresh, { token })) as unknown as Pair;
}

describe('tokens are JWTs that are really signed', () => {
  it('as long as those of the documents, with their claims', async () => {
    const under = await open();
    const authorization = under.stand.authorizationToken() ?? '';
    const pair = await under.connect();
    for (const token of [authorization, pair.accessToken, pair.refreshToken]) {
      expect(token.length).toBeGreaterThan(600);
      expect(token.length).toBeLessThan(760);
      expect(headerOf(token)).toEqual({ alg: 'RS256', typ: 'JWT' });
    }
    const [parent, access, refreshing] = [authorization, pair.accessToken, pair.refreshToken].map(claimsOf);
    expect(parent).toMatchObject({ roles: 'users:integrationapi:create', contract: '5000000' });
    expect(access).toMatchObject({ roles: 'api:integrationapi:access', p_token_id: parent?.token_id });
    expect(refreshing).toMatchObject({ roles: 'users:integrationapi:refresh', p_token_id: parent?.token_id });
    expect(access?.exp).toBe(Math.floor((under.clock.now() + 24 * hour) / 1000));
    expect(refreshing?.exp).toBe(Math.floor((under.clock.now() + 25 * hour) / 1000));
  });

  it('with a signature that somebody else can verify', async () => {
    const keys = createSigningKeys();
    const under = await open({ keys });
    const token = (await under.connect()).accessToken;
    const [header, payload, signature = ''] = token.split('.');
    const verifier = createVerify('RSA-SHA256').update(`${header}.${payload}`);
    expect(verifier.verify(keys.rsa().publicKey, signature, 'base64url')).toBe(true);
  });

  it('and refused with another signature, another algorithm, or none', async () => {
    const under = await open();
    const { accessToken } = await under.connect();
    const [header = '', payload = '', signature = ''] = accessToken.split('.');
    const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
    const other = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url');
    const prolonged = Buffer.from(JSON.stringify({ ...claimsOf(accessToken), exp: 4e9 })).toString('base64url');
    for (const token of [
      `${header}.${payload}.`,
      `${header}.${prolonged}.${signature}`,
      `${none}.${payload}.`,
      `${other}.${payload}.${signature}`,
      `${accessToken}.x`,
      'eyJhbGciOiJSUzI1NiJ9',
      'x',
    ]) {
      expect(await statusOf(under, token)).toBe(401);
    }
    expect(await statusOf(under, accessToken)).toBe(200);
  });

  it('HS256 as well', async () => {
    const under = await open({ traps: { algorithm: 'HS256' } });
    const { accessToken } = await under.connect();
    expect(headerOf(accessToken).alg).toBe('HS256');
    expect(await statusOf(under, accessToken)).toBe(200);
    const forged = accessToken.replace(/[^.]+$/u, Buffer.alloc(32).toString('base64url'));
    expect(await statusOf(under, forged)).toBe(401);
  });
});

describe('auth/integrationapi/create and refresh', () => {
  it('each wants its own token and answers a pair', async () => {
    const under = await open();
    const first = await under.connect();
    expect(Object.keys(first)).toEqual([
      'accessToken',
      'accessTokenExpiredIn',
      'refreshToken',
      'refreshTokenExpiredIn',
    ]);
    const authorization = under.stand.authorizationToken();
    for (const [method, token] of [
      [create, first.accessToken],
      [create, first.refreshToken],
      [create, undefined],
      [refresh, first.accessToken],
      [refresh, authorization],
    ] as const) {
      expect((await under.request(method, { token })).status).toBe(401);
    }
    const faults = under.stand.journal.slice(1).map((entry) => entry.token.fault);
    expect(faults).toEqual(['wrong-kind', 'wrong-kind', 'missing', 'wrong-kind', 'wrong-kind']);
    for (const token of [first.refreshToken, authorization, undefined]) expect(await statusOf(under, token)).toBe(401);
    expect(await statusOf(under, first.accessToken)).toBe(200);
  });

  it('kill the pair before, at once', async () => {
    const under = await open();
    const first = await under.connect();
    const second = await refreshed(under, first.refreshToken);
    expect(await statusOf(under, first.accessToken)).toBe(401);
    expect((await under.request(refresh, { token: first.refreshToken })).status).toBe(401);
    expect(await statusOf(under, second.accessToken)).toBe(200);
    const third = await under.connect();
    expect(await statusOf(under, second.accessToken)).toBe(401);
    expect(await statusOf(under, third.accessToken)).toBe(200);
    expect(under.stand.requestsFor(refresh).map((entry) => entry.token.fault)).toEqual([null, 'replaced']);
  });

  it('end when they say they end', async () => {
    const under = await open();
    const pair = await under.connect();
    under.clock.advance(24 * hour - 1000);
    expect(await statusOf(under, pair.accessToken)).toBe(200);
    under.clock.advance(1000);
    expect(await statusOf(under, pair.accessToken)).toBe(401);
    under.clock.advance(hour - 1000);
    const next = await refreshed(under, pair.refreshToken);
    under.clock.advance(25 * hour);
    expect((await under.request(refresh, { token: next.refreshToken })).status).toBe(401);
  });

  it('end by the books where tokens do not say when', async () => {
    const under = await open({ traps: { tokenExp: 'absent' } });
    const pair = await under.connect();
    expect(claimsOf(pair.accessToken)).not.toHaveProperty('exp');
    under.clock.advance(24 * hour);
    expect(await statusOf(under, pair.accessToken)).toBe(401);
  });

  it('the authorization token lives 365 days at AlloIncognito and without end at SunSim', async () => {
    const [sunsim, alloincognito] = [await open(), await open({ brand: 'alloincognito' })];
    const year = 365 * 24 * hour;
    for (const under of [sunsim, alloincognito]) under.clock.advance(year - 1000);
    await alloincognito.connect();
    for (const under of [sunsim, alloincognito]) under.clock.advance(10 * year);
    await sunsim.connect();
    await expect(alloincognito.connect()).rejects.toThrow('HTTP 401');
    expect(claimsOf(sunsim.stand.authorizationToken() ?? '')).not.toHaveProperty('exp');
  });
});

describe('what happens in the cabinet', () => {
  it('a regenerated token kills all that were before it', async () => {
    const under = await open();
    const before = under.stand.authorizationToken();
    const pair = await under.connect();
    const after = under.stand.regenerateToken();
    expect((await under.request(create, { token: before })).status).toBe(401);
    expect((await under.request(refresh, { token: pair.refreshToken })).status).toBe(401);
    expect(await statusOf(under, pair.accessToken)).toBe(401);
    expect((await under.request(create, { token: after })).status).toBe(200);
  });

  it('a removed token as well', async () => {
    const under = await open();
    const token = under.stand.authorizationToken();
    const pair = await under.connect();
    under.stand.removeToken();
    expect(under.stand.authorizationToken()).toBeUndefined();
    expect((await under.request(create, { token })).status).toBe(401);
    expect(await statusOf(under, pair.accessToken)).toBe(401);
  });

  it('a pair killed by somebody else leaves the authorization token', async () => {
    const under = await open();
    const pair = await under.connect();
    under.stand.killPair();
    expect(await statusOf(under, pair.accessToken)).toBe(401);
    expect((await under.request(refresh, { token: pair.refreshToken })).status).toBe(401);
    expect(await statusOf(under, (await under.connect()).accessToken)).toBe(200);
  });

  it.each<[Partial<Traps>, number, object | string]>([
    [{}, 403, { error: { errorCode: 403 }, result: null }],
    [{ serviceOffAs: 'error-in-200' }, 200, { error: { errorCode: 403 }, result: null }],
    [{ serviceOffAs: 'unauthorized' }, 401, ''],
  ])('a service that is switched off is told %o', async (traps, status, body) => {
    const under = await open({ traps });
    const { accessToken } = await under.connect();
    under.stand.switchServiceOff();
    const answer = await under.request('request/getcalllist', { body: {} });
    expect(answer.status).toBe(status);
    const text = await answer.text();
    if (typeof body === 'string') expect(text).toBe(body);
    else expect(JSON.parse(text)).toMatchObject(body);
    expect((await under.request(create, { token: under.stand.authorizationToken() })).status).toBe(status);
    under.stand.setTraps({ ...traps, serviceOffStops: 'methods' });
    const made = await under.request(create, { token: under.stand.authorizationToken() });
    expect(((await made.json()) as Pair).accessToken).toBeTypeOf('string');
    under.stand.switchServiceOn();
    expect(await statusOf(under, accessToken)).toBe(401);
    expect(await statusOf(under, (await under.connect()).accessToken)).toBe(200);
  });

  it('tells a bad token as bad also while the service is off', async () => {
    const under = await open();
    under.stand.switchServiceOff();
    expect(await statusOf(under, 'x')).toBe(401);
  });

  it.each(bothBrands)('a token of the other stand of %s is nothing here', async (brand) => {
    const [under, test] = [await open({ brand }), await open({ brand, keys: createSigningKeys() })];
    for (const token of [under.stand.foreignToken(), test.stand.authorizationToken()]) {
      expect(claimsOf(token ?? '').roles).toBe('users:integrationapi:create');
      expect((await under.request(create, { token })).status).toBe(401);
    }
    expect(under.stand.journal.map((entry) => entry.token.fault)).toEqual(['wrong-signature', 'wrong-signature']);
    expect((await test.request(create, { token: test.stand.authorizationToken() })).status).toBe(200);
  });
});

describe('what the documents leave open about tokens', () => {
  const end = Date.UTC(2026, 10, 21, 11, 0, 0);
  it.each<[Traps['expiredIn'], unknown]>([
    ['iso', '2026-11-21T11:00:00.000Z'],
    ['iso-offset', '2026-11-21T14:00:00.0000000+03:00'],
    ['local', '2026-11-21 14:00:00'],
    ['seconds', String(end / 1000)],
    ['milliseconds', String(end)],
    ['seconds-number', end / 1000],
    ['milliseconds-number', end],
    ['seconds-left', '86400'],
    ['words', 'через сутки'],
    ['absent', undefined],
  ])('ExpiredIn as %s', async (expiredIn, expected) => {
    const under = await open({ traps: { expiredIn } });
    expect((await under.connect()).accessTokenExpiredIn).toBe(expected);
  });

  it('offsets west of Greenwich', async () => {
    const under = await open({
      contract: { numbers: ['4950000110'], timeZone: 'America/St_Johns' },
      traps: { expiredIn: 'iso-offset' },
    });
    expect((await under.connect()).accessTokenExpiredIn).toBe('2026-11-21T07:30:00.0000000-03:30');
  });

  it('tokens that are refused before their stated end', async () => {
    const under = await open({ traps: { accessLivesMs: 60_000, refreshLivesMs: 90_000 } });
    const pair = await under.connect();
    under.clock.advance(60_000);
    expect(await statusOf(under, pair.accessToken)).toBe(401);
    const next = await refreshed(under, pair.refreshToken);
    under.clock.advance(90_000);
    expect((await under.request(refresh, { token: next.refreshToken })).status).toBe(401);
    expect(under.stand.journal.at(-1)?.token.fault).toBe('expired-early');
  });

  it('a refresh that is refused while the access token lives', async () => {
    const under = await open({ traps: { earlyRefresh: 'refused' } });
    const pair = await under.connect();
    expect(await under.ask(refresh, { token: pair.refreshToken })).toMatchObject({ error: { errorCode: 1 } });
    expect(await statusOf(under, pair.accessToken)).toBe(200);
    under.clock.advance(24 * hour);
    await refreshed(under, pair.refreshToken);
  });

  it.each<[Traps['unauthorizedAs'], number, string]>([
    ['status', 401, ''],
    ['status-with-error', 401, '401'],
    ['error-in-200', 200, '401'],
  ])('a refused token as %s', async (unauthorizedAs, status, body) => {
    const under = await open({ traps: { unauthorizedAs } });
    const answer = await under.request('request/getcalllist', { body: {}, token: 'x' });
    expect(answer.status).toBe(status);
    expect(await answer.text()).toContain(body);
  });

  it('clocks that differ', async () => {
    const under = await open();
    under.stand.setClockOffset(-30 * hour);
    const pair = await under.connect();
    expect(Date.parse(String(pair.accessTokenExpiredIn))).toBe(under.clock.now() - 6 * hour);
    const answer = await under.request('request/getcalllist', { body: {} });
    expect(Date.parse(answer.headers.get('date') ?? '')).toBe(under.clock.now() - 30 * hour);
    under.stand.setClockOffset(0);
    expect(await statusOf(under, pair.accessToken)).toBe(401);
  });
});

describe('the journal', () => {
  it('names tokens by their ids and holds none', async () => {
    const under = await open();
    const pair = await under.connect();
    await statusOf(under, pair.accessToken);
    const [made, used] = under.stand.journal;
    expect(made).toMatchObject({ method: create, token: { kind: 'authorization', fault: null }, outcome: 'success' });
    expect(used?.token.id).toBe(claimsOf(pair.accessToken).token_id);
    const kept = JSON.stringify(under.stand.journal);
    for (const secret of [pair.accessToken, pair.refreshToken]) expect(kept).not.toContain(secret);
  });

  it('counts requests for a pair that are under way together', async () => {
    const under = await open({ traps: { lateAnswersMs: 1_000 } });
    const token = under.stand.authorizationToken();
    const both = [under.request(create, { token }), under.request(create, { token })];
    await expect.poll(() => under.clock.pending()).toBe(2);
    under.clock.advance(1_000);
    await Promise.all(both);
    await expect.poll(() => under.stand.journal.every((entry) => entry.finished)).toBe(true);
    under.stand.setTraps({});
    await under.connect();
    expect(under.stand.journal.map((entry) => entry.pairRequestsUnderWay)).toEqual([0, 1, 0]);
  });
});
