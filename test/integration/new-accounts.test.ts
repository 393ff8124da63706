import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Traps } from '../../electron/demo/sipnet/traps.ts';
import type { NewAccount } from '../../shared/domain/new-account.ts';
import { connectDraft, draftFor, type RunningCore, startCore } from '../fixtures/running-core.ts';
import { openStand, type StandUnderTest, testAccount } from '../fixtures/sipnet-account.ts';

/** Accounts that an account has made at its provider, from the page's question to the provider and back. */

let under: StandUnderTest;
let running: RunningCore;
let accountId: string;
const logged: string[] = [];

beforeEach(async () => {
  logged.length = 0;
  under = await openStand({ account: { ...testAccount, enabled: { genuser: true } } });
  const log = (event: string, fields?: object) => void logged.push(event + JSON.stringify(fields ?? {}));
  running = await startCore({ ports: { logger: { debug: log, info: log, warn: log, error: log } } });
  accountId = (await connectDraft(running.client, { ...draftFor(under.stand.url), webhook: false })).id;
});
afterEach(async () => {
  await running.close();
  await under.close();
});

const tool = () => running.client.accountTools.newAccounts;
const order = (account: NewAccount, more: { clickId?: string; again?: string } = {}) =>
  tool().order({ clickId: crypto.randomUUID(), accountId, for: account, ...more });
const recent = () => tool().recent({ accountId });
const added = () => under.stand.requestsFor('children').filter(({ parameters }) => parameters.action === 'add');
const generated = () => under.stand.requestsFor('genuser');

const vera: NewAccount = { kind: 'child', email: 'vera@example.ru', name: 'Вера' };
const person: NewAccount = { kind: 'person', email: 'friend@example.ru', name: 'Иван Петров' };
const company: NewAccount = {
  kind: 'company',
  email: 'buh@example.ru',
  name: '',
  organization: 'ООО «Ромашка»',
  phone: '8 495 000-01-10',
  inn: '7707083893',
  kpp: '773601001',
  ogrn: '1027700132195',
  rs: '',
  ks: '30101810400000000225',
  bik: '044525225',
};

/** Every byte that the program has written. */
function written(): string {
  return readdirSync(running.directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString('latin1'))
    .join('\n');
}

describe('an account that belongs to this one (SIPNET API 2.7.0, 6.14)', () => {
  it.each<Partial<Traps>>([{}, { fieldNames: 'upper' }, { scalars: 'strings' }, { listShape: 'lone-row' }])(
    'is added by one request, and its password told once: %j',
    async (traps) => {
      under.stand.setTraps({ childRows: 'with-password', ...traps });
      const clickId = crypto.randomUUID();
      const { order: made, password } = await order(vera, { clickId });
      expect(made).toMatchObject({
        state: 'made',
        sipId: expect.stringMatching(/^\d{10}$/),
        login: expect.any(String),
      });
      const { login } = made;
      expect(await under.ask('balance', { login, password })).toMatchObject({ status: 'success', account: login });
      expect(added()).toMatchObject([{ parameters: { email: 'vera@example.ru', fio: 'Вера' } }]);

      // Whoever asks again is told no more, and nothing is sent.
      expect(await order(vera, { clickId })).toEqual({ order: made });
      expect(await order(vera)).toEqual({ order: made });
      expect(await recent()).toEqual([made]);
      expect(added()).toHaveLength(1);
      expect(password).toMatch(/^.{8,}$/);
      expect(logged.join('\n')).not.toContain(password);
      expect(written()).not.toContain(password);
      expect(written()).toContain('vera@example.ru');
    },
  );

  it('needs neither an address nor a name, and may be told by nothing', async () => {
    under.stand.setTraps({ bareAnswers: ['children'] });
    const { order: made, password } = await order({ kind: 'child', email: '', name: '' });
    expect([made.state, made.login, made.sipId, password]).toEqual(['made', undefined, undefined, undefined]);
    expect(Object.keys(added()[0]?.parameters ?? {})).not.toContain('email');
  });

  it('whose answer was lost is found in the list, and is unknown where the list cannot tell', async () => {
    // The list before is lost and repeated; the request is lost and is not; the list after it comes through.
    const fault = { kind: 'drop', operations: ['children'], every: 2, times: 2 } as const;
    under.stand.setTraps({ fault: { ...fault, when: 'after' } });
    const { order: made, password } = await order(vera);
    expect(made).toMatchObject({ state: 'made', login: expect.any(String) });
    expect(password).toBeUndefined();
    under.stand.setTraps({ fault: { ...fault, when: 'before' } });
    const other: NewAccount = { ...vera, name: 'Галина' };
    expect((await order(other)).order.state).toBe('unknown');
    expect(added()).toHaveLength(2);
    expect(await under.rows('children', 'accounts')).toHaveLength(3);
  });

  it('is added also where the list may not be read', async () => {
    under.stand.setTraps({ fault: { kind: 'html', operations: ['children'], times: 1 } });
    expect((await order(vera)).order.state).toBe('made');
  });
});

