import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Traps } from '../../electron/demo/sipnet/traps.ts';
import { newWebButton, type WebButtonFields } from '../../shared/domain/web-buttons.ts';
import { connectDraft, draftFor, type RunningCore, startCore } from '../fixtures/running-core.ts';
import { openStand, type StandUnderTest } from '../fixtures/sipnet-account.ts';

/** Buttons on web pages, from the page's question to the provider and back. */

let under: StandUnderTest;
let running: RunningCore;
let accountId: string;

beforeEach(async () => {
  under = await openStand();
  running = await startCore();
  const account = await connectDraft(running.client, { ...draftFor(under.stand.url), webhook: false });
  accountId = account.id;
});
afterEach(async () => {
  await running.close();
  await under.close();
});

const tool = () => running.client.accountTools.webButtons;
const list = () => tool().list({ accountId });
const sent = (action: string) =>
  under.stand.requestsFor('webbuttons').filter(({ parameters }) => parameters.action === action);
const button: WebButtonFields = {
  phone: '+74950000110',
  color: '#ab12cd',
  type: '3',
  text: 'Позвоните нам',
  description: 'Главная страница',
  keypad: true,
};
const add = (fields: Partial<WebButtonFields> = {}) => tool().add({ accountId, button: { ...button, ...fields } });
async function only() {
  const [one, another] = await list();
  if (one === undefined || another !== undefined) throw new Error('there is not exactly one button');
  return one;
}

describe('buttons on web pages (SIPNET API 2.7.0, 6.8)', () => {
  it('are added, changed and deleted, each by one request that names every field', async () => {
    expect(await list()).toEqual([]);
    const { buttons, readBack } = await add();
    expect(readBack).toBe('as-sent');
    expect(buttons).toMatchObject([{ id: expect.any(String), ...button, others: [] }]);

    const before = await only();
    const edited = { ...button, text: '', color: '#000000', keypad: false };
    expect(await tool().update({ accountId, before, button: edited })).toMatchObject({
      readBack: 'as-sent',
      buttons: [{ id: before.id, ...edited }],
    });
    const every = ['phone', 'color', 'btntype', 'text', 'descr', 'dtmf'];
    for (const action of ['add', 'update']) {
      expect(sent(action)).toHaveLength(1);
      expect(Object.keys(sent(action)[0]?.parameters ?? {})).toEqual(expect.arrayContaining(every));
    }

    expect(await tool().remove({ accountId, id: before.id ?? '' })).toEqual({ readBack: 'as-sent', buttons: [] });
    expect(sent('delete')).toHaveLength(1);
  });

  it.each<Partial<Traps>>([
    { buttonUpdate: 'kept' },
    { buttonRows: 'as-kept' },
    { buttonRows: 'without-id' },
    { fieldNames: 'upper' },
    { scalars: 'strings' },
    { listShape: 'object' },
    { listShape: 'lone-row' },
    { strangeRows: true },
    { unknownFields: true },
    { absentFields: 'null' },
  ])('are known again however they are kept and listed: %j', async (traps) => {
    under.stand.setTraps(traps);
    expect(await add()).toMatchObject({ readBack: 'as-sent' });
    const [one] = await list();
    expect(one).toMatchObject({ text: 'Позвоните нам', keypad: true });
    // Without an id nobody could say which button was meant.
    expect(one?.id === undefined).toBe(traps.buttonRows === 'without-id');
  });

  it('that leave their texts to the provider may get its own', async () => {
    expect(await add({ text: '', description: '' })).toMatchObject({
      readBack: 'as-sent',
      buttons: [{ description: newWebButton.description }],
    });
  });

  it('go back as they came where they were not touched, whatever they hold', async () => {
    await under.ask('webbuttons', { action: 'add', phone: '0042656976', color: 'green', btntype: 'round' });
    const before = await only();
    const received = { phone: '0042656976', color: 'green', type: 'round' };
    const { buttons } = await tool().update({ accountId, before, button: { ...button, ...received, text: 'Звоните' } });
    expect(buttons).toMatchObject([{ ...received, text: 'Звоните' }]);
  });

  it.each<[keyof WebButtonFields, Partial<WebButtonFields>]>([
    ['phone', { phone: '112' }],
    ['phone', { phone: '0042656976' }],
    ['phone', { phone: 'somebody' }],
    ['color', { color: 'green' }],
    ['type', { type: 'round' }],
    ['text', { text: 'x'.repeat(201) }],
    ['description', { description: 'one\nanother' }],
  ])('are not sent with a wrong %s: %j', async (field, wrong) => {
    await expect(add(wrong)).rejects.toMatchObject({ code: 'BAD_INPUT', data: { field } });
    expect(sent('add')).toEqual([]);
  });

  it('are not changed over what somebody else made of them, nor when they are gone', async () => {
    await add();
    const before = await only();
    await under.ask('webbuttons', { action: 'update', cid: before.id, phone: '74950000120' });
    await expect(tool().update({ accountId, before, button })).rejects.toMatchObject({ code: 'SETTINGS_CHANGED' });
    await under.ask('webbuttons', { action: 'delete', cid: before.id });
    await expect(tool().update({ accountId, before, button })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(tool().remove({ accountId, id: before.id ?? '' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect([sent('update'), sent('delete')].map((requests) => requests.length)).toEqual([1, 1]);
  });

  it('whose change got no answer are looked up: done when the list shows it, unknown when not, sent once either way', async () => {
    // The reading before is lost and repeated; the change is lost and is not; the reading after it comes through.
    const fault = { kind: 'drop', operations: ['webbuttons'], every: 2, times: 2 } as const;
    under.stand.setTraps({ fault: { ...fault, when: 'after' } });
    expect(await add()).toMatchObject({ readBack: 'as-sent', buttons: [button] });
    under.stand.setTraps({ fault: { ...fault, when: 'before' } });
    await expect(add({ text: 'Второй' })).rejects.toMatchObject({ code: 'CHANGE_UNKNOWN' });
    under.stand.setTraps({});
    const before = await only();
    under.stand.setTraps({ fault: { ...fault, when: 'before' } });
    await expect(tool().remove({ accountId, id: before.id ?? '' })).rejects.toMatchObject({ code: 'CHANGE_UNKNOWN' });
    under.stand.setTraps({});
    expect(await list()).toEqual([before]);
    expect([sent('add'), sent('delete')].map((requests) => requests.length)).toEqual([2, 1]);
  });

  it.each<Partial<Traps>>([{}, { refusalBody: 'bare' }, { errorStatus: 'http' }])(
    "are refused in the provider's own words, and nothing is unknown then: %j",
    async (traps) => {
      under.stand.setTraps({ ...traps, notEnabled: ['webbuttons'] });
      await expect(list()).rejects.toMatchObject({
        code: 'PROVIDER_REFUSED',
        data: { detail: expect.stringContaining('Обратитесь в службу поддержки') },
      });
    },
  );
});
