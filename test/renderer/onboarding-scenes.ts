import type { Page } from '@playwright/test';
import type { Account } from '../../shared/contract/account.ts';
import type { VaultState } from '../../shared/contract/host.ts';
import { tokenAccount } from './fixture-data.ts';
import type { FixtureState } from './fixture-state.ts';
import { medium, narrow, type Scene, wide } from './scene.ts';

const nobody = (state: FixtureState) => {
  state.accounts = [];
  state.calls = [];
  state.missed = [];
  state.settings = {
    ...state.settings,
    relay: { mode: 'standalone', url: 'https://relay.example.ru', publicUrl: '', port: 0 },
  };
};
const typeCredentials = async (page: Page) => {
  await page.getByRole('button', { name: /SIPNET/ }).click();
  await page.getByLabel(/^(Логин|Login)$/).fill('0042656976');
  await page.getByLabel(/^(Пароль|Password)$/).fill('secret');
};
const check = async (page: Page) => {
  await typeCredentials(page);
  await page.getByRole('button', { name: /^(Проверить|Check)$/ }).click();
  await page.waitForTimeout(300);
};

/** An account whose provider lists its numbers. */
const typeKey = async (page: Page) => {
  await page.getByRole('button', { name: /^(Автосекретарь МТС|MTS Autosecretary)/ }).click();
  await page
    .getByLabel(/^(Ключ API|API key)$/)
    .last()
    .fill('key of the clinic');
};
const findNumbers = async (page: Page) => {
  await typeKey(page);
  await page.getByRole('button', { name: /^(Проверить|Check)$/ }).click();
  await page.getByRole('list', { name: /^(Номера у провайдера|Numbers at the provider)$/ }).waitFor();
};
const chooseNumbers = async (page: Page) => {
  await findNumbers(page);
  await page.getByRole('textbox').first().fill('Регистратура');
  await page.getByRole('checkbox').last().click();
};
const chooseNone = async (page: Page) => {
  await findNumbers(page);
  for (const box of await page.getByRole('checkbox').all()) await box.click();
};

/** Nobody yet, and secrets kept so. */
const keeping = (vault: Pick<VaultState, 'kind'> & Partial<VaultState>) => (state: FixtureState) => {
  nobody(state);
  state.vault = { locked: false, fileExists: vault.kind === 'passphrase', ...vault };
};
const nowhere = { kind: 'none', keychainProblem: 'AccessDenied' } as const;
const locked = { ...nowhere, kind: 'passphrase', locked: true } as const;
const moving = { kind: 'passphrase', locked: true } as const;
const lockedKeychain = { kind: 'keychain', locked: true, keychainProblem: 'unlock prompt was dismissed' } as const;

const token = (claims: object) =>
  [
    { alg: 'RS256', typ: 'JWT' },
    { contract: '882736', roles: 'users:integrationapi:create', ...claims },
  ]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .concat('jjZAgjIX_GYUQUZErZx6L-l6OZ0yw7bqzD8aneuLvyC0QkK9SbKK-SBo3n-n5fJphhk2GU8Rf6SVC4U2nKRuploBaZMrZK4jtX0wVMjV')
    .join('.');
const yearAhead = () => Math.floor(Date.now() / 1000) + 300 * 86_400;
const pasteToken = async (page: Page, pasted = token({ exp: yearAhead() })) => {
  await page.getByRole('button', { name: /^(АллоИнкогнито|AlloIncognito)/ }).click();
  await page.getByLabel('Authorization token').fill(pasted);
  const numbers = page.getByLabel(/^(Номера договора|Numbers of your contract)$/).first();
  for (const number of ['84950000110', '8 499 000-01-20']) {
    await numbers.fill(number);
    await numbers.press('Enter');
  }
};
const checkToken = async (page: Page) => {
  await pasteToken(page);
  await page.getByRole('button', { name: /^(Проверить|Check)$/ }).click();
  await page.waitForTimeout(300);
};
const connectToken = async (page: Page) => {
  await checkToken(page);
  await page.getByRole('button', { name: /^(Подключить|Connect)$/ }).click();
  await page.waitForTimeout(300);
};
const refuseWith = (refusal: FixtureState['refusal']) => (state: FixtureState) => {
  nobody(state);
  if (refusal !== undefined) state.refusal = refusal;
};
/** A third account, by token, in the given status. */
export const withContract =
  (status: Partial<Account['status']> = {}) =>
  (state: FixtureState) => {
    const account = tokenAccount(Date.now());
    state.accounts = [{ ...account, status: { ...account.status, ...status } }, ...state.accounts];
  };
export const halfRead = { importing: { share: 0.42, calls: 1203, readBackTo: Date.now() - 12 * 86_400_000 } };

