import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Callback, CallbackState } from '../../../shared/contract/callback.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { createTemporaryDatabase, type TemporaryDatabase } from '../../../test/fakes/temporary-database.ts';
import { createCallModel, storedCall } from '../../../test/fixtures/call-model.ts';
import type { CallStore } from '../calls/call-store.ts';
import type { StoredCall } from '../calls/stored-call.ts';
import { HttpError } from '../http/http.ts';
import { VaultError } from '../ports.ts';
import { ProviderError } from '../providers/errors.ts';
import type { CallbackProgress, ProviderClient } from '../providers/provider.ts';
import { createCallbackRows } from './callback-rows.ts';
import { type Callbacks, createCallbacks } from './callbacks.ts';

let temporary: TemporaryDatabase;
let provider: Exchange;
let callbacks: Callbacks;
let told: Callback[];
let gone: string[];
let connected: string[];
/** When the person was ordered a call together with others, epoch ms. */
let sharedOrders: number[];

/** A provider's exchange: takes orders, and rings as far as it is told to. */
interface Exchange {
  orders: { to: string; from?: string | undefined }[];
  answer: () => Promise<{ orderId: string | undefined }>;
  progress: CallbackProgress['state'];
  sipIds: boolean;
  /** What opening the account's client does before it is there. */
  opens: () => Promise<void>;
}

beforeEach(() => {
  temporary = createTemporaryDatabase();
  provider = {
    orders: [],
    answer: async () => ({ orderId: 'order-1' }),
    progress: 'ordered',
    sipIds: true,
    opens: async () => {},
  };
  sharedOrders = [];
  callbacks = open();
});
afterEach(() => {
  callbacks.close();
  temporary.remove();
});

function open(): Callbacks {
  told = [];
  gone = [];
  connected = [];
  return createCallbacks({
    rows: createCallbackRows(temporary.database),
    clock: temporary.clock,
    logger: silentLogger,
    account: (id) => temporary.accounts.get(id),
    greeting: () => undefined,
    sharedOrderTimes: (_account, _key, from, to) => sharedOrders.filter((at) => at >= from && at <= to),
    abilities: () => ({ capabilities: ['callback'], sipIds: provider.sipIds }),
    async client() {
      await provider.opens();
      const client: Pick<ProviderClient, 'orderCallback' | 'followCallback'> = {
        async orderCallback(order) {
          provider.orders.push(order);
          return provider.answer();
        },
        followCallback: async () => ({
          state: provider.progress,
          wasConnected: provider.progress === 'connected',
          raw: {},
        }),
      };
      return client as ProviderClient;
    },
    urlOpener: { open: async () => {}, dial: async () => {} },
    onChange: (callback) => told.push(callback),
    onGone: (id) => gone.push(id),
    onConnected: (key) => connected.push(key),
  });
}

const order = (clickId: string = randomUUID(), to = '+7 916 100-02-32') =>
  callbacks.order({ clickId, accountId: 'account-1', to });
