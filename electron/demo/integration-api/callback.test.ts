import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type IntegrationApiUnderTest,
  lines,
  openIntegrationApi,
} from '../../../test/fixtures/integration-api-contract.ts';
import { usualCallback } from '../callback-script.ts';
import type { Traps } from './traps.ts';

const callback = 'callback/create';

let under: IntegrationApiUnderTest;
beforeEach(async () => {
  under = await openIntegrationApi();
  await under.connect();
});
afterEach(() => under.close());

function order(PhoneTo = '89430000211', PhoneFrom: string = lines[0]): Promise<Response> {
  return under.request(callback, { query: { PhoneTo, PhoneFrom } });
}

function lastOrder() {
  const last = under.stand.orders.at(-1);
  if (last === undefined) throw new Error('nothing was ordered');
  return last;
}

describe('callback/create (Integration API)', () => {
  it('orders one call in two legs: the own number first, then the other', async () => {
    expect(await (await order()).json()).toMatchObject({ error: { errorCode: 0 } });
    expect(under.stand.orders).toHaveLength(1);
    const ordered = lastOrder();
    expect(ordered).toMatchObject({ phoneFrom: lines[0], remote: '79430000211', orderedAt: under.clock.now() });
    expect(ordered.state()).toBe('ringing-source');
    await ordered.answerSource();
    expect(ordered.state()).toBe('ringing-destination');
    expect(ordered.legs().map((leg) => leg.direction)).toEqual(['in', 'out']);
    await ordered.answerDestination();
    under.clock.advance(30_000);
    await ordered.hangUp();
    expect(ordered.state()).toBe('ended');
    expect(await under.rows({ direction: 1 })).toMatchObject([{ extNum: '89430000211', duration: 30 }]);
    expect(await under.rows({ direction: 2 })).toEqual([]);
    await expect(ordered.answerSource()).rejects.toThrow('ended');
  });

  it('goes its way by itself as people answer', async () => {
    under.stand.setCallbacks({ ...usualCallback, talkMs: 10_000 });
    await order();
    for (const state of ['ringing-destination', 'connected', 'ended']) {
      under.clock.advance(10_000);
      await expect.poll(() => lastOrder().state()).toBe(state);
    }
  });

  it('fails when nobody takes it or the other side is busy', async () => {
    under.stand.setCallbacks(([remote]) => ({
      ...usualCallback,
      ...(remote === '79430000211' ? { sourceAnswersMs: 'never' } : { destinationAnswersMs: 'busy' }),
    }));
    await order();
    await order('89430000224');
    under.clock.advance(usualCallback.ringLimitMs);
    await expect.poll(() => under.stand.orders.map((one) => one.state())).toEqual(['failed', 'ringing-destination']);
    under.clock.advance(0);
    await expect.poll(() => lastOrder().state()).toBe('failed');
  });

  it.each([
    ['81044207946095', '44207946095'],
    ['810442079460958', '442079460958'],
    ['84950000455', '74950000455'],
  ])('takes PhoneTo %s', async (phoneTo, remote) => {
    await order(phoneTo);
    expect(lastOrder().remote).toBe(remote);
  });

  it.each([
    ['', lines[0]],
    ['9430000211', lines[0]],
    ['79430000211', lines[0]],
    ['+79430000211', lines[0]],
    ['8943000021', lines[0]],
    ['8 943 000-02-11', lines[0]],
    ['810', lines[0]],
    ['8101234', lines[0]],
    ['112', lines[0]],
    ['89430000211', ''],
    ['89430000211', `8${lines[0]}`],
    ['89430000211', `+7${lines[0]}`],
    ['89430000211', '4950000999'],
    ['89430000211', `${lines[0]},${lines[1]}`],
  ])('refuses PhoneTo «%s» from «%s»', async (phoneTo, phoneFrom) => {
    expect(await (await order(phoneTo, phoneFrom)).json()).toMatchObject({
      error: { errorCode: expect.any(Number), errorMessage: expect.stringMatching(/Phone(To|From)$/) },
    });
    expect(under.stand.orders).toHaveLength(0);
    expect(under.stand.calls).toHaveLength(0);
  });

  it('orders nothing without an access token, or by POST', async () => {
    expect((await under.request(callback, { query: {}, token: 'x' })).status).toBe(401);
    expect((await under.request(callback, { body: {} })).status).toBe(405);
    expect(under.stand.orders).toHaveLength(0);
  });

  it('shows every order in the journal, also those whose answer is lost', async () => {
    under.stand.setTraps({ fault: { kind: 'drop', when: 'after', operations: [callback], times: 1 } });
    await expect(order()).rejects.toThrow();
    expect(under.stand.requestsFor(callback)).toMatchObject([
      { parameters: { PhoneTo: '89430000211', PhoneFrom: lines[0] }, outcome: 'success' },
    ]);
    expect(under.stand.orders).toHaveLength(1);
  });
});

describe('what the documents leave open about callbacks', () => {
  it.each<[Traps['callbackAnswer'], string]>([
    ['empty', ''],
    ['text', 'OK'],
    ['no-error', '{"success":true}'],
  ])('an answer that is %s', async (callbackAnswer, body) => {
    under.stand.setTraps({ callbackAnswer });
    const answer = await order();
    expect([answer.status, await answer.text()]).toEqual([200, body]);
    expect(under.stand.orders).toHaveLength(1);
  });

  it.each<[Traps['callbackRows'], number]>([
    ['both-legs', 2],
    ['none', 0],
  ])('rows of %s', async (callbackRows, count) => {
    under.stand.setTraps({ callbackRows });
    await order();
    await lastOrder().answerSource();
    await lastOrder().hangUp();
    expect(lastOrder().state()).toBe('failed');
    expect(await under.rows()).toHaveLength(count);
  });

  it('refusals for a reason of the contract', async () => {
    under.stand.setTraps({ callbacksRefused: true, errorStatus: 'http' });
    expect((await order()).status).toBe(400);
    expect(under.stand.orders).toHaveLength(0);
  });
});
