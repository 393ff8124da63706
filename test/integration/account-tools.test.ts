import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Traps } from '../../electron/demo/sipnet/traps.ts';
import { connectDraft, draftFor, type RunningCore, startCore } from '../fixtures/running-core.ts';
import { openStand, type StandUnderTest } from '../fixtures/sipnet-account.ts';

/** What an account can do at its provider beside calls and settings, from the page's question to the provider and back. */

let under: StandUnderTest;
let running: RunningCore;
let accountId: string;
const opened: string[] = [];
const logged: string[] = [];

beforeEach(async () => {
  opened.length = 0;
  logged.length = 0;
  under = await openStand();
  const log = (event: string, fields?: object) => void logged.push(event + JSON.stringify(fields ?? {}));
  running = await startCore({
    ports: {
      urlOpener: { open: async (url) => void opened.push(url), dial: async () => {} },
      logger: { debug: log, info: log, warn: log, error: log },
    },
  });
  const account = await connectDraft(running.client, { ...draftFor(under.stand.url), webhook: false });
  accountId = account.id;
});
afterEach(async () => {
  await running.close();
  await under.close();
});

const sent = (operation: string, action?: string) =>
  under.stand.requestsFor(operation).filter(({ parameters }) => action === undefined || parameters.action === action);

describe('own numbers (SIPNET API 2.7.0, 6.13)', () => {
  const tool = () => running.client.accountTools.callerIds;
  const read = () => tool().read({ accountId });
  const add = (number: string, again = false) => tool().add({ accountId, number, by: 'sms', again });
  const code = () => under.stand.settings().awaitingCode?.code ?? '';

  it.each<[Partial<Traps>, object[]]>([
    [
      {},
      [
        { type: 'own', isDefault: true },
        { type: 'own', isDefault: false },
      ],
    ],
    [
      { defaultPhone: '1-0' },
      [
        { type: 'own', isDefault: true },
        { type: 'own', isDefault: false },
      ],
    ],
    [
      { defaultPhone: 'type' },
      [
        { type: 'default', isDefault: true },
        { type: 'own', isDefault: false },
      ],
    ],
    [{ defaultPhone: 'absent' }, [{ type: 'own' }, { type: 'own' }]],
    [{ phoneRows: 'texts' }, [{}, {}]],
    [{ phoneRows: 'by-number' }, [{ type: 'own' }, { type: 'own' }]],
    [
      { listShape: 'object' },
      [
        { type: 'own', isDefault: true },
        { type: 'own', isDefault: false },
      ],
    ],
  ])('are listed however the provider tells them: %j', async (traps, told) => {
    under.stand.setTraps(traps);
    const [first, second] = told;
    expect(await read()).toEqual({
      numbers: [
        { number: '74950000110', ...first },
        { number: '74950000120', ...second },
      ],
    });
  });

  it('are added by a code, which is asked for once and outlives a restart', async () => {
    const { check } = await add('8 (916) 100-02-32');
    expect(check).toMatchObject({ number: '+79161000232', by: 'sms', isUnknown: false, sentAt: expect.any(Number) });
    running = await running.restart();
    expect((await read()).check).toEqual(check);
    await expect(tool().confirm({ accountId, code: '0' })).rejects.toMatchObject({ code: 'PROVIDER_REFUSED' });
    expect((await read()).check).toEqual(check);
    const { numbers, check: after } = await tool().confirm({ accountId, code: code() });
    expect(numbers).toContainEqual({ number: '79161000232', type: 'sms', isDefault: false });
    expect(after).toBeUndefined();
    expect(sent('aninnumbers', 'add')).toMatchObject([{ parameters: { phone: '79161000232', checktype: 'sms' } }]);
  });

  it('wait for one code at a time: another is asked for only when that was said', async () => {
    await add('+79161000232');
    await expect(add('+79161000233')).rejects.toMatchObject({ code: 'CHECK_PENDING' });
    expect(sent('aninnumbers', 'add')).toHaveLength(1);
    expect((await add('+79161000233', true)).check).toMatchObject({ number: '+79161000233' });
    under.stand.setTraps({ secondCheck: 'refused' });
    await expect(add('+79161000234', true)).rejects.toMatchObject({ code: 'PROVIDER_REFUSED' });
    expect((await read()).check).toMatchObject({ number: '+79161000233' });
    expect((await tool().dropCheck({ accountId })).check).toBeUndefined();
  });

  it('whose order for a code got no answer wait all the same, and it is not sent again', async () => {
    under.stand.setTraps({ fault: { kind: 'drop', operations: ['aninnumbers'], when: 'after', times: 1 } });
    await expect(add('+79161000232')).rejects.toMatchObject({ code: 'ORDER_UNKNOWN' });
    expect((await read()).check).toMatchObject({ number: '+79161000232', isUnknown: true });
    expect(sent('aninnumbers', 'add')).toHaveLength(1);
    expect((await tool().confirm({ accountId, code: code() })).numbers).toHaveLength(3);
  });

  it('whose code was taken without an answer are found in the list', async () => {
    await add('+79161000232');
    under.stand.setTraps({ fault: { kind: 'drop', operations: ['aninnumbers'], when: 'after', times: 1 } });
    const { numbers, check } = await tool().confirm({ accountId, code: code() });
    expect(numbers).toHaveLength(3);
    expect(check).toBeUndefined();
    expect(sent('aninnumbers', 'checkcode')).toHaveLength(1);
  });

  it('are made the default and removed, once', async () => {
    const { numbers } = await tool().setDefault({ accountId, number: '74950000120' });
    expect(numbers.map(({ isDefault }) => isDefault)).toEqual([false, true]);
    under.stand.setTraps({ fault: { kind: 'drop', operations: ['aninnumbers'], when: 'before', times: 1 } });
    await expect(tool().remove({ accountId, number: '74950000110' })).rejects.toMatchObject({ code: 'CHANGE_UNKNOWN' });
    under.stand.setTraps({});
    expect((await tool().remove({ accountId, number: '74950000110' })).numbers).toHaveLength(1);
    expect(sent('aninnumbers', 'delete')).toHaveLength(2);
  });

  it.each(['112', '0042656976', 'a friend', '103'])('cannot be %s', async (number) => {
    await expect(add(number)).rejects.toMatchObject({ data: { field: 'number' } });
    expect(sent('aninnumbers', 'add')).toEqual([]);
  });
});

