import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type IntegrationApiUnderTest,
  lines,
  moscow,
  openIntegrationApi,
} from '../../../test/fixtures/integration-api-contract.ts';
import type { Fault } from '../faults.ts';
import { createRandom } from '../random.ts';
import { shop } from '../traffic/cast.ts';
import { weekBefore } from '../traffic/history.ts';
import { createLiveTraffic, firstCallMs } from '../traffic/live-traffic.ts';
import type { Traps } from './traps.ts';

const list = 'request/getcalllist';

let under: IntegrationApiUnderTest;
beforeEach(async () => {
  under = await openIntegrationApi();
  await under.connect();
});
afterEach(() => under.close());

function body(): Record<string, unknown> {
  const now = under.clock.now();
  return { nums: lines, periodStart: moscow(now - 86_400_000), periodEnd: moscow(now) };
}

describe('answers that differ', () => {
  it.each<[Traps['successError'], unknown]>([
    ['zero', { errorMessage: '', errorCode: 0 }],
    ['null', null],
    ['absent', undefined],
  ])('error without an error is %s', async (successError, expected) => {
    under.stand.setTraps({ successError });
    expect((await under.ask(list, { body: body() })).error).toEqual(expected);
  });

  it('errors with an HTTP status', async () => {
    under.stand.setTraps({ errorStatus: 'http' });
    const answer = await under.request(list, { body: {} });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { errorCode: 2, errorMessage: expect.any(String) } });
  });

  it('fields nobody has seen yet, numbers as strings', async () => {
    under.stand.setTraps({ unknownFields: true, scalars: 'strings' });
    expect(await under.ask(list, { body: body() })).toMatchObject({
      error: { errorCode: '0' },
      result: { apiVersion: '1', trace: { steps: ['1', '2'] } },
      trace: { node: 'api-2' },
    });
  });
});

describe('what goes wrong below the wire', () => {
  it.each<[Fault['kind'], number]>([
    ['bad-gateway', 502],
    ['too-many-requests', 429],
    ['html', 200],
    ['not-json', 200],
  ])('%s', async (kind, status) => {
    under.stand.setTraps({ fault: { kind, operations: [list], times: 1 } });
    const answer = await under.request(list, { body: body() });
    expect(answer.status).toBe(status);
    await expect(answer.json()).rejects.toThrow();
    expect(under.stand.journal.at(-1)).toMatchObject({ method: list, outcome: 'pending' });
    expect(await under.ask(list, { body: body() })).toHaveProperty('result');
  });

  it('a pair that was made and never arrived', async () => {
    const create = 'auth/integrationapi/create';
    const before = await under.connect();
    under.stand.setTraps({ fault: { kind: 'drop', when: 'after', operations: [create] } });
    await expect(under.connect()).rejects.toThrow();
    expect((await under.request(list, { body: body(), token: before.accessToken })).status).toBe(401);
  });

  it('answers that take their time, before or after', async () => {
    for (const traps of [{ slowAnswersMs: 3_000 }, { lateAnswersMs: 3_000 }]) {
      under.stand.setTraps(traps);
      const answer = under.ask('callback/create', { query: { PhoneTo: '89430000211', PhoneFrom: lines[0] } });
      await expect.poll(() => under.clock.pending()).toBe(1);
      expect(under.stand.orders).toHaveLength('slowAnswersMs' in traps ? 0 : 2);
      under.clock.advance(3_000);
      await answer;
    }
  });
});

describe('addresses', () => {
  it('are those of the document and no others', async () => {
    const { url } = under.stand;
    for (const path of ['/', '/api/v1/', '/api/v1/toString', '/api/v2/callback/create', '/docs', '/api/v1/vats/get']) {
      expect((await fetch(`${url}${path}`)).status).toBe(404);
    }
    expect((await fetch(`${url}/api/v1/${list}`)).status).toBe(405);
    expect((await fetch(`${url}/api/v1/callback/create`, { method: 'POST' })).status).toBe(405);
    const typeless = await fetch(`${url}/api/v1/${list}`, { method: 'POST', body: '{}' });
    expect(typeless.status).toBe(415);
    expect(under.stand.requestsFor(list)).toHaveLength(0);
  });

  it('take no endless body', async () => {
    const large = await fetch(`${under.stand.url}/api/v1/${list}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: 'x'.repeat(2_000_000),
    }).catch(() => undefined);
    expect(large === undefined || large.status === 413).toBe(true);
  });
});

describe('traffic of the demo', () => {
  it('fills a contract with the past week, and rings', async () => {
    await under.close();
    under = await openIntegrationApi({ contract: { numbers: shop.lines } });
    await under.connect();
    const past = weekBefore(under.clock.now());
    for (const call of past) under.stand.addCall(call);
    const nums = [shop.lines[0], shop.lines[1], shop.lines[2]];
    expect(await under.rows({ nums })).toHaveLength(past.length);
    const random = createRandom('traffic');
    const traffic = createLiveTraffic({ clock: under.clock, random, ring: under.stand.ring });
    under.clock.advance(firstCallMs);
    expect(under.stand.calls).toHaveLength(past.length + 1);
    under.clock.advance(120_000);
    await expect.poll(async () => (await under.rows({ nums })).length).toBeGreaterThan(past.length);
    traffic.close();
  });
});