describe('a partner account (SIPNET API 2.7.0, 6.10)', () => {
  it('is made for a person, with the password that the provider tells or without', async () => {
    const { order: made, password } = await order(person);
    expect(made).toMatchObject({ state: 'made', login: expect.any(String), sipId: expect.any(String) });
    expect(await under.ask('balance', { login: made.login, password })).toMatchObject({ status: 'success' });
    expect(written()).not.toContain(password);
    under.stand.setTraps({ newPassword: 'absent' });
    expect(await order({ ...person, email: 'other@example.ru' })).not.toHaveProperty('password');
    const asked = generated().map(({ parameters: { operation: _, format: __, ...fields } }) => fields);
    expect(asked[0]).toEqual({ email: 'friend@example.ru', fio: 'Иван Петров' });
  });

  it('is made for a company, of which no more is kept than who it is', async () => {
    const { order: made } = await order(company);
    expect(generated()).toMatchObject([
      {
        parameters: {
          inn: '7707083893',
          organization: 'ООО «Ромашка»',
          phone: '+74950000110',
          kpp: '773601001',
          ogrn: '1027700132195',
          ks: '30101810400000000225',
          bik: '044525225',
        },
      },
    ]);
    expect(Object.keys(generated()[0]?.parameters ?? {})).not.toContain('rs');
    expect(made.for).toMatchObject({ organization: 'ООО «Ромашка»', inn: '7707083893', ks: '' });
    expect(written()).not.toContain('30101810400000000225');
  });

  it.each<[string, Partial<NewAccount>]>([
    ['inn', { inn: '7707083894' }],
    ['phone', { phone: '112' }],
    ['ks', { bik: '044525593' }],
    ['email', { email: '' }],
  ])('is not ordered with a wrong %s', async (field, wrong) => {
    await expect(order({ ...company, ...wrong } as NewAccount)).rejects.toMatchObject({
      code: 'BAD_INPUT',
      data: { field },
    });
    expect(generated()).toEqual([]);
  });

  it.each<[Partial<Traps>, RegExp | undefined]>([
    [{}, /Обратитесь в службу поддержки/],
    [{ refusalBody: 'bare' }, /Обратитесь в службу поддержки/],
    [{ errorStatus: 'http' }, /Обратитесь в службу поддержки/],
    [{ scalars: 'strings' }, /Обратитесь в службу поддержки/],
  ])(
    "that is not switched on is refused in the provider's words, leaves nothing, and may be ordered later: %j",
    async (traps, words) => {
      under.stand.setTraps({ ...traps, notEnabled: ['genuser'] });
      await expect(order(person)).rejects.toMatchObject({
        code: 'PROVIDER_REFUSED',
        data: { detail: expect.stringMatching(words ?? /./) },
      });
      expect(await recent()).toEqual([]);
      expect((await running.client.accounts.list())[0]?.status.state).not.toBe('needs-attention');
      under.stand.setTraps({});
      expect((await order(person)).order.state).toBe('made');
    },
  );

  it.each<Partial<Traps>>([
    { notEnabled: ['genuser'], errorStatus: 'http-500' },
    { notEnabled: ['genuser'], refusalBody: 'html', errorStatus: 'http' },
    { notEnabled: ['genuser'], refusalBody: 'empty' },
    { fault: { kind: 'drop', operations: ['genuser'], when: 'after' } },
    { fault: { kind: 'cut-short', operations: ['genuser'], when: 'after' } },
    { fault: { kind: 'bad-gateway', operations: ['genuser'] } },
  ])(
    'of which no answer came that proves anything is unknown, also after a restart, and never repeated by itself: %j',
    async (traps) => {
      under.stand.setTraps(traps);
      const { order: sent } = await order(company);
      expect(sent.state).toBe('unknown');
      running = await running.restart();
      expect(await recent()).toEqual([sent]);
      under.stand.setTraps({});
      expect(await order(company)).toEqual({ order: sent });
      expect(generated()).toHaveLength(1);

      const { order: next } = await order(company, { again: sent.id });
      expect(next.state).toBe('made');
      expect(generated()).toHaveLength(2);
      expect((await tool().forget({ accountId, id: sent.id })).map(({ id }) => id)).toEqual([next.id]);
    },
  );

  it('is one whose money may be looked at, as far as the provider lets its partner', async () => {
    const { order: made } = await order(person);
    const { subAccounts, money } = running.client.accountTools;
    const of = (await subAccounts.subjects({ accountId })).find(({ login }) => login === made.login)?.id;
    expect(of).toBe(made.sipId);
    expect(await money.balance({ accountId, of })).toMatchObject({ currency: 'RUB' });
    under.stand.setTraps({ partnerAccess: 'refused' });
    await expect(money.balance({ accountId, of })).rejects.toMatchObject({ code: 'PROVIDER_REFUSED' });
  });

  it('may be looked at where the provider refuses to list the children, and not where it is out of reach', async () => {
    const { order: made } = await order(person);
    const subjects = () => running.client.accountTools.subAccounts.subjects({ accountId });
    under.stand.setTraps({ notEnabled: ['children'] });
    expect(await subjects()).toEqual([{ id: made.sipId, login: made.login, sipId: made.sipId, isChild: false }]);
    under.stand.setTraps({ fault: { kind: 'bad-gateway', operations: ['children'] } });
    await expect(subjects()).rejects.toMatchObject({ code: 'PROVIDER_DOWN' });
  });

  it('is one where two presses cross', async () => {
    const both = await Promise.all([order(vera), order(vera)]);
    expect(new Set(both.map((answer) => answer.order.id)).size).toBe(1);
    expect(added()).toHaveLength(1);
  });
});