describe('the tools of an account that belongs to this one (SIPNET API 2.7.0, 3)', () => {
  const tools = () => running.client.accountTools;
  const anna = { of: '0042000001' };
  const named = (operation: string) => new Set(sent(operation).map(({ parameters }) => parameters.foruser));

  it.each<Partial<Traps>>([{}, { answersName: 'main' }, { answersName: 'nobody' }])(
    'are read and changed as hers, and the own stay as they were: %j',
    async (traps) => {
      under.stand.setTraps(traps);
      const whose = { accountId, ...anna };
      const edited = { mode: 'all' as const, targets: { all: { kind: 'voicemail' as const } }, others: [] };
      const { forwarding, recordingRules, webButtons, callerIds } = tools();
      const before = await forwarding.read(whose);
      expect(await forwarding.save({ ...whose, before, edited })).toEqual({ setting: edited, readBack: 'as-sent' });
      const rules = { incoming: true, outgoing: true, children: false, count: 0, keptSeconds: 86_400 };
      await recordingRules.save({ ...whose, before: await recordingRules.read(whose), edited: rules });
      const button = {
        phone: '+74950000110',
        color: '#008735',
        type: '2',
        text: 'Anna',
        description: '',
        keypad: false,
      };
      expect((await webButtons.add({ ...whose, button })).buttons).toHaveLength(1);
      await callerIds.add({ ...whose, number: '+79161000232', by: 'sms' });
      for (const operation of ['redirect', 'recordcalls', 'webbuttons', 'aninnumbers'])
        expect(named(operation), operation).toEqual(new Set(['0042000001']));

      expect(under.stand.settings().redirect).toEqual({ redirtype: '0' });
      expect(under.stand.settings('0042000001').redirect).toMatchObject({ redirtype: '1', allcalls: 'voicemail' });
      expect(under.stand.settings().buttons).toEqual([]);
      expect(await forwarding.history({ accountId })).toEqual([]);
      expect((await forwarding.history(whose)).map(({ setting }) => setting)).toEqual([before]);
      expect((await callerIds.read({ accountId })).check).toBeUndefined();
      expect((await callerIds.read(whose)).check).toMatchObject({ number: '+79161000232' });
      running = await running.restart();
      expect((await tools().callerIds.read(whose)).check).toMatchObject({ number: '+79161000232' });
      await running.client.accounts.remove({ id: accountId });
      expect(await tools().forwarding.history(whose)).toEqual([]);
    },
  );

  it('are refused for a stranger in the words of the provider, and nothing is sent to the own', async () => {
    const whose = { accountId, of: '0099999999' };
    await expect(
      tools().forwarding.clear({ ...whose, before: { mode: 'off', targets: {}, others: [] } }),
    ).rejects.toMatchObject({
      code: 'PROVIDER_REFUSED',
      data: { detail: expect.any(String) },
    });
    await expect(tools().cabinet.open(whose)).rejects.toMatchObject({ code: 'PROVIDER_REFUSED' });
    expect(sent('redirect', 'del')).toEqual([]);
    expect(opened).toEqual([]);
    await tools().cabinet.open({ accountId, ...anna });
    expect(opened).toHaveLength(1);
    expect(sent('entercabinet').map(({ parameters }) => parameters.foruser)).toEqual(['0099999999', '0042000001']);
  });
});

