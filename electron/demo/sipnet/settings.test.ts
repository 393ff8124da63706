import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStand, type StandUnderTest, testAccount } from '../../../test/fixtures/sipnet-account.ts';

let under: StandUnderTest;
beforeEach(async () => {
  under = await openStand();
});
afterEach(() => under.close());

const refused = (errorDescription?: string) => ({
  status: 'error',
  ...(errorDescription === undefined ? {} : { errorDescription }),
});

describe('webhook (seed: SIPNET 6.9)', () => {
  it('keeps one URL: set overwrites, clear removes, list is the default', async () => {
    expect(await under.ask('webhook')).toMatchObject({ status: 'success', webhooks: [] });
    expect(await under.ask('webhook', { action: 'set', url: 'https://one.example/hook' })).toMatchObject({
      url: 'https://one.example/hook',
    });
    await under.ask('webhook', { action: 'set', url: 'https://two.example/hook' });
    expect(await under.ask('webhook', { action: 'list' })).toMatchObject({ webhooks: ['https://two.example/hook'] });
    expect(await under.ask('webhook', { action: 'clear' })).toMatchObject({ status: 'success' });
    expect(await under.ask('webhook')).toMatchObject({ webhooks: [] });
  });

  it('refuses another action, no URL, and what is no web address', async () => {
    expect(await under.ask('webhook', { action: 'delete' })).toMatchObject(refused('action'));
    expect(await under.ask('webhook', { action: 'set' })).toMatchObject(refused('url'));
    expect(await under.ask('webhook', { action: 'set', url: 'file:///etc/passwd' })).toMatchObject(refused('url'));
  });
});

describe('recordcalls (seed: SIPNET 6.12)', () => {
  it('sets with the defaults of the document, and clears', async () => {
    await under.ask('recordcalls', { action: 'set', incalls: 'Y', outcalls: 'N' });
    const week = { incalls: 'Y', outcalls: 'N', reccount: 0, expiration: 604_800, child: 'N' };
    expect(await under.ask('recordcalls')).toMatchObject(week);
    await under.ask('recordcalls', { action: 'clear' });
    expect(await under.ask('recordcalls')).toMatchObject({ incalls: 'N', outcalls: 'N' });
  });

  it('wants both directions, as Y or N', async () => {
    expect(await under.ask('recordcalls', { action: 'set', incalls: 'Y' })).toMatchObject(refused('outcalls'));
    const bad = { action: 'set', incalls: 'Y', outcalls: '1' };
    expect(await under.ask('recordcalls', bad)).toMatchObject(refused('outcalls'));
    const soon = { action: 'set', incalls: 'Y', outcalls: 'Y', expiration: 'week' };
    expect(await under.ask('recordcalls', soon)).toMatchObject(refused('expiration'));
  });
});

describe('redirect (seed: SIPNET 6.17)', () => {
  it('gives back what was set, and nothing after del', async () => {
    const rules = { redirtype: '2', noanswer: 'voicemail', busy: '74950000120', waitanswer: '20s', waitanswer2: '1m' };
    await under.ask('redirect', { action: 'set', ...rules });
    expect(await under.ask('redirect', { action: 'get' })).toMatchObject(rules);
    await under.ask('redirect', { action: 'del' });
    const none = await under.ask('redirect', { action: 'get' });
    expect(none).toMatchObject({ redirtype: '0' });
    expect(none).not.toHaveProperty('busy');
  });

  it('wants an action, a type, targets that can be called and waits in seconds or minutes', async () => {
    const set = { action: 'set', redirtype: '1' };
    expect(await under.ask('redirect')).toMatchObject(refused('action'));
    expect(await under.ask('redirect', { action: 'set' })).toMatchObject(refused('redirtype'));
    expect(await under.ask('redirect', { ...set, redirtype: '3' })).toMatchObject(refused('redirtype'));
    expect(await under.ask('redirect', { ...set, allcalls: 'to my aunt' })).toMatchObject(refused('allcalls'));
    expect(await under.ask('redirect', { ...set, waitanswer: '20' })).toMatchObject(refused('waitanswer'));
  });
});

