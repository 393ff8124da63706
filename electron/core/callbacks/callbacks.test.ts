import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Callback } from '../../../shared/contract/callback.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { createTemporaryDatabase, type TemporaryDatabase } from '../../../test/fakes/temporary-database.ts';
import { type CallRows, createCallRows, type StoredCall } from '../database/call-rows.ts';
import { createCallbackRows } from '../database/callback-rows.ts';
import { ProviderError } from '../providers/errors.ts';
import type { CallbackProgress, ProviderClient } from '../providers/provider.ts';
import { type Callbacks, createCallbacks } from './callbacks.ts';

let temporary: TemporaryDatabase;
let provider: Exchange;
let callbacks: Callbacks;
let told: Callback[];
let connected: string[];

/** A provider's exchange: takes orders, and rings as far as it is told to. */
interface Exchange {
  orders: { to: string; from?: string | undefined }[];
  answer: () => Promise<{ orderId: string | undefined }>;
  progress: CallbackProgress['state'];
}

beforeEach(() => {
  temporary = createTemporaryDatabase();
  provider = { orders: [], answer: async () => ({ orderId: 'order-1' }), progress: 'ordered' };
  callbacks = open();
});
afterEach(() => {
  callbacks.close();
  temporary.remove();
});

function open(): Callbacks {
  told = [];
  connected = [];
  return createCallbacks({
    rows: createCallbackRows(temporary.database),
    clock: temporary.clock,
    logger: silentLogger,
    account: (id) => temporary.accounts.get(id),
    client: async () =>
      ({
        async orderCallback(order) {
          provider.orders.push(order);
          return provider.answer();
        },
        followCallback: async () => ({
          state: provider.progress,
          wasConnected: provider.progress === 'connected',
          raw: {},
        }),
      }) as Pick<ProviderClient, 'orderCallback' | 'followCallback'> as ProviderClient,
    onChange: (callback) => told.push(callback),
    onConnected: (key) => connected.push(key),
  });
}

const order = (clickId: string = randomUUID(), to = '+7 916 100-02-32') =>
  callbacks.order({ clickId, accountId: 'account-1', to });
const settle = () => new Promise((resolve) => setImmediate(resolve));

async function follow(progress: CallbackProgress['state']): Promise<void> {
  provider.progress = progress;
  temporary.clock.advance(1500);
  await settle();
}

describe('one click', () => {
  it('is one order, with the own number of the account', async () => {
    const clickId = randomUUID();
    const [first, second] = await Promise.all([order(clickId), order(clickId)]);
    expect(provider.orders).toEqual([{ to: '+79161000232', from: '+74950000001' }]);
    expect(second?.id).toBe(first?.id);
    expect((await order(clickId)).state).toBe('ordered');
    expect(provider.orders).toHaveLength(1);
  });

  it('twice on the same number, in any spelling, is one order while the first is open', async () => {
    await order();
    await order(randomUUID(), '8 (916) 100-02-32');
    expect(provider.orders).toHaveLength(1);
    await follow('ended');
    await order();
    expect(provider.orders).toHaveLength(2);
  });

  it.each([
    ['+7 943 000-00-01', '+79430000001'],
    ['8 (943) 000-00-01', '+79430000001'],
    ['0042656976', '0042656976'],
    ['101', '101'],
    ['', undefined],
  ])('rings %j first as %s', async (ownNumber, from) => {
    temporary.accounts.save({ ...temporary.account, ownNumber });
    await order();
    expect(provider.orders).toEqual([{ to: '+79161000232', from }]);
  });

  it('is refused for an emergency number before anything is stored or sent', async () => {
    await expect(order(randomUUID(), '112')).rejects.toMatchObject({
      problem: { code: 'NUMBER_EMERGENCY', field: 'to' },
    });
    expect(provider.orders).toEqual([]);
    expect(callbacks.recent(10)).toEqual([]);
  });
});

describe('progress', () => {
  it('goes through both legs and tells once that they were connected', async () => {
    await order();
    for (const state of ['ringing-own', 'ringing-remote', 'ringing-own', 'connected', 'connected', 'ended'] as const)
      await follow(state);
    expect(told.map((callback) => callback.state)).toEqual([
      ...['ordering', 'ordered', 'ringing-own', 'ringing-remote', 'connected', 'ended'],
    ]);
    expect(connected).toEqual(['+79161000232']);
  });

  it('is unknown when the provider gives no id and no call explains it', async () => {
    provider.answer = async () => ({ orderId: undefined });
    expect((await order()).followed).toBe(false);
    temporary.clock.advance(3 * 60_000);
    expect(told.at(-1)?.state).toBe('unknown');
    expect(provider.orders).toHaveLength(1);
  });
});