describe('the cabinet (SIPNET API 2.7.0, 6.7)', () => {
  const open = () => running.client.accountTools.cabinet.open({ accountId });

  it('is opened by an address that works once and that nobody else hears of', async () => {
    expect(await open()).toBeUndefined();
    expect(opened).toHaveLength(1);
    expect((await fetch(opened[0] ?? '')).status).toBe(200);
    expect(logged.join('\n')).not.toContain(new URL(opened[0] ?? '').search);
    expect(sent('entercabinet')).toHaveLength(1);
  });

  it("has a page of its own for forwarding, which the provider's document names", async () => {
    await running.client.accountTools.cabinet.openPage({ accountId, page: 'forwarding' });
    expect(opened).toEqual(['https://www.sipnet.ru/cabinet/do_setupemail']);
    expect(sent('entercabinet')).toEqual([]);
  });

  it('stays shut without an address, and where the provider refuses its words are shown', async () => {
    under.stand.setTraps({ bareAnswers: ['entercabinet'] });
    await expect(open()).rejects.toMatchObject({ code: 'PROVIDER_GARBLED' });
    under.stand.setTraps({ notEnabled: ['entercabinet'] });
    await expect(open()).rejects.toMatchObject({ code: 'PROVIDER_REFUSED', data: { detail: expect.any(String) } });
    expect(opened).toEqual([]);
  });
});