describe('aninnumbers (seed: SIPNET 6.13)', () => {
  const phone = '79430000211';

  it('lists the own numbers, one of them the default', async () => {
    expect(await under.rows('aninnumbers', 'phones')).toEqual([
      { phone: '74950000110', type: 'own', default: 'Y' },
      { phone: '74950000120', type: 'own', default: 'N' },
    ]);
  });

  it('adds a number after its code', async () => {
    await under.ask('aninnumbers', { action: 'add', phone, checktype: 'call' });
    expect(await under.rows('aninnumbers', 'phones')).toHaveLength(2);
    const code = under.stand.settings().awaitingCode?.code ?? '';
    expect(await under.ask('aninnumbers', { action: 'checkcode', code: '0' })).toMatchObject(refused('code'));
    expect(await under.ask('aninnumbers', { action: 'checkcode', code })).toMatchObject({ status: 'success' });
    expect(await under.rows('aninnumbers', 'phones')).toContainEqual({ phone, type: 'call', default: 'N' });
    expect(await under.ask('aninnumbers', { action: 'checkcode', code })).toMatchObject(refused('code'));
  });

  it('awaits the code of one number only', async () => {
    await under.ask('aninnumbers', { action: 'add', phone });
    const first = under.stand.settings().awaitingCode?.code;
    await under.ask('aninnumbers', { action: 'add', phone: '79430000224' });
    await under.ask('aninnumbers', { action: 'checkcode', code: first });
    const phones = await under.rows('aninnumbers', 'phones');
    expect(phones.map((row) => row.phone)).not.toContain(phone);
  });

  it('moves the default and deletes', async () => {
    const second = '74950000120';
    expect(await under.ask('aninnumbers', { action: 'setdefault', phone: second })).toMatchObject({ phone: second });
    await under.ask('aninnumbers', { action: 'delete', phone: '74950000110' });
    expect(await under.rows('aninnumbers', 'phones')).toEqual([{ phone: second, type: 'own', default: 'Y' }]);
    expect(await under.ask('aninnumbers', { action: 'delete', phone: '1234567' })).toMatchObject(refused('1234567'));
  });
});

describe('webbuttons (seed: SIPNET 6.8)', () => {
  const defaults = { color: '#008735', btntype: '2', text: '', descr: 'Кнопка через API', dtmf: 'N' };

  it('adds with the defaults of the document', async () => {
    const added = await under.ask('webbuttons', { action: 'add', phone: '74950000110' });
    expect(added.buttons).toEqual([{ cid: added.cid, phone: '74950000110', ...defaults }]);
    expect(await under.rows('webbuttons', 'buttons')).toEqual(added.buttons);
  });

  it('sets what an update leaves out back to the default', async () => {
    const { cid } = await under.ask('webbuttons', { action: 'add', phone: '74950000110', text: 'Звоните', dtmf: 'Y' });
    await under.ask('webbuttons', { action: 'update', cid, phone: '0042656976@sipnet.ru', color: '#ff0000' });
    expect(await under.rows('webbuttons', 'buttons')).toEqual([
      { ...defaults, cid, phone: '0042656976@sipnet.ru', color: '#ff0000' },
    ]);
  });

  it('deletes, and knows no button that is not there', async () => {
    const { cid } = await under.ask('webbuttons', { action: 'add', phone: '74950000110' });
    expect(await under.ask('webbuttons', { action: 'delete', cid })).toMatchObject({ cid });
    expect(await under.ask('webbuttons', { action: 'delete', cid })).toMatchObject({ status: 'error' });
    expect(await under.ask('webbuttons', { action: 'add' })).toMatchObject(refused('phone'));
    expect(await under.ask('webbuttons', { action: 'update', phone: '74950000110' })).toMatchObject(refused('cid'));
  });
});

describe('children and genuser (seed: SIPNET 6.14, 6.10)', () => {
  it('lists and adds children, who can then be acted for', async () => {
    expect(await under.rows('children', 'accounts')).toMatchObject([
      { login: 'anna', fio: 'Анна' },
      { login: 'boris' },
    ]);
    const [added] = await under.rows('children', 'accounts', { action: 'add', fio: 'Вера' });
    expect(added).toMatchObject({ fio: 'Вера', sipid: expect.stringMatching(/^\d{10}$/) });
    expect(await under.rows('children', 'accounts')).toHaveLength(3);
    expect(await under.ask('balance', { foruser: added?.sipid })).toMatchObject({ sipid: added?.sipid });
    expect(await under.ask('children', { foruser: 'anna' })).toMatchObject({ status: 'error' });
  });

  it('makes partner accounts only where support has enabled it', async () => {
    expect(await under.ask('genuser', { email: 'new@example.com' })).toMatchObject(refused('genuser'));
    const enabled = await openStand({ account: { ...testAccount, enabled: { genuser: true } } });
    try {
      expect(await enabled.ask('genuser')).toMatchObject(refused('email'));
      const entity = { email: 'new@example.com', inn: '7700000000' };
      expect(await enabled.ask('genuser', entity)).toMatchObject(refused('organization'));
      const made = await enabled.ask('genuser', { ...entity, organization: 'ООО', phone: '74950000110' });
      expect(made).toMatchObject({ status: 'success', new_sip: expect.any(String), new_password: expect.any(String) });
      const own = { login: made.new_name, password: made.new_password };
      expect(await enabled.ask('balance', own)).toMatchObject({ sipid: made.new_sip });
      expect(await enabled.rows('children', 'accounts')).toHaveLength(2);
    } finally {
      await enabled.close();
    }
  });
});

it('opens the cabinet once (seed: SIPNET 6.7)', async () => {
  const { url } = await under.ask('entercabinet');
  expect((await fetch(String(url))).status).toBe(200);
  expect((await fetch(String(url))).status).toBe(403);
});

it('keeps the settings of accounts apart', async () => {
  await under.ask('webhook', { action: 'set', url: 'https://one.example/hook', foruser: 'anna' });
  expect(await under.ask('webhook')).toMatchObject({ webhooks: [] });
  expect(await under.ask('webhook', { foruser: 'anna' })).toMatchObject({ webhooks: ['https://one.example/hook'] });
});
