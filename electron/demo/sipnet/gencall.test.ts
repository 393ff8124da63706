import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type HookListener, listenForHooks } from '../../../test/fixtures/hook-listener.ts';
import { openStand, type StandUnderTest, testAccount } from '../../../test/fixtures/sipnet-account.ts';
import type { CallbackOrder } from './callback-order.ts';
import type { Traps } from './traps.ts';

let under: StandUnderTest;
let listener: HookListener;
beforeEach(async () => {
  under = await openStand();
  listener = await listenForHooks();
  await under.ask('webhook', { action: 'set', url: listener.url });
});
afterEach(async () => {
  await under.close();
  await listener.close();
});

const [source, destination] = ['79430000001', '79430000211'];
const numbers = { srcphone: source, dstphone: destination };

function lastOrder(): CallbackOrder {
  const order = under.stand.orders.at(-1);
  if (!order) throw new Error('nothing was ordered');
  return order;
}

async function follow(id: unknown): Promise<Record<string, unknown> | undefined> {
  return (await under.rows('calls2', 'calls', { id }))[0];
}

async function wholeOrder(traps: Partial<Traps> = {}): Promise<CallbackOrder> {
  under.stand.setTraps(traps);
  await under.ask('gencall', numbers);
  const order = lastOrder();
  under.clock.advance(3_000);
  await order.answerSource();
  under.clock.advance(4_000);
  await order.answerDestination();
  under.clock.advance(20_000);
  await order.hangUp();
  return order;
}

describe('gencall (SIPNET API 2.7.0, 6.15)', () => {
  it('goes through its states in calls2, and then stands in calls', async () => {
    const { id } = await under.ask('gencall', numbers);
    const order = lastOrder();
    expect(await follow(id)).toMatchObject({ State: 'ringing-source', SrcPhone: source, DstPhone: destination });
    await order.answerSource();
    expect(await follow(id)).toMatchObject({ State: 'ringing-destination' });
    await order.answerDestination();
    expect(await follow(id)).toMatchObject({ State: 'connected' });
    under.clock.advance(20_000);
    await order.hangUp();
    expect(await follow(id)).toMatchObject({ State: 'ended', Duration: 20, SrcDuration: 20, DstDuration: 20 });
    expect(await under.rows('calls', 'calls')).toMatchObject([
      { Phone: destination, CLI: testAccount.numbers[0], Duration: 20 },
    ]);
  });

  it('fires the hook with direction=out once the destination rings', async () => {
    const order = await wholeOrder();
    expect(listener.bodies.map(({ body }) => [body.state, body.direction, body.callee_id, body.caller_id])).toEqual([
      ['INVITE', 'out', destination, testAccount.numbers[0]],
      ['CONNECTED', 'out', destination, testAccount.numbers[0]],
      ['BYE', 'out', destination, testAccount.numbers[0]],
    ]);
    expect(listener.bodies[0]?.body.call_id).toBe(order.calls()[0]?.uuid);
  });

  it('fails where the own phone is not taken: nothing ever rang the destination', async () => {
    const { id } = await under.ask('gencall', numbers);
    await lastOrder().fail();
    expect(await follow(id)).toMatchObject({ State: 'failed', Duration: 0 });
    expect(listener.bodies).toEqual([]);
    expect(await under.rows('attempts', 'attempts')).toEqual([]);
  });

  it('fails where the destination is busy', async () => {
    const { id } = await under.ask('gencall', numbers);
    await lastOrder().answerSource();
    await lastOrder().fail(17);
    expect(await follow(id)).toMatchObject({ State: 'failed' });
    expect(await under.rows('attempts', 'attempts')).toMatchObject([{ Phone: destination, ISDNCode: 17 }]);
  });

  it('is one order a request: the journal shows exactly what was asked', async () => {
    await under.ask('gencall', { ...numbers, lang: 'en' });
    expect(under.stand.requestsFor('gencall')).toMatchObject([
      { parameters: { operation: 'gencall', ...numbers, lang: 'en' }, outcome: 'success' },
    ]);
    expect(under.stand.orders).toHaveLength(1);
  });

  it('rings the default number first when none is given, and refuses without one', async () => {
    await under.ask('gencall', { dstphone: destination });
    expect(lastOrder().source).toBe(testAccount.numbers[0]);
    const forChild = await under.ask('gencall', { dstphone: destination, foruser: 'anna' });
    expect(forChild).toMatchObject({ status: 'error', errorDescription: 'srcphone' });
    expect(under.stand.orders).toHaveLength(1);
  });

  it.each([
    ['no destination', { dstphone: undefined }, 'dstphone'],
    ['a destination in words', { dstphone: 'the shop' }, 'dstphone'],
    ['two destinations', { dstphone: '79430000211,79430000224' }, 'dstphone'],
    ['a source that is no number', { srcphone: '12' }, 'srcphone'],
    ['another language', { lang: 'de' }, 'lang'],
    ['a prompt that support has not enabled', { prompt: 'hello' }, 'prompt'],
  ])('refuses %s and orders nothing', async (_, changed, errorDescription) => {
    expect(await under.ask('gencall', { ...numbers, ...changed })).toMatchObject({ status: 'error', errorDescription });
    expect(under.stand.orders).toEqual([]);
  });

  it('goes by itself on the clock', async () => {
    under.stand.setCallbacks({ sourceAnswersMs: 100, destinationAnswersMs: 200, talkMs: 1_000, ringLimitMs: 500 });
    await under.ask('gencall', numbers);
    for (const [ms, state] of [
      [100, 'ringing-destination'],
      [200, 'connected'],
      [1_000, 'ended'],
    ] as const) {
      under.clock.advance(ms);
      await expect.poll(() => lastOrder().state()).toBe(state);
      // The next step is set once the events of this one are posted.
      if (state !== 'ended') await expect.poll(() => under.clock.pending()).toBe(1);
    }
  });

  it.each([
    ['the own phone is never taken', 'never', 100],
    ['the destination is never taken', 10, 'never'],
    ['the destination is busy', 10, 'busy'],
  ] as const)('gives up by itself when %s', async (_, sourceAnswersMs, destinationAnswersMs) => {
    under.stand.setCallbacks({ sourceAnswersMs, destinationAnswersMs, talkMs: 10, ringLimitMs: 500 });
    await under.ask('gencall', numbers);
    await expect
      .poll(() => {
        under.clock.advance(500);
        return lastOrder().state();
      })
      .toBe('failed');
  });
});