describe('an order and its call in the history', () => {
  let calls: CallRows;
  beforeEach(() => {
    calls = createCallRows(temporary.database);
  });

  /** A call to a number, begun `seconds` after now; written to the history and told. */
  function hear(seconds: number, fields: Partial<StoredCall> = {}): StoredCall {
    const call = calls.insert({
      accountId: 'account-1',
      direction: 'out',
      state: 'ended',
      remote: parseParty('+79161000232'),
      line: '+74950000001',
      answeredBy: undefined,
      startedAt: temporary.clock.now() + seconds * 1000,
      answeredAt: undefined,
      endedAt: undefined,
      talkSeconds: 63,
      ringSeconds: undefined,
      facts: undefined,
      listed: {},
      recording: undefined,
      ...fields,
    });
    callbacks.noticeCall(call);
    return call;
  }
  const last = () => callbacks.recent(1)[0];

  it('find each other although the call is listed when the order has long ended', async () => {
    await order();
    await follow('connected');
    await follow('ended');
    const changedAt = last()?.changedAt;
    const call = hear(3);
    expect(last()).toMatchObject({ state: 'ended', wasConnected: true, callId: call.id, changedAt });
    expect(callbacks.recent(10, '+79161000232')).toEqual([last()]);
    expect(callbacks.recent(10, '+79161000233')).toEqual([]);
  });

  it('find each other where the outcome is unknown, which it stays: the user may have dialled by hand', async () => {
    provider.answer = () => Promise.reject(new ProviderError('PROVIDER_SLOW', { mayHaveHappened: true }));
    await order();
    const call = hear(3);
    expect(last()).toMatchObject({ state: 'unknown', wasConnected: false, callId: call.id });
    expect(connected).toEqual([]);
  });

  it('are one to one: a call belongs to the order before it, and an order has one call', async () => {
    await order();
    const [first] = [last(), await follow('failed')];
    temporary.clock.advance(60_000);
    await order();
    const second = last();
    const answered = hear(3);
    hear(30);
    const tried = hear(-60, { state: 'no-answer', talkSeconds: undefined });
    const linked = new Map(callbacks.recent(10).map(({ id, callId }) => [id, callId]));
    expect(linked).toEqual(
      new Map([
        [second?.id, answered.id],
        [first?.id, tried.id],
      ]),
    );
  });

  it.each<[string, number, Partial<StoredCall>]>([
    ['began before the order', -6, {}],
    ['began too long after it', 601, {}],
    ['came in', 3, { direction: 'in' }],
    ['went to another number', 3, { remote: parseParty('+79161000233') }],
  ])('stay apart where the call %s', async (_, seconds, fields) => {
    await order();
    hear(seconds, fields);
    expect(last()?.callId).toBeUndefined();
  });

  it('stay apart where the order was refused', async () => {
    provider.answer = () => Promise.reject(new ProviderError('PROVIDER_REFUSED', { mayHaveHappened: false }));
    await order();
    hear(3);
    expect(last()?.callId).toBeUndefined();
  });
});

describe('failure', () => {
  it.each([
    [
      new ProviderError('PROVIDER_REFUSED', { detail: 'No money', mayHaveHappened: false }),
      'refused',
      'PROVIDER_REFUSED',
    ],
    [new ProviderError('PROVIDER_DOWN', { mayHaveHappened: false }), 'refused', 'PROVIDER_DOWN'],
    [new ProviderError('PROVIDER_DOWN', { mayHaveHappened: true }), 'unknown', 'ORDER_UNKNOWN'],
    [new ProviderError('PROVIDER_SLOW', { mayHaveHappened: true }), 'unknown', 'ORDER_UNKNOWN'],
  ])('%s is told as %s', async (error, state, code) => {
    provider.answer = () => Promise.reject(error);
    expect(await order()).toMatchObject({ state, problem: { code } });
    temporary.clock.advance(3600_000);
    await settle();
    expect(provider.orders).toHaveLength(1);
  });

  it('of the program between order and answer is remembered as unknown and never repeated', async () => {
    provider.answer = () => new Promise(() => {});
    void order();
    await settle();
    callbacks.close();
    callbacks = open();
    expect(callbacks.resume()).toBe(1);
    expect(callbacks.recent(1)).toMatchObject([{ state: 'unknown', problem: { code: 'ORDER_UNKNOWN' } }]);
    expect(provider.orders).toHaveLength(1);
    expect(callbacks.resume()).toBe(0);
  });

  it('of the program while an order is open lets the next run follow it', async () => {
    await order();
    callbacks.close();
    callbacks = open();
    callbacks.resume();
    await follow('connected');
    expect(connected).toEqual(['+79161000232']);
  });
});
