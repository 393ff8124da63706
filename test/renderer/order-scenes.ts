import type { Page } from '@playwright/test';
import type { Callback } from '../../shared/contract/callback.ts';
import type { FixtureState } from './fixture-state.ts';
import { medium, narrow, type Scene, wide } from './scene.ts';
import { tryAll } from './scene-steps.ts';

/** Orders of all outcomes, two of them with their calls in the log. */
const orderedBefore = (state: FixtureState) => {
  const outgoing = state.calls.filter((call) => call.direction === 'out' && call.remote.key !== '');
  const outcomes: (Pick<Callback, 'state'> & Partial<Pick<Callback, 'hold' | 'wasConnected' | 'problem'>>)[] = [
    { state: 'unknown', hold: 'unknown', problem: { code: 'ORDER_UNKNOWN' } },
    { state: 'ended', wasConnected: true },
    { state: 'failed' },
    { state: 'refused', problem: { code: 'PROVIDER_REFUSED', detail: 'Недостаточно средств' } },
    { state: 'ended' },
    { state: 'ended', wasConnected: true },
  ];
  state.callbacks = outcomes.flatMap((outcome, index) => {
    const call = outgoing[index];
    if (call === undefined) return [];
    const linked = index === 1 || index === 4 ? { callId: call.id } : {};
    // All of one number, so that the call's detail has each of them.
    const remote = outgoing[1]?.remote ?? call.remote;
    const at = call.startedAt - 9000;
    const order = { accountId: call.accountId, remote, from: '', orderedAt: at, changedAt: at };
    return [
      {
        ...({ id: String(index), state: 'ended', hold: 'none', followed: true, wasConnected: false } as const),
        ...order,
        ...linked,
        ...outcome,
      },
    ];
  });
};

const openOrdered = async (page: Page) => {
  await page.keyboard.press('d');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /соединились|connected/ })
    .click();
  await page.waitForTimeout(300);
};

/** An order of unknown fate, one that the provider refused for its number, and one for the own phone. */
const orderedNow = (state: FixtureState) => {
  const now = Date.now();
  const held: Pick<Callback, 'state' | 'hold' | 'problem'>[] = [
    { state: 'unknown', hold: 'unknown', problem: { code: 'ORDER_UNKNOWN' } },
    {
      state: 'refused',
      hold: 'number',
      problem: { code: 'PROVIDER_REFUSED', detail: 'Неверное значение параметра. dstphone', field: 'to' },
    },
    { state: 'refused', hold: 'own-phone', problem: { code: 'NUMBER_NOT_OWN', field: 'from' } },
  ];
  state.callbacks = held.flatMap((outcome, index) => {
    const group = state.missed[index];
    if (group === undefined) return [];
    const at = now - index * 20_000;
    const order = {
      id: String(index),
      accountId: 'shop',
      remote: group.remote,
      from: '',
      orderedAt: at,
      changedAt: at,
    };
    return [{ ...order, followed: false, wasConnected: false, ...outcome }];
  });
};

const askAgain = async (page: Page) => {
  await page
    .getByRole('button', { name: /Заказать ещё раз…|Order again…/ })
    .first()
    .click();
  await page.waitForTimeout(300);
};

const dial = (text: string) => async (page: Page) => {
  await page.keyboard.press('d');
  await page.getByRole('dialog').getByRole('combobox').first().fill(text);
  await page.waitForTimeout(900);
};

export const orderScenes: readonly Scene[] = [
  {
    name: 'calls-order',
    size: wide,
    act: (page) =>
      page
        .getByRole('button', { name: /^Перезвонить:/ })
        .first()
        .click(),
  },
  { name: 'calls-tried', size: wide, prepare: tryAll },
  { name: 'calls-tried-narrow', size: narrow, english: true, dark: true, prepare: tryAll },
  { name: 'calls-dial', size: wide, act: (page) => page.keyboard.press('d') },
  { name: 'calls-dial-narrow', size: narrow, act: (page) => page.keyboard.press('d') },
  { name: 'calls-dial-ordered', size: narrow, prepare: orderedBefore, act: (page) => page.keyboard.press('d') },
  { name: 'calls-ordered', size: wide, dark: true, english: true, prepare: orderedBefore, act: openOrdered },
  { name: 'calls-dial-emergency', size: medium, dark: true, act: dial('112') },
  { name: 'calls-orders-held', size: wide, prepare: orderedNow },
  { name: 'calls-orders-held-narrow', size: narrow, english: true, dark: true, prepare: orderedNow },
  { name: 'calls-order-again', size: wide, dark: true, prepare: orderedNow, act: askAgain },
  { name: 'calls-order-again-narrow', size: narrow, english: true, prepare: orderedNow, act: askAgain },
  { name: 'calls-dial-several', size: wide, act: dial('моб. 89161000232, раб. 8 495 123-45-67') },
  { name: 'calls-dial-short', size: narrow, dark: true, act: dial('8-495-123-45-6') },
  { name: 'calls-dial-rest', size: narrow, english: true, act: dial('8 916 100-02-32-33') },
  { name: 'calls-dial-extension', size: narrow, act: dial('+7 495 123-45-67 доб. 123') },
  { name: 'calls-dial-service', size: narrow, english: true, act: dial('0611') },
  {
    name: 'calls-dial-own',
    size: wide,
    async act(page) {
      await dial('810 44 20 7946 0018')(page);
      await page.getByLabel('Сначала зазвонит').fill('+7 916 555-09-09');
    },
  },
];
