import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compact } from '../../../shared/domain/compact.ts';
import { openStand, type StandUnderTest, testAccount } from '../../../test/fixtures/sipnet-account.ts';
import type { Traps } from './traps.ts';

let under: StandUnderTest;
beforeEach(async () => {
  under = await openStand();
});
afterEach(() => under.close());

const refused = (errorDescription?: string) => ({
  status: 'error',
  ...compact({ errorDescription }),
});

describe('webhook (SIPNET API 2.7.0, 6.9)', () => {
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

describe('recordcalls (SIPNET API 2.7.0, 6.12)', () => {
  it('sets with the defaults of the document, and clears', async () => {
    await under.ask('recordcalls', { action: 'set', incalls: 'Y', outcalls: 'N' });
    const week = { incalls: 'Y', outcalls: 'N', reccount: 0, expiration: 604_800, child: 'N' };
    expect(await under.ask('recordcalls')).toMatchObject(week);
    await under.ask('recordcalls', { action: 'clear' });
    expect(await under.ask('recordcalls')).toMatchObject({ incalls: 'N', outcalls: 'N' });
  });

  it('is of one stand alone, also where a test changes it by hand', async () => {
    under.stand.settings().recording.expiration = 60;
    const other = await openStand();
    expect(await other.ask('recordcalls')).toMatchObject({ expiration: 604_800 });
    await other.close();
  });

  it('wants both directions, as Y or N', async () => {
    expect(await under.ask('recordcalls', { action: 'set', incalls: 'Y' })).toMatchObject(refused('outcalls'));
    const bad = { action: 'set', incalls: 'Y', outcalls: '1' };
    expect(await under.ask('recordcalls', bad)).toMatchObject(refused('outcalls'));
    const soon = { action: 'set', incalls: 'Y', outcalls: 'Y', expiration: 'week' };
    expect(await under.ask('recordcalls', soon)).toMatchObject(refused('expiration'));
  });
});

describe('redirect (SIPNET API 2.7.0, 6.17)', () => {
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

describe('aninnumbers (SIPNET API 2.7.0, 6.13)', () => {
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

  it('knows a number with a plus for the one without, and does not add it again', async () => {
    const add = (number: string) => under.ask('aninnumbers', { action: 'add', phone: number });
    expect(await add('+74950000120')).toMatchObject(refused('phone'));
    await add(`+${phone}`);
    const code = under.stand.settings().awaitingCode?.code;
    await under.ask('aninnumbers', { action: 'checkcode', code });
    expect(await under.rows('aninnumbers', 'phones')).toContainEqual({ phone, type: 'sms', default: 'N' });
    expect(await under.ask('aninnumbers', { action: 'delete', phone: `+${phone}` })).toMatchObject({ phone });
  });

  it('moves the default and deletes', async () => {
    const second = '74950000120';
    expect(await under.ask('aninnumbers', { action: 'setdefault', phone: second })).toMatchObject({ phone: second });
    await under.ask('aninnumbers', { action: 'delete', phone: '74950000110' });
    expect(await under.rows('aninnumbers', 'phones')).toEqual([{ phone: second, type: 'own', default: 'Y' }]);
    expect(await under.ask('aninnumbers', { action: 'delete', phone: '1234567' })).toMatchObject(refused('1234567'));
  });
});

describe('webbuttons (SIPNET API 2.7.0, 6.8)', () => {
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

describe('children and genuser (SIPNET API 2.7.0, 6.14, 6.10)', () => {
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
      expect(await enabled.ask('genuser', { email: 'new@example.com', bik: '044525225' })).toMatchObject(
        refused('inn'),
      );
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

it('opens the cabinet once (SIPNET API 2.7.0, 6.7)', async () => {
  const { url } = await under.ask('entercabinet');
  expect((await fetch(String(url))).status).toBe(200);
  expect((await fetch(String(url))).status).toBe(403);
});

it('keeps the settings of accounts apart', async () => {
  await under.ask('webhook', { action: 'set', url: 'https://one.example/hook', foruser: 'anna' });
  expect(await under.ask('webhook')).toMatchObject({ webhooks: [] });
  expect(await under.ask('webhook', { foruser: 'anna' })).toMatchObject({ webhooks: ['https://one.example/hook'] });
});

describe('traps of settings', () => {
  it('a partner account that foruser does not reach', async () => {
    const enabled = await openStand({ account: { ...testAccount, enabled: { genuser: true } } });
    try {
      const { new_sip: foruser } = await enabled.ask('genuser', { email: 'new@example.com' });
      expect(await enabled.ask('balance', { foruser })).toMatchObject({ status: 'success' });
      enabled.stand.setTraps({ partnerAccess: 'refused', newPassword: 'absent' });
      expect(await enabled.ask('balance', { foruser })).toMatchObject({ status: 'error', account: 'shop' });
      expect(await enabled.ask('balance', { foruser: 'anna' })).toMatchObject({ status: 'success' });
      expect(await enabled.ask('genuser', { email: 'next@example.com' })).not.toHaveProperty('new_password');
    } finally {
      await enabled.close();
    }
  });

  it('a child whose row tells its password', async () => {
    expect(JSON.stringify(await under.ask('children'))).not.toContain('anna-password');
    under.stand.setTraps({ childRows: 'with-password' });
    expect(await under.rows('children', 'accounts')).toMatchObject([{ password: 'anna-password' }, {}]);
  });

  it('a hook in a row', async () => {
    under.stand.setTraps({ webhookRows: 'rows' });
    expect(await under.ask('webhook')).toMatchObject({ webhooks: [] });
    await under.ask('webhook', { action: 'set', url: 'https://one.example/hook' });
    expect(await under.ask('webhook')).toMatchObject({ webhooks: [{ url: 'https://one.example/hook' }] });
  });

  it('a button that keeps what an update leaves out', async () => {
    under.stand.setTraps({ buttonUpdate: 'kept' });
    const { cid } = await under.ask('webbuttons', { action: 'add', phone: '74950000110', text: 'Звоните', dtmf: 'Y' });
    await under.ask('webbuttons', { action: 'update', cid, phone: '74950000120' });
    expect(await under.rows('webbuttons', 'buttons')).toMatchObject([
      { phone: '74950000120', text: 'Звоните', dtmf: 'Y' },
    ]);
  });

  it('buttons as a service may keep them, or without what names them', async () => {
    await under.ask('webbuttons', { action: 'add', phone: '+74950000110', color: '#ab12cd', dtmf: 'Y' });
    under.stand.setTraps({ buttonRows: 'as-kept' });
    expect(await under.rows('webbuttons', 'buttons')).toMatchObject([
      { phone: '74950000110', color: 'AB12CD', dtmf: 1 },
    ]);
    under.stand.setTraps({ buttonRows: 'without-id' });
    const [row] = await under.rows('webbuttons', 'buttons');
    expect(row).toMatchObject({ color: '#ab12cd' });
    expect(row).not.toHaveProperty('cid');
  });

  it('numbers as texts, by their number, and with their default told in other ways', async () => {
    const phones = async (traps: Partial<Traps>) => {
      under.stand.setTraps(traps);
      return (await under.ask('aninnumbers')).phones;
    };
    const [first = '', second = ''] = testAccount.numbers;
    expect(await phones({ phoneRows: 'texts' })).toEqual([first, second]);
    expect(await phones({ phoneRows: 'by-number' })).toEqual({ [first]: 'own', [second]: 'own' });
    expect(await phones({ defaultPhone: '1-0' })).toMatchObject([{ default: 1 }, { default: 0 }]);
    expect(await phones({ defaultPhone: 'type' })).toEqual([
      { phone: first, type: 'default' },
      { phone: second, type: 'own' },
    ]);
    expect(await phones({ defaultPhone: 'absent' })).toEqual([
      { phone: first, type: 'own' },
      { phone: second, type: 'own' },
    ]);
  });

  it('a second number that is refused while another waits for its code, and a code that may be tried once', async () => {
    under.stand.setTraps({ secondCheck: 'refused', wrongCode: 'ends-the-check' });
    const add = (phone: string) => under.ask('aninnumbers', { action: 'add', phone });
    await add('79430000211');
    const code = under.stand.settings().awaitingCode?.code;
    expect(await add('79430000224')).toMatchObject(refused('phone'));
    expect(await under.ask('aninnumbers', { action: 'checkcode', code: '0' })).toMatchObject(refused('code'));
    expect(await under.ask('aninnumbers', { action: 'checkcode', code })).toMatchObject(refused('code'));
    expect(await add('79430000224')).toMatchObject({ status: 'success' });
  });

  it('recording of children that stays as it was when it is left out', async () => {
    under.stand.setTraps({ recordChildLeftOut: 'kept' });
    await under.ask('recordcalls', { action: 'set', incalls: 'Y', outcalls: 'Y' });
    expect(await under.ask('recordcalls')).toMatchObject({ child: 'Y' });
  });

  it('a redirect that keeps what set leaves out, told in seconds and in an object, or not at all', async () => {
    await under.ask('redirect', { action: 'set', redirtype: '2', busy: 'voicemail', waitanswer: '1m' });
    under.stand.setTraps({ redirectLeftOut: 'kept', redirectGet: 'nested', redirectWaits: 'seconds' });
    await under.ask('redirect', { action: 'set', redirtype: '2', noanswer: '74950000120' });
    const kept = { redirtype: '2', busy: 'voicemail', noanswer: '74950000120', waitanswer: '60s' };
    expect(await under.ask('redirect', { action: 'get' })).toMatchObject({ redirect: kept });
    under.stand.setTraps({ redirectGet: 'nothing-when-off' });
    expect(await under.ask('redirect', { action: 'get' })).toMatchObject({ redirtype: '2' });
    await under.ask('redirect', { action: 'del' });
    expect(await under.ask('redirect', { action: 'get' })).not.toHaveProperty('redirtype');
  });
});