describe('money (SIPNET API 2.7.0, 6.1, 6.3)', () => {
  const tool = () => running.client.accountTools.money;
  const day = 24 * 3_600_000;
  const range = () => ({ accountId, from: under.clock.now() - 20 * day, to: under.clock.now() });

  function spend(): void {
    const { addPayment, addCall } = under.stand;
    addPayment({ at: under.clock.now() - 15 * day, amount: 500, descr: 'Пополнение' });
    addCall({ direction: 'out', remote: '79161000234', startedAt: under.clock.now() - 8 * day, talkSeconds: 61 });
    addCall({
      direction: 'out',
      remote: '79161000235',
      startedAt: under.clock.now() - day,
      talkSeconds: 5,
      sipId: '0042000001',
    });
    addPayment({ at: under.clock.now() - 30 * day, amount: 900, descr: 'Раньше' });
  }

  it('tells the balance as the provider has it', async () => {
    expect(await tool().balance({ accountId })).toEqual({ amount: '12.5', currency: 'RUB' });
    under.stand.setTraps({ bareAnswers: ['balance'] });
    expect(await tool().balance({ accountId })).toEqual({ currency: '' });
  });

  it.each<Partial<Traps>>([
    {},
    { fieldNames: 'lower' },
    { scalars: 'strings' },
    { listShape: 'object' },
    { unknownFields: true },
  ])('lists what came and went, newest first, of the children as well: %j', async (traps) => {
    spend();
    under.stand.setTraps(traps);
    const { operations, isCut } = await tool().operations(range());
    expect(operations.map(({ amount, description, currency }) => [amount, description, currency])).toEqual([
      [-1_800_000, 'Звонок на 79161000235', 'RUB'],
      [-3_600_000, 'Звонок на 79161000234', 'RUB'],
      [500_000_000, 'Пополнение', 'RUB'],
    ]);
    expect(isCut).toBe(false);
    const whole = under.stand.requestsFor('finopers').map(({ parameters }) => [parameters.d1, parameters.d2]);
    for (const date of whole.flat()) expect(date).toMatch(/^\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d$/);
  });

  it('keeps rows of which nothing is recognised, as they came', async () => {
    spend();
    under.stand.setTraps({ strangeRows: true });
    const { operations } = await tool().operations(range());
    expect(operations.filter(({ amount }) => amount !== undefined)).toHaveLength(3);
    expect(operations.some(({ columns }) => columns.some(({ value }) => value === 'Данные обновляются'))).toBe(true);
  });

  it.each<Partial<Traps>>([{}, { answersName: 'main' }, { answersName: 'nobody' }])(
    'is looked at for an account that belongs to this one, whomever the answer names: %j',
    async (traps) => {
      spend();
      under.stand.setTraps(traps);
      const subjects = await running.client.accountTools.subAccounts.subjects({ accountId });
      expect(subjects.map(({ login }) => login)).toEqual(['anna', 'boris']);
      const of = subjects[0]?.id;
      expect((await tool().balance({ accountId, of })).currency).toBe('RUB');
      const { operations } = await tool().operations({ ...range(), of });
      expect(operations.map(({ amount }) => amount)).toEqual([-1_800_000]);
      expect(sent('finopers').every(({ parameters }) => parameters.foruser === of)).toBe(true);
      expect((await running.client.accounts.list())[0]?.status.state).not.toBe('needs-attention');
    },
  );

  it('is not looked at for whom the provider does not give, and its words are shown', async () => {
    await expect(tool().balance({ accountId, of: '0099999999' })).rejects.toMatchObject({
      code: 'PROVIDER_REFUSED',
      data: { detail: expect.stringContaining('Обратитесь в службу поддержки') },
    });
    under.stand.setTraps({ answersName: 'stranger' });
    await expect(tool().balance({ accountId, of: 'anna' })).rejects.toMatchObject({ code: 'OTHER_ACCOUNT' });
  });

  it('makes a table of one kind, with the columns of the provider under their own names', async () => {
    spend();
    const table = await tool().exportOperations({ ...range(), kind: 'out', locale: 'ru', timeZone: 'Europe/Moscow' });
    expect(table.count).toBe(2);
    const [head, first, , end] = table.text.split('\r\n');
    expect(head).toBe('\ufeffВремя;Сумма;Валюта;Описание;GMT;Account;Amount;Currency;Descr');
    expect(first?.split(';').slice(1, 4)).toEqual(['"-1,80"', 'RUB', 'Звонок на 79161000235']);
    expect(end).toBe('');
  });

  it('asks for no period that ends before it begins, or that is too long', async () => {
    const { from, to } = range();
    for (const wrong of [
      { from: to, to: from },
      { from: to - 101 * day, to },
    ]) {
      await expect(tool().operations({ accountId, ...wrong })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    }
    expect(under.stand.requestsFor('finopers')).toEqual([]);
  });
});

describe('the greeting of a callback (SIPNET API 2.7.0, 6.15)', () => {
  const order = (to = '+79161000232') =>
    running.client.callbacks.order({ clickId: crypto.randomUUID(), accountId, to });
  const greet = (greeting?: { language: 'ru' | 'en'; prompt: string }) =>
    running.client.settings.update({ callbackGreetings: { [accountId]: greeting ?? null } });

  it('is left to the provider until it is chosen, and then goes out with each order', async () => {
    await order();
    expect(sent('gencall').map(({ parameters }) => [parameters.lang, parameters.prompt])).toEqual([
      [undefined, undefined],
    ]);
    await greet({ language: 'en', prompt: '' });
    running = await running.restart();
    await order('+79161000233');
    const { parameters } = sent('gencall')[1] ?? expect.fail('nothing was ordered');
    expect([parameters.lang, 'prompt' in parameters]).toEqual(['en', false]);
  });

  it("is refused in the provider's words where support has not switched the prompt on, and goes without it at once", async () => {
    await greet({ language: 'ru', prompt: 'welcome' });
    expect(await order()).toMatchObject({
      state: 'refused',
      problem: { code: 'PROVIDER_REFUSED', detail: expect.stringContaining('Обратитесь в службу поддержки') },
    });
    await greet({ language: 'ru', prompt: '' });
    // Another: the first holds its number for a moment.
    expect(await order('+79161000233')).toMatchObject({ state: 'ordered' });
    expect(sent('gencall').map(({ parameters }) => parameters.prompt)).toEqual(['welcome', undefined]);
    expect((await running.client.accounts.list())[0]?.status.state).not.toBe('needs-attention');
  });
});

describe('calls of an account that belongs to this one (SIPNET API 2.7.0, 6.2)', () => {
  it.each<Partial<Traps>>([{}, { accountColumn: 'login' }])(
    'say whose they are and are counted by it, whichever of its names the rows have: %j',
    async (traps) => {
      under.stand.setTraps(traps);
      const startedAt = under.clock.now() - 3_600_000;
      const { addCall } = under.stand;
      addCall({ direction: 'in', remote: '79161000234', startedAt, ringSeconds: 9, sipId: '0042000001' });
      addCall({
        direction: 'out',
        remote: '79161000235',
        startedAt: startedAt + 60_000,
        talkSeconds: 5,
        sipId: '0042000001',
      });
      addCall({ direction: 'in', remote: '79161000236', startedAt: startedAt + 120_000, talkSeconds: 7 });
      await running.close();
      running = await startCore({ ports: { clock: under.clock } });
      accountId = (await connectDraft(running.client, { ...draftFor(under.stand.url), webhook: false })).id;
      await running.client.accounts.retry({ id: accountId });
      const listed = async () => {
        under.clock.advance(1000);
        return (await running.client.calls.list({ filter: {} })).calls.map(({ subAccounts }) => subAccounts);
      };
      const anna = [traps.accountColumn === 'login' ? 'anna' : '0042000001'];
      await expect.poll(listed).toEqual([undefined, anna, anna]);
      const [child] = await running.client.accountTools.subAccounts.subjects({ accountId });
      const of = [child?.login ?? '', child?.sipId ?? ''];
      const edges = [startedAt - 1000, startedAt + 600_000];
      expect(await running.client.calls.countBetween({ accountId, of, edges })).toEqual([{ calls: 2, missed: 1 }]);
      expect(await running.client.calls.countBetween({ accountId, edges })).toEqual([{ calls: 3, missed: 1 }]);
    },
  );
});

describe('an account for which nothing was switched on (SIPNET API 2.7.0, 6.6, 6.10, 6.15)', () => {
  it("tells each refusal in the provider's words, and lists, orders and settings go on", async () => {
    under.stand.setTraps({ pbxCalls: 'refused' });
    const startedAt = under.clock.now() - 600_000;
    under.stand.addCall({ direction: 'in', remote: '79161000234', startedAt, ringSeconds: 9 });
    await running.close();
    running = await startCore({ ports: { clock: under.clock } });
    accountId = (await connectDraft(running.client, { ...draftFor(under.stand.url), webhook: false })).id;
    await running.client.accounts.retry({ id: accountId });
    const listed = async () => {
      under.clock.advance(1000);
      return (await running.client.calls.list({ filter: {} })).calls.map(({ state }) => state);
    };
    await expect.poll(listed).toEqual(['missed']);
    const { newAccounts, money, forwarding } = running.client.accountTools;
    const person = { kind: 'person' as const, email: 'new@example.ru', name: '' };
    await expect(newAccounts.order({ clickId: crypto.randomUUID(), accountId, for: person })).rejects.toMatchObject({
      code: 'PROVIDER_REFUSED',
      data: { detail: expect.stringContaining('Обратитесь в службу поддержки') },
    });
    expect(await newAccounts.recent({ accountId })).toEqual([]);
    expect(sent('pbxcalls').length).toBeGreaterThan(0);
    expect((await money.balance({ accountId })).amount).toBe('12.5');
    expect((await forwarding.read({ accountId })).mode).toBe('off');
    expect((await running.client.accounts.list())[0]?.status.state).not.toBe('needs-attention');
  });
});

describe('several people rung at once (SIPNET API 2.7.0, 6.16)', () => {
  const tool = () => running.client.accountTools.multiCallback;
  const people = ['8 916 100-02-32', '+7 916 100-02-33', '+79161000232', '+79161000234'];
  const order = (more: { clickId?: string; to?: string[]; again?: string } = {}) =>
    tool().order({ clickId: crypto.randomUUID(), accountId, to: people, language: 'ru', ...more });

  it.each<Partial<Traps>>([{}, { multicallId: 'none' }, { bareAnswers: ['genmulticall'] }])(
    'is one order, each of them once, whatever is answered: %j',
    async (traps) => {
      under.stand.setTraps(traps);
      const placed = await order();
      expect(placed).toMatchObject({ state: 'ordered', to: ['+79161000232', '+79161000233', '+79161000234'] });
      expect(under.stand.orders.map(({ source, destinations }) => [source, destinations])).toEqual([
        ['79430000001', ['79161000232', '79161000233', '79161000234']],
      ]);
      expect(sent('genmulticall')).toMatchObject([{ parameters: { lang: 'ru' } }]);
      expect(await tool().recent({ accountId })).toMatchObject([placed]);
    },
  );

  it('is not ordered again by the same press, nor by another within a minute unless that was said', async () => {
    const clickId = crypto.randomUUID();
    const placed = await order({ clickId });
    expect(await order({ clickId })).toEqual(placed);
    expect(await order({ to: ['+79161000234', '+79161000299'] })).toEqual(placed);
    expect(under.stand.orders).toHaveLength(1);
    expect((await order({ again: placed.id })).id).not.toBe(placed.id);
    expect(under.stand.orders).toHaveLength(2);
  });

  it('of which no answer came is unknown, also after a restart, and is never repeated by itself', async () => {
    under.stand.setTraps({ fault: { kind: 'drop', operations: ['genmulticall'], when: 'after' } });
    const placed = await order();
    expect(placed).toMatchObject({ state: 'unknown', problem: { code: 'ORDER_UNKNOWN' } });
    running = await running.restart();
    expect(await tool().recent({ accountId })).toMatchObject([placed]);
    expect(await order()).toEqual(placed);
    expect(under.stand.orders).toHaveLength(1);
    expect(sent('genmulticall')).toHaveLength(1);
  });

  describe('shows of each person what is proved', () => {
    const states = async () => (await tool().recent({ accountId }))[0]?.legs.map(({ state }) => state);
    const oneOrder = () => under.stand.orders[0] ?? expect.fail('nothing was ordered');

    beforeEach(async () => {
      await running.close();
      running = await startCore({ ports: { clock: under.clock } });
      accountId = (await connectDraft(running.client, { ...draftFor(under.stand.url), webhook: false })).id;
    });

    it.each<[Partial<Traps>, first?: 'unknown']>([
      [{}],
      [{ multicallId: 'none' }],
      [{ calls2Rows: 'per-leg', calls2State: 'other-words' }],
      [{ listNumbers: 'mixed' }],
      // The own phone, which talked, has a row of the same id.
      [{ callbackRows: 'both-legs' }, 'unknown'],
    ])('by the calls to them after it, and nothing before there are any: %j', async (traps, first) => {
      under.stand.setTraps(traps);
      await order();
      expect(await states()).toEqual(['unknown', 'unknown', 'unknown']);
      under.clock.advance(4000);
      await oneOrder().answerSource();
      under.clock.advance(4000);
      await oneOrder().answerDestination('79161000233');
      under.clock.advance(30_000);
      await oneOrder().hangUp();
      await running.client.accounts.retry({ id: accountId });
      const later = () => {
        under.clock.advance(1000);
        return states();
      };
      await expect.poll(later).toEqual([first ?? 'not-answered', 'answered', 'not-answered']);
    });

    it('and no call of them is taken for that of an order to one alone before', async () => {
      await running.client.callbacks.order({ clickId: crypto.randomUUID(), accountId, to: people[1] ?? '' });
      under.clock.advance(120_000);
      await order();
      const shared = under.stand.orders[1] ?? expect.fail('nothing was ordered');
      await shared.answerSource();
      await shared.answerDestination('79161000233');
      under.clock.advance(30_000);
      await shared.hangUp();
      await running.client.accounts.retry({ id: accountId });
      const outgoing = async () => {
        under.clock.advance(1000);
        const { calls } = await running.client.calls.list({ filter: { remoteKey: '+79161000233' } });
        return calls.map(({ state }) => state);
      };
      await expect.poll(outgoing).toContain('ended');
      const [alone] = await running.client.callbacks.recent({});
      expect(alone?.callId).toBeUndefined();
    });

    it('by what the provider tells of the order while it goes on, also after a restart', async () => {
      under.stand.setTraps({ calls2Rows: 'per-leg', multicallAnswer: 'each' });
      await order();
      await oneOrder().answerSource();
      await oneOrder().answerDestination('79161000233');
      await expect.poll(states).toEqual(['unknown', 'answered', 'unknown']);
      await oneOrder().hangUp();
      await expect.poll(states).toEqual(['not-answered', 'answered', 'not-answered']);
      under.clock.advance(3_600_000);
      const asked = sent('calls2').length;
      running = await running.restart();
      expect(await states()).toEqual(['not-answered', 'answered', 'not-answered']);
      expect(sent('calls2')).toHaveLength(asked);
    });

    it('and of a refused order nothing', async () => {
      under.stand.setTraps({ notEnabled: ['genmulticall'] });
      await order();
      expect(await states()).toEqual([]);
    });
  });

  it("is refused in the provider's words, and may then be ordered again at once", async () => {
    under.stand.setTraps({ notEnabled: ['genmulticall'] });
    expect(await order()).toMatchObject({ state: 'refused', problem: { code: 'PROVIDER_REFUSED' } });
    under.stand.setTraps({});
    expect(await order()).toMatchObject({ state: 'ordered' });
  });

  it.each<[string, string[], object]>([
    ['an emergency number', ['+79161000232', '112'], { code: 'NUMBER_EMERGENCY' }],
    ['a name', ['+79161000232', 'mother'], { code: 'NUMBER_UNREADABLE' }],
    ['one person twice', ['+79161000232', '8 916 100 02 32'], { code: 'BAD_INPUT' }],
  ])('is not ordered for %s', async (_, to, problem) => {
    await expect(order({ to })).rejects.toMatchObject(problem);
    expect(sent('genmulticall')).toEqual([]);
  });
});

describe('tables of whatever columns come (SIPNET API 2.7.0, 6.14, 6.18)', () => {
  const day = 24 * 3_600_000;
  const report = (kind: 'directions' | 'children') =>
    running.client.accountTools.reports.read({
      accountId,
      kind,
      from: under.clock.now() - 7 * day,
      to: under.clock.now(),
    });

  it('are the reports of a period, asked for at once and with whole dates', async () => {
    under.stand.addCall({
      direction: 'out',
      remote: '79161000234',
      startedAt: under.clock.now() - day,
      talkSeconds: 61,
    });
    const { columns, rows, isCut } = await report('directions');
    expect([columns.slice(1), rows.map((row) => row.slice(1)), isCut]).toEqual([
      ['Calls', 'Duration', 'Amount'],
      [['1', '61', '3.6']],
      false,
    ]);
    expect((await report('children')).columns[0]).toBe('Account');
    for (const { parameters } of sent('report')) {
      for (const date of [parameters.d1, parameters.d2]) expect(date).toMatch(/^\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d$/);
    }
  });

  it.each<Partial<Traps>>([
    { unknownFields: true },
    { fieldNames: 'lower' },
    { strangeRows: true },
    { emptyLists: 'absent' },
  ])('are shown however they come: %j', async (traps) => {
    under.stand.setTraps(traps);
    const { columns, rows } = await report('directions');
    for (const row of rows) expect(row).toHaveLength(columns.length);
  });

  it('are the accounts that belong to this one, never with a password', async () => {
    under.stand.setTraps({ childRows: 'with-password' });
    const list = await running.client.accountTools.subAccounts.list({ accountId });
    expect(list.rows.flat()).toContain('Анна');
    expect(JSON.stringify(list)).not.toContain('anna-password');
    under.stand.setTraps({ notEnabled: ['children'] });
    await expect(running.client.accountTools.subAccounts.list({ accountId })).rejects.toMatchObject({
      code: 'PROVIDER_REFUSED',
    });
  });
});
