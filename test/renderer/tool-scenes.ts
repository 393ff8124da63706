import type { Page } from '@playwright/test';
import type { FixtureState } from './fixture-state.ts';
import { type ToolAnswers, toolAccount } from './fixture-tools.ts';
import type { Scene } from './scene.ts';

const wide = { width: 1440, height: 5200 };
const narrow = { width: 360, height: 7400 };
const hash = '#/settings/accounts/shop';

const answering =
  (answers: ToolAnswers) =>
  (state: FixtureState): void => {
    const [, ...others] = state.accounts;
    state.accounts = [toolAccount(Date.now()), ...others];
    state.tools = answers;
  };

/** What has to be asked for: the movements of money, and a report. */
const askForAll = async (page: Page) => {
  await page.getByRole('button', { name: /^(Показать приход и расход|Show income and spending)$/ }).click();
  await page.getByRole('button', { name: /^(По направлениям|By direction)$/ }).click();
};
const openAll = async (page: Page) => {
  await askForAll(page);
  await page.getByRole('list', { name: /Amount/ }).waitFor();
};
const lookAt = (name: RegExp) => async (page: Page) => {
  await page
    .getByRole('combobox', { name: /^(Чей аккаунт|Whose account)$/ })
    .selectOption({ label: (await page.getByRole('option', { name }).textContent()) ?? '' });
};
const changeForwarding = async (page: Page) => {
  await lookAt(/^anna/)(page);
  await page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: /^(Переадресация|Forwarding)$/ }) })
    .getByRole('button', { name: /^(Изменить|Change)$/ })
    .click();
};
const addNumber = async (page: Page) => {
  const field = page.getByRole('textbox', { name: /^(Добавить номер|Add a number)$/ });
  await field.fill('+7 916 100-02-32');
  await field.press('Enter');
  await page.getByRole('textbox', { name: /^(Код|Code)$/ }).waitFor();
};

/** The tools of an account: all of them, for another, and where the provider has nothing, refuses, or is not heard. */
export const toolScenes: readonly Scene[] = [
  { name: 'tools', size: wide, hash, prepare: answering('full'), act: openAll },
  { name: 'tools-dark', size: wide, dark: true, english: true, hash, prepare: answering('full'), act: openAll },
  { name: 'tools-narrow', size: narrow, hash, prepare: answering('full'), act: openAll },
  {
    name: 'tools-narrow-dark',
    size: narrow,
    dark: true,
    english: true,
    hash,
    prepare: answering('full'),
    act: openAll,
  },
  { name: 'tools-empty', size: wide, hash, prepare: answering('empty'), act: askForAll },
  { name: 'tools-refused-narrow', size: narrow, english: true, hash, prepare: answering('refused'), act: askForAll },
  { name: 'tools-slow', size: wide, dark: true, hash, prepare: answering('stuck'), act: askForAll },
  { name: 'tools-of-child', size: wide, hash, prepare: answering('full'), act: lookAt(/^anna/) },
  {
    name: 'tools-of-client-narrow',
    size: narrow,
    dark: true,
    english: true,
    hash,
    prepare: answering('full'),
    act: lookAt(/^romashka/),
  },
  {
    name: 'tools-change-of-child',
    size: { width: 1200, height: 1000 },
    hash,
    prepare: answering('full'),
    act: changeForwarding,
  },
  {
    name: 'tools-change-of-child-narrow',
    size: { width: 360, height: 740 },
    english: true,
    dark: true,
    hash,
    prepare: answering('full'),
    act: changeForwarding,
  },
  { name: 'tools-number-narrow', size: narrow, hash, prepare: answering('full'), act: addNumber },
];