describe('calls2 (SIPNET API 2.7.0, 6.5)', () => {
  it('shows the orders of the account, of a child to itself, and of all when asked', async () => {
    const { id: own } = await under.ask('gencall', numbers);
    const { id: annas } = await under.ask('gencall', { ...numbers, foruser: 'anna' });
    const ids = async (parameters: object) =>
      (await under.rows('calls2', 'calls', { ...parameters })).map((row) => row.id);
    expect(await ids({})).toEqual([own]);
    expect(await ids({ foruser: 'anna' })).toEqual([annas]);
    expect(await ids({ showchild: 1 })).toEqual([annas, own]);
    expect(await ids({ id: annas })).toEqual([]);
    expect(await ids({ id: annas, foruser: 'anna' })).toEqual([annas]);
  });

  it('and the lists know an ordered call under the account that ordered it', async () => {
    await under.ask('gencall', { ...numbers, foruser: 'anna' });
    const order = lastOrder();
    await order.answerSource();
    await order.answerDestination();
    await order.hangUp();
    const anna = testAccount.children[0]?.sipId;
    expect(await under.rows('calls', 'calls', { foruser: 'anna' })).toMatchObject([{ Account: anna }]);
    expect(await under.rows('calls', 'calls')).toEqual([]);
    expect(listener.bodies[0]?.body).toMatchObject({ sip_id: anna, direction: 'out' });
  });
});

describe('genmulticall (SIPNET API 2.7.0, 6.16)', () => {
  it('rings all destinations once the own phone is taken', async () => {
    const answer = await under.ask('genmulticall', { srcphone: source, dstphone: '79430000211, 79430000224' });
    const order = lastOrder();
    await order.answerSource();
    await order.answerDestination('79430000224');
    await order.hangUp();
    expect(await follow(answer.id)).toMatchObject({ DstPhone: '79430000211,79430000224', State: 'ended' });
    expect(await under.rows('calls', 'calls')).toMatchObject([{ Phone: '79430000224' }]);
    expect(await under.rows('attempts', 'attempts')).toMatchObject([{ Phone: '79430000211' }]);
  });

  it('refuses a list with a hole', async () => {
    const bad = { srcphone: source, dstphone: '79430000211,' };
    expect(await under.ask('genmulticall', bad)).toMatchObject({ status: 'error' });
  });
});