/** How long an end that was just told holds its number, ms. */
const locked = 1600;
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
    expect(provider.orders).toHaveLength(1);
    temporary.clock.advance(locked);
    await order();
    expect(provider.orders).toHaveLength(2);
  });

  it.each([
    ['+7 943 000-00-01', '+79430000001'],
    ['8 (943) 000-00-01', '+79430000001'],
    ['0042656976', '0042656976'],
    ['моб. +7 943 000-00-01', '+79430000001'],
    ['', undefined],
  ])('rings %j first as %s', async (ownNumber, from) => {
    temporary.accounts.save({ ...temporary.account, ownNumber });
    await order();
    expect(provider.orders).toEqual([{ to: '+79161000232', from }]);
  });

  it.each([...['101', 'my phone', '8495123456', '89161000232, 89161000233', '+7 943 000-00-0']])(
    'is refused where the own phone %j is no number, before anything is stored or sent',
    async (ownNumber) => {
      temporary.accounts.save({ ...temporary.account, ownNumber });
      await expect(order()).rejects.toMatchObject({
        problem: { code: expect.stringMatching(/^NUMBER_/), field: 'from' },
      });
      expect(provider.orders).toEqual([]);
      expect(callbacks.recent(10)).toEqual([]);
    },
  );

  it.each([
    ['84951234567*123', '+74951234567'],
    ['+7 (495) 123-45-67, доб. 123', '+74951234567'],
    ['+84951234567', '+84951234567'],
    ['"Anna" <sip:0042656976@sipnet.ru>', '0042656976'],
  ])('on %j calls %s', async (to, sent) => {
    await order(randomUUID(), to);
    expect(provider.orders).toMatchObject([{ to: sent }]);
  });

  it.each([
    ...['abc', 'SBERBANK', 'sip:office@pbx.example', '89161000232, 89161000233', '8495123456'],
    ...['8 495 123 45 67 123', '*31#89161000232', '0611'],
  ])('on %j sends nothing', async (to) => {
    await expect(order(randomUUID(), to)).rejects.toMatchObject({
      problem: { code: expect.stringMatching(/^NUMBER_/), field: 'to' },
    });
    expect(provider.orders).toEqual([]);
  });

  it('goes to a SIP id only where the provider has them', async () => {
    provider.sipIds = false;
    await expect(order(randomUUID(), '0042656976')).rejects.toMatchObject({ problem: { code: 'NUMBER_UNREADABLE' } });
    expect(provider.orders).toEqual([]);
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
  let calls: CallStore;
  beforeEach(() => {
    calls = createCallModel(temporary).store;
  });

  /** A call to a number, begun `seconds` after now; written to the history and told. */
  function hear(seconds: number, fields: Partial<StoredCall> = {}): StoredCall {
    const call = calls.insert(
      storedCall({
        direction: 'out',
        line: '+74950000001',
        talkSeconds: 63,
        startedAt: temporary.clock.now() + seconds * 1000,
        ...fields,
      }),
    );
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
    provider.answer = () => Promise.reject(new ProviderError('PROVIDER_SLOW'));
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

  it('stay apart where the call is of a later order to several people, this one among them', async () => {
    provider.answer = async () => ({ orderId: undefined });
    await order();
    temporary.clock.advance(60_000);
    sharedOrders = [temporary.clock.now()];
    const leg = hear(2, { state: 'answered' });
    expect(last()).toMatchObject({ state: 'ordered', wasConnected: false });
    expect(last()?.callId).toBeUndefined();
    // What began before that order is still this one's, although it is listed after it.
    const own = hear(-50);
    expect(own.id).not.toBe(leg.id);
    expect(last()).toMatchObject({ state: 'ended', callId: own.id });
  });

  it('find each other where the order to several people was before this one', async () => {
    sharedOrders = [temporary.clock.now()];
    temporary.clock.advance(60_000);
    await order();
    const call = hear(3);
    expect(last()?.callId).toBe(call.id);
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
    provider.answer = () => Promise.reject(new ProviderError('PROVIDER_REFUSED', { proof: 'refused' }));
    await order();
    hear(3);
    expect(last()?.callId).toBeUndefined();
  });
});

describe('a further order to the number of one', () => {
  const unknown = () => Promise.reject(new ProviderError('PROVIDER_DOWN'));
  const refused = () => Promise.reject(new ProviderError('PROVIDER_REFUSED', { proof: 'refused' }));
  const hold = (id: string) => callbacks.current().find((one) => one.id === id)?.hold;
  const again = (id: string) =>
    callbacks.order({ clickId: randomUUID(), accountId: 'account-1', to: '+79161000232', again: id });

  it.each([
    ['ended', async () => follow('ended')],
    ['failed', async () => follow('failed')],
  ])('that %s is that one for 1.5 s and a little, and a new one then', async (_, end) => {
    const first = await order();
    await end();
    temporary.clock.advance(1500);
    expect((await order()).id).toBe(first.id);
    expect(hold(first.id)).toBe('locked');
    temporary.clock.advance(100);
    expect(hold(first.id)).toBe('none');
    expect(told.at(-1)).toMatchObject({ id: first.id, hold: 'none' });
    expect((await order()).id).not.toBe(first.id);
    expect(provider.orders).toHaveLength(2);
  });

  it('whose fate is unknown is never a new one but by name, for ten minutes', async () => {
    provider.answer = unknown;
    const first = await order();
    expect((await again(first.id)).id).toBe(first.id);
    temporary.clock.advance(locked);
    expect(hold(first.id)).toBe('unknown');
    expect((await order()).id).toBe(first.id);
    expect((await again('another')).id).toBe(first.id);
    temporary.clock.advance(9 * 60_000);
    expect((await order(randomUUID(), '8 916 100 02 32 доб. 5')).id).toBe(first.id);
    expect(provider.orders).toHaveLength(1);
    temporary.clock.advance(60_000);
    expect([callbacks.current(), gone]).toEqual([[], [first.id]]);
    await order();
    expect(provider.orders).toHaveLength(2);
  });

  it('named after an unknown one is one order, and holds the number in its place', async () => {
    provider.answer = unknown;
    const first = await order();
    temporary.clock.advance(2000);
    provider.answer = async () => ({ orderId: 'order-2' });
    const second = await again(first.id);
    expect((await again(first.id)).id).toBe(second.id);
    expect([hold(first.id), hold(second.id)]).toEqual(['none', 'locked']);
    await follow('ended');
    temporary.clock.advance(10_000);
    expect(hold(first.id)).toBe('none');
    await order();
    expect(provider.orders).toHaveLength(3);
  });

  it('is held by the unknown one again where the named one was refused', async () => {
    provider.answer = unknown;
    const first = await order();
    temporary.clock.advance(2000);
    provider.answer = refused;
    await again(first.id);
    temporary.clock.advance(locked);
    expect(hold(first.id)).toBe('unknown');
    expect((await order()).id).toBe(first.id);
    expect(provider.orders).toHaveLength(2);
  });

  it('through another account is the same order', async () => {
    temporary.accounts.save({ ...temporary.account, id: 'account-2', identity: 'second' });
    const other = () => callbacks.order({ clickId: randomUUID(), accountId: 'account-2', to: '+79161000232' });
    provider.answer = unknown;
    const [first, second] = await Promise.all([order(), other()]);
    expect(second.id).toBe(first.id);
    temporary.clock.advance(60_000);
    expect((await other()).id).toBe(first.id);
    expect(provider.orders).toHaveLength(1);
  });

  it('is held from the moment a page is told of the end, late as that is', async () => {
    provider.answer = refused;
    const first = await order();
    temporary.clock.advance(60_000);
    expect(hold(first.id)).toBe('none');
    const page = callbacks.openPage();
    page({ kind: 'callback', callback: told.at(-1) as Callback });
    expect(told.at(-1)).toMatchObject({ id: first.id, hold: 'locked' });
    expect((await order()).id).toBe(first.id);
    temporary.clock.advance(1500);
    // Once it knows, hearing of it again is no news.
    page({ kind: 'callback', callback: told.at(-1) as Callback });
    temporary.clock.advance(100);
    expect(hold(first.id)).toBe('none');
    expect(provider.orders).toHaveLength(1);
  });

  it.each([
    ['unknown', unknown],
    ['refused', refused],
  ])('is held over a restart where the first was %s', async (_, answer) => {
    provider.answer = answer;
    const first = await order();
    callbacks.close();
    temporary.clock.advance(20_000);
    callbacks = open();
    expect((await order()).id).toBe(first.id);
    callbacks.resume();
    expect(hold(first.id)).toBe('locked');
    expect((await order()).id).toBe(first.id);
    expect(provider.orders).toHaveLength(1);
  });

  it('is held while the first is on its way, whatever the history says meanwhile', async () => {
    const sent = Promise.withResolvers<{ orderId: undefined }>();
    provider.answer = () => sent.promise;
    const pending = order();
    await settle();
    const calls = createCallModel(temporary).store;
    const byHand = calls.insert(
      storedCall({ direction: 'out', startedAt: temporary.clock.now() - 3000, talkSeconds: 1 }),
    );
    callbacks.noticeCall(byHand);
    temporary.clock.advance(5000);
    expect((await order()).state).toBe('ordering');
    sent.resolve({ orderId: undefined });
    expect((await pending).state).toBe('ordered');
    expect(provider.orders).toHaveLength(1);
  });

  it('is held in memory where the end could not be written', async () => {
    const { sql } = temporary.database;
    const answer = Promise.withResolvers<{ orderId: undefined }>();
    provider.answer = () => answer.promise;
    const pending = order();
    await settle();
    sql.exec(`CREATE TEMP TRIGGER full BEFORE UPDATE ON callbacks BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
    answer.reject(new ProviderError('PROVIDER_DOWN'));
    expect((await pending).state).toBe('unknown');
    temporary.clock.advance(60_000);
    expect((await order()).state).toBe('unknown');
    expect(callbacks.recent(1)[0]).toMatchObject({ state: 'unknown', hold: 'unknown' });
    sql.exec('DROP TRIGGER full');
    callbacks.close();
    callbacks = open();
    expect(callbacks.resume()).toBe(1);
    expect(callbacks.current()).toMatchObject([{ state: 'unknown' }]);
    expect(provider.orders).toHaveLength(1);
  });

  it('sends nothing where the order itself cannot be written', async () => {
    temporary.database.sql.exec(
      `CREATE TEMP TRIGGER full BEFORE INSERT ON callbacks BEGIN SELECT RAISE(ABORT, 'disk full'); END`,
    );
    await expect(order()).rejects.toThrow('disk full');
    expect(provider.orders).toEqual([]);
    expect(callbacks.current()).toEqual([]);
  });

  it('leaves the screen after its time, and a clock that is set back makes it stay no longer', async () => {
    provider.answer = refused;
    const first = await order();
    callbacks.close();
    temporary.clock.set(temporary.clock.now() - 24 * 3600_000);
    callbacks = open();
    expect(callbacks.current()).toMatchObject([{ id: first.id }]);
    temporary.clock.advance(120_000);
    expect(callbacks.current()).toEqual([]);
  });

  it('of an account that went is a new one', async () => {
    provider.answer = unknown;
    await order();
    callbacks.forgetAccount('account-1');
    expect(callbacks.current()).toEqual([]);
  });
});

describe('a refusal that complains of a number', () => {
  const complain = (field: 'to' | 'from') => {
    provider.answer = () => Promise.reject(new ProviderError('PROVIDER_REFUSED', { proof: 'refused', field }));
  };

  it('is not repeated unchanged while it is on the screen', async () => {
    complain('to');
    const first = await order();
    expect(first).toMatchObject({ state: 'refused', problem: { field: 'to' } });
    temporary.clock.advance(5000);
    expect(callbacks.current()).toMatchObject([{ hold: 'number' }]);
    expect((await order()).id).toBe(first.id);
    await order(randomUUID(), '+79161000233');
    expect(provider.orders).toHaveLength(2);
  });

  it('is gone with the own phone that was at fault', async () => {
    complain('from');
    const first = await order();
    temporary.clock.advance(5000);
    expect(callbacks.current()).toMatchObject([{ hold: 'own-phone' }]);
    expect((await order()).id).toBe(first.id);
    temporary.accounts.save({ ...temporary.account, ownNumber: '+7 943 000-00-01' });
    callbacks.review();
    expect(told.at(-1)).toMatchObject({ id: first.id, hold: 'none' });
    provider.answer = async () => ({ orderId: 'order-2' });
    expect((await order()).state).toBe('ordered');
  });
});

describe('failure', () => {
  it.each<[Error, CallbackState, string]>([
    [
      new ProviderError('PROVIDER_REFUSED', { detail: 'No money', proof: 'refused' }),
      ...(['refused', 'PROVIDER_REFUSED'] as const),
    ],
    [new ProviderError('PROVIDER_DOWN', { proof: 'unsent' }), 'refused', 'PROVIDER_DOWN'],
    [new HttpError('unreachable', false), 'refused', 'INTERNAL'],
    [new VaultError('VAULT_LOCKED', 'no place is open'), 'refused', 'VAULT_LOCKED'],
    [new ProviderError('PROVIDER_DOWN'), 'unknown', 'ORDER_UNKNOWN'],
    [new ProviderError('PROVIDER_REFUSED'), 'unknown', 'ORDER_UNKNOWN'],
    [new HttpError('too-large', true), 'unknown', 'ORDER_UNKNOWN'],
    [new TypeError('a slip of ours'), 'unknown', 'ORDER_UNKNOWN'],
    [new RangeError('Maximum call stack size exceeded'), 'unknown', 'ORDER_UNKNOWN'],
  ])('%s is told as %s', async (error, state, code) => {
    provider.answer = () => Promise.reject(error);
    expect(await order()).toMatchObject({ state, problem: { code } });
    temporary.clock.advance(3600_000);
    await settle();
    expect(provider.orders).toHaveLength(1);
  });

  it('before anybody could send is a refusal, whatever it was', async () => {
    provider.opens = () => Promise.reject(new TypeError('no client'));
    expect(await order()).toMatchObject({ state: 'refused', problem: { code: 'INTERNAL' } });
    expect(provider.orders).toEqual([]);
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

  it('of another environment keeps its reason from when the code for it had another name', async () => {
    provider.answer = () =>
      Promise.reject(new ProviderError('WRONG_ENVIRONMENT', { detail: 'host', proof: 'refused' }));
    await order();
    const { sql, unreadable } = temporary.database;
    sql.prepare(`UPDATE callbacks SET problem = replace(problem, 'WRONG_ENVIRONMENT', 'WRONG_STAND')`).run();
    callbacks.close();
    callbacks = open();
    const problem = { code: 'WRONG_ENVIRONMENT', detail: 'host' };
    expect(callbacks.recent(1)).toMatchObject([{ state: 'refused', problem }]);
    expect(callbacks.current()).toMatchObject([{ state: 'refused', problem }]);
    expect(unreadable.count()).toBe(0);
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