/** How an account is connected, step by step, and what may go wrong on the way. */
export const onboardingScenes: readonly Scene[] = [
  { name: 'onboarding-choose', size: wide, prepare: nobody },
  { name: 'onboarding-choose-narrow', size: narrow, dark: true, prepare: nobody },
  { name: 'onboarding-credentials', size: wide, prepare: nobody, act: typeCredentials },
  {
    name: 'onboarding-key-narrow',
    size: narrow,
    prepare: nobody,
    async act(page) {
      await page.getByRole('button', { name: /SIPNET/ }).click();
      await page.getByRole('radio', { name: 'Ключ API' }).click();
    },
  },
  {
    name: 'onboarding-refused',
    size: wide,
    dark: true,
    prepare(state) {
      nobody(state);
      state.refusal = { code: 'BAD_CREDENTIALS' };
    },
    act: check,
  },
  { name: 'onboarding-found', size: wide, prepare: nobody, act: check },
  {
    name: 'onboarding-taken',
    size: wide,
    english: true,
    prepare(state) {
      nobody(state);
      state.hook = { state: 'other', host: 'crm.example.com' };
    },
    act: check,
  },
  ...(['keychain', 'passphrase', 'memory', 'none'] as const).flatMap((kind): Scene[] => [
    { name: `onboarding-kept-${kind}`, size: wide, prepare: keeping({ kind }), act: typeCredentials },
    {
      name: `onboarding-kept-${kind}-narrow`,
      size: narrow,
      dark: true,
      english: true,
      prepare: keeping({ kind }),
      act: typeCredentials,
    },
  ]),
  { name: 'onboarding-kept-locked', size: wide, prepare: keeping(locked), act: typeCredentials },
  { name: 'onboarding-vault', size: wide, prepare: keeping(nowhere), act: check },
  { name: 'onboarding-vault-dark', size: wide, dark: true, english: true, prepare: keeping(nowhere), act: check },
  { name: 'onboarding-vault-narrow', size: narrow, prepare: keeping(nowhere), act: check },
  {
    name: 'onboarding-vault-faults-narrow',
    size: narrow,
    dark: true,
    english: true,
    prepare: keeping(nowhere),
    async act(page) {
      await check(page);
      await page.getByLabel('New passphrase', { exact: true }).fill('short');
      await page.getByRole('button', { name: 'Keep with a passphrase' }).click();
    },
  },
  { name: 'onboarding-vault-locked', size: wide, prepare: keeping(locked), act: check },
  { name: 'onboarding-keychain-locked', size: wide, prepare: keeping(lockedKeychain), act: check },
  {
    name: 'onboarding-keychain-refused-narrow',
    ...{ size: narrow, dark: true, english: true, prepare: keeping(lockedKeychain) },
    async act(page) {
      await check(page);
      await page.getByRole('button', { name: 'Unlock' }).click();
    },
  },
  { name: 'onboarding-vault-moves-narrow', size: narrow, prepare: keeping(moving), act: check },
  {
    name: 'onboarding-vault-locked-narrow',
    size: narrow,
    dark: true,
    english: true,
    prepare: keeping(locked),
    act: check,
  },
  { name: 'onboarding-numbers-key', size: wide, prepare: nobody, act: typeKey },
  {
    name: 'onboarding-numbers-key-narrow',
    size: narrow,
    dark: true,
    english: true,
    prepare: nobody,
    act: typeKey,
  },
  { name: 'onboarding-numbers', size: wide, prepare: nobody, act: chooseNumbers },
  {
    name: 'onboarding-numbers-narrow',
    size: narrow,
    dark: true,
    english: true,
    prepare: nobody,
    act: chooseNumbers,
  },
  { name: 'onboarding-numbers-none-narrow', size: narrow, prepare: nobody, act: chooseNone },
  { name: 'token-paste', size: wide, prepare: nobody, act: (page) => pasteToken(page) },
  {
    name: 'token-paste-dark',
    size: medium,
    dark: true,
    english: true,
    prepare: nobody,
    act: (page) => pasteToken(page),
  },
  {
    name: 'token-shown-narrow',
    size: narrow,
    prepare: nobody,
    async act(page) {
      await pasteToken(page);
      await page.getByRole('button', { name: 'Показать' }).click();
    },
  },
  {
    name: 'token-other',
    size: wide,
    prepare: nobody,
    act: (page) => pasteToken(page, token({ roles: 'api:integrationapi:access' })),
  },
  {
    name: 'token-expired-narrow',
    size: narrow,
    dark: true,
    english: true,
    prepare: nobody,
    act: (page) => pasteToken(page, token({ exp: 1_700_000_000 })),
  },
  {
    name: 'token-number-unread',
    size: wide,
    prepare: nobody,
    async act(page) {
      await pasteToken(page, 'это не токен');
      await page.getByLabel('Номера договора').first().fill('магазин');
      await page.getByRole('heading').first().click();
    },
  },
  {
    name: 'token-wrong-environment',
    size: wide,
    prepare: refuseWith({ code: 'WRONG_ENVIRONMENT', detail: 'test-allo.example.ru:4431' }),
    act: checkToken,
  },
  { name: 'token-service-off', size: wide, dark: true, prepare: refuseWith({ code: 'SERVICE_OFF' }), act: checkToken },
  {
    name: 'token-service-off-narrow',
    size: narrow,
    english: true,
    prepare: refuseWith({ code: 'SERVICE_OFF' }),
    act: checkToken,
  },
  { name: 'token-twin', size: wide, hash: '#/connect', prepare: withContract(), act: checkToken },
  { name: 'token-found', size: wide, prepare: nobody, act: checkToken },
  { name: 'token-found-narrow', size: narrow, dark: true, english: true, prepare: nobody, act: checkToken },
  {
    name: 'token-first-calls',
    size: wide,
    prepare: nobody,
    async act(page, server) {
      await connectToken(page);
      const [account] = server.state.accounts as [Account];
      server.state.accounts = [{ ...account, status: { ...account.status, ...halfRead } }];
      server.push({ kind: 'accounts', accounts: server.state.accounts });
      await page.waitForTimeout(300);
    },
  },
  { name: 'token-first-calls-read', size: narrow, dark: true, english: true, prepare: nobody, act: connectToken },
];