describe('traps of orders', () => {
  it.each(['ID', 'callid', 'call_id'] as const)('an id under %s', async (gencallId) => {
    under.stand.setTraps({ gencallId });
    const answer = await under.ask('gencall', numbers);
    expect(answer[gencallId]).toBe(lastOrder().id);
    expect(answer).not.toHaveProperty('id');
  });

  it('no id at all', async () => {
    under.stand.setTraps({ gencallId: 'none' });
    const answer = await under.ask('gencall', numbers);
    expect(Object.values(answer)).not.toContain(lastOrder().id);
  });

  it.each<[Traps['gencallAnswer'], (id: string) => object]>([
    ['number', (id) => ({ id: Number(id) })],
    ['nested', (id) => ({ call: { id } })],
    ['row', (id) => ({ calls: [{ id }] })],
  ])('an id as %s', async (gencallAnswer, expected) => {
    under.stand.setTraps({ gencallAnswer });
    expect(await under.ask('gencall', numbers)).toMatchObject(expected(lastOrder().id));
  });

  it('an id of gencall and none of genmulticall', async () => {
    under.stand.setTraps({ multicallId: 'none' });
    expect(await under.ask('gencall', numbers)).toHaveProperty('id');
    expect(await under.ask('genmulticall', numbers)).not.toHaveProperty('id');
    expect(under.stand.orders).toHaveLength(2);
  });

  it.each<[Traps['multicallAnswer'], number]>([
    ['each', 2],
    ['first-takes-all', 1],
  ])('a multicall that %s: so many talk', async (multicallAnswer, talks) => {
    under.stand.setTraps({ multicallAnswer });
    await under.ask('genmulticall', { srcphone: source, dstphone: '79430000211,79430000224' });
    const order = lastOrder();
    await order.answerSource();
    await order.answerDestination('79430000224');
    if (talks === 2) await order.answerDestination('79430000211');
    else await expect(order.answerDestination('79430000211')).rejects.toThrow('ended');
    under.clock.advance(9_000);
    await order.hangUp();
    expect(await under.rows('calls', 'calls')).toHaveLength(talks);
    const others = await under.rows('attempts', 'attempts');
    expect(others.map((row) => row.ISDNCode)).toEqual(talks === 2 ? [] : [26]);
  });

  it('a row of calls2 for each leg', async () => {
    under.stand.setTraps({ calls2Rows: 'per-leg' });
    const { id } = await under.ask('genmulticall', { srcphone: source, dstphone: '79430000211,79430000224' });
    await lastOrder().answerSource();
    await lastOrder().answerDestination('79430000224');
    const legs = (await under.rows('calls2', 'calls', { id })).map(({ DstPhone, State }) => `${DstPhone} ${State}`);
    const destinations = ['79430000211 ringing-destination', '79430000224 connected'];
    expect(legs.toSorted()).toEqual([`${source} connected`, ...destinations].toSorted());
  });

  it('a state in other words', async () => {
    const order = await wholeOrder({ calls2State: 'other-words' });
    expect(await follow(order.id)).toMatchObject({ State: 'Завершён' });
  });

  it('events of both legs', async () => {
    await wholeOrder({ callbackEvents: 'both-legs' });
    const callees = listener.bodies.map(({ body }) => `${body.callee_id} ${body.state}`);
    expect(callees.slice(0, 3)).toEqual([`${source} INVITE`, `${source} CONNECTED`, `${destination} INVITE`]);
    expect(new Set(listener.bodies.map(({ body }) => body.call_id)).size).toBe(1);
    expect(listener.bodies).toHaveLength(6);
  });

  it('no events', async () => {
    await wholeOrder({ callbackEvents: 'none' });
    expect(listener.bodies).toEqual([]);
  });

  it('rows of both legs', async () => {
    await wholeOrder({ callbackRows: 'both-legs' });
    expect((await under.rows('calls', 'calls')).map((row) => row.Phone).toSorted()).toEqual([source, destination]);
  });

  it('the own phone as caller of the destination', async () => {
    await wholeOrder({ callbackCli: 'source' });
    expect(await under.rows('calls', 'calls')).toMatchObject([{ CLI: source, Phone: destination }]);
  });

  it('calls2 by id: on any day, in the period only, or not at all', async () => {
    const first = await wholeOrder();
    const second = await wholeOrder();
    under.clock.advance(86_400_000);
    const ids = async (traps: Partial<Traps>, period = {}) => {
      under.stand.setTraps(traps);
      return (await under.rows('calls2', 'calls', { id: first.id, ...period })).map((row) => row.id);
    };
    const yesterday = { d1: '20.11.2026', d2: '20.11.2026' };
    expect(await ids({})).toEqual([first.id]);
    expect(await ids({ calls2ById: 'within-period' })).toEqual([]);
    expect(await ids({ calls2ById: 'within-period' }, yesterday)).toEqual([first.id]);
    expect(await ids({ calls2ById: 'ignored' }, yesterday)).toEqual([second.id, first.id]);
  });

  it.each<[Partial<Traps>, string[]]>([
    [{}, ['State', 'SrcDuration', 'DstDuration', 'Duration']],
    [{ calls2Legs: 'absent' }, ['State', 'Duration']],
    [{ calls2State: 'absent' }, ['SrcDuration', 'DstDuration', 'Duration']],
  ])('what calls2 tells under %j', async (traps, told) => {
    const order = await wholeOrder(traps);
    const known = ['id', 'Account', 'GMT', 'SrcPhone', 'DstPhone'];
    expect(Object.keys((await follow(order.id)) ?? {})).toEqual([...known, ...told]);
  });
});
