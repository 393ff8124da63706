import type { Page } from '@playwright/test';
import type { Problem } from '../../shared/contract/problem.ts';
import { callsWithJourneys, clinicAccount, confirmedMeanings } from './fixture-numbers.ts';
import type { FixtureState } from './fixture-state.ts';
import { narrow, type Scene, wide } from './scene.ts';

const hash = '#/settings/accounts/clinic';
const page = { wide: { width: 1440, height: 2400 }, narrow: { width: 360, height: 3400 } };
const form = { wide: { width: 1440, height: 2200 }, narrow: { width: 360, height: 3000 } };

type Prepare = (state: FixtureState) => void;
type Act = (page: Page) => Promise<void>;

/** A scene wide and in Russian, and once more narrow, dark and in English. */
function both(name: string, rest: Pick<Scene, 'hash' | 'prepare' | 'act'>, sizes = { wide, narrow }): Scene[] {
  return [
    { name, size: sizes.wide, ...rest },
    { name: `${name}-narrow`, size: sizes.narrow, dark: true, english: true, ...rest },
  ];
}

/** The account in question and its log. */
const withClinic =
  (through?: string): Prepare =>
  (state) => {
    state.accounts = [clinicAccount(Date.now(), through), ...state.accounts];
    state.calls = callsWithJourneys(state.calls);
  };
/** It alone: there is no other to call through. */
const withClinicAlone: Prepare = (state) => {
  withClinic()(state);
  state.accounts = state.accounts.slice(0, 1);
  state.missed = state.missed.map((group) => ({ ...group, accountId: 'clinic', line: 'Регистратура' }));
};
const withMeanings: Prepare = (state) => {
  withClinic()(state);
  state.numbers.meanings = confirmedMeanings;
};
const refusing =
  (refusal: Problem): Prepare =>
  (state) => {
    withMeanings(state);
    state.numbers.refusal = refusal;
  };

const inPanel = (page: Page) =>
  page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: /^(Что делают номера|What the numbers do)$/ }) });
const seePage: Act = async (page) => {
  await page.getByRole('list', { name: /^(Номера у провайдера|Numbers at the provider)$/ }).waitFor();
  await page.getByRole('button', { name: /^(Пояснить значения|Say what the values mean)$/ }).waitFor();
};
const seeWeek: Act = (page) => page.getByRole('list', { name: /^(Неделя номера|Week of)/ }).scrollIntoViewIfNeeded();
const openEditor: Act = (page) =>
  inPanel(page)
    .getByRole('button', { name: /^(Изменить|Change)$/ })
    .click();
const openHistory: Act = (page) =>
  inPanel(page)
    .locator('summary')
    .filter({ hasText: /^(Как было|History)/ })
    .click();
const askMeanings: Act = (page) =>
  page.getByRole('button', { name: /^(Пояснить значения|Say what the values mean)$/ }).click();

/** One destination is open, one is taken away, one is new. */
const editHours: Act = async (page) => {
  await openEditor(page);
  const rows = page.getByRole('dialog').locator('details');
  await rows.nth(2).locator('summary').click();
  await rows
    .nth(2)
    .getByRole('textbox', { name: /^(До|To)$/ })
    .fill('18:59:59');
  await rows.nth(3).locator('summary').click();
  await rows
    .nth(3)
    .getByRole('button', { name: /^(Убрать|Take away)/ })
    .click();
  await page.getByRole('button', { name: /^(Добавить, кому звонить|Add somebody to ring)$/ }).click();
  await rows
    .last()
    .getByRole('textbox', { name: /^(Кому звонить|Whom to ring)$/ })
    .fill('8 (943) 000-06-99');
};
const sendDescription: Act = async (page) => {
  await openEditor(page);
  await page.getByRole('textbox', { name: /^(Описание|Description)$/ }).fill('Регистратура на Ленина');
  await page.getByRole('button', { name: /^(Отправить провайдеру|Send to the provider)$/ }).click();
  await page.getByRole('alert').first().waitFor();
};
const sendHours: Act = async (page) => {
  await editHours(page);
  await page.getByRole('button', { name: /^(Отправить провайдеру|Send to the provider)$/ }).click();
  await page.getByRole('alert').first().waitFor();
};
const openCall =
  (index: number): Act =>
  (page) =>
    page.locator('[data-row]').nth(index).click();

export const numberScenes: readonly Scene[] = [
  ...both('numbers-page', { hash, prepare: withClinic(), act: seePage }, page),
  ...both('numbers-week', { hash, prepare: withMeanings, act: seeWeek }, page),
  ...both('numbers-editor', { hash, prepare: withClinic(), act: openEditor }, form),
  ...both('numbers-hours', { hash, prepare: withMeanings, act: editHours }, form),
  ...both('numbers-meanings', { hash, prepare: withClinic(), act: askMeanings }),
  ...both('numbers-refused', {
    hash,
    prepare: refusing({
      code: 'PROVIDER_REFUSED',
      field: '4950000310 dn_list[0].end',
      detail: 'Недопустимое значение поля dn_list[0].end',
    }),
    act: sendHours,
  }),
  ...both('numbers-changed', { hash, prepare: refusing({ code: 'SETTINGS_CHANGED' }), act: sendDescription }),
  ...both('numbers-history', { hash, prepare: withMeanings, act: openHistory }, page),
  ...both('numbers-log', { prepare: withClinicAlone }),
  ...both('numbers-journey', { prepare: withClinicAlone, act: openCall(5) }),
  ...both('numbers-other-line', { prepare: withClinic('shop'), act: openCall(4) }),
];