it('nothing of a removed account is kept beside its rows', async () => {
  await order(person);
  await running.client.settings.update({
    balanceLimits: { [accountId]: 100 },
    callbackGreetings: { [accountId]: { language: 'en', prompt: 'prompt-7' } },
  });
  await running.client.accountTools.callerIds.add({ accountId, number: '+79161000232', by: 'sms' });
  const people = ['+79161000232', '+79161000233'];
  await running.client.accountTools.multiCallback.order({
    clickId: crypto.randomUUID(),
    accountId,
    to: people,
    language: 'ru',
  });
  expect(written()).toContain('friend@example.ru');
  await running.client.accounts.remove({ id: accountId });
  expect(await running.client.settings.get()).toMatchObject({ balanceLimits: {}, callbackGreetings: {} });
  running = await running.restart();
  expect(await recent()).toEqual([]);
  expect(await running.client.accountTools.multiCallback.recent({ accountId })).toEqual([]);
  const stored = settingsOf(running.directory);
  expect(stored).not.toContain(accountId);
  expect(stored).not.toContain('friend@example.ru');
});

function settingsOf(directory: string): string {
  const sql = new DatabaseSync(join(directory, 'perezvon.sqlite'), { readOnly: true });
  try {
    return JSON.stringify(sql.prepare('SELECT key, value FROM settings').all());
  } finally {
    sql.close();
  }
}
