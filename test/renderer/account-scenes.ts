import type { FixtureState } from './fixture-state.ts';
import { halfRead, withContract } from './onboarding-scenes.ts';
import { narrow, type Scene, wide } from './scene.ts';
import { loseProgram } from './scene-steps.ts';

const troubles = (state: FixtureState) => {
  const now = Date.now();
  state.accounts = state.accounts.map((account, index) => ({
    ...account,
    phones: ['101', '102', '0042656976'],
    ownPhones: index === 0 ? ['101'] : [],
    status:
      index === 0
        ? {
            state: 'failing',
            since: now - 25 * 60_000,
            problem: { code: 'RELAY_UNREACHABLE' },
            nextTryAt: now + 40_000,
            works: ['lists'],
          }
        : account.status,
  }));
};

export const accountScenes: readonly Scene[] = [
  {
    name: 'account-page-lost',
    size: narrow,
    dark: true,
    hash: '#/settings/accounts/contract',
    prepare: withContract(),
    act: loseProgram,
  },
  { name: 'calls-lost-accounts', size: wide, english: true, hash: '#/settings/accounts', act: loseProgram },
  {
    name: 'calls-connection',
    size: wide,
    prepare: troubles,
    act: (page) => page.getByRole('button', { name: /^Связь:/ }).click(),
  },
  {
    name: 'calls-connection-narrow',
    size: narrow,
    english: true,
    dark: true,
    prepare: troubles,
    act: (page) => page.getByRole('button', { name: /^Connection:/ }).click(),
  },
  { name: 'account-page', size: wide, hash: '#/settings/accounts/contract', prepare: withContract() },
  {
    name: 'account-page-importing',
    size: wide,
    dark: true,
    hash: '#/settings/accounts/contract',
    prepare: withContract(halfRead),
  },
  {
    name: 'account-page-narrow',
    size: narrow,
    english: true,
    hash: '#/settings/accounts/contract',
    prepare(state) {
      withContract(halfRead)(state);
      const now = Date.now();
      state.details.set('contract', {
        token: { validUntil: now + 12 * 86_400_000 },
        lines: [
          {
            number: '+74950000110',
            label: '+7 495 000-01-10',
            listed: true,
            calls: 1,
            newestAt: now - 3_600_000,
            hasUnanswered: false,
          },
          { number: '+74990000120', label: '+7 499 000-01-20', listed: false, calls: 0, hasUnanswered: false },
        ],
      });
    },
  },
  {
    name: 'account-revoked',
    size: wide,
    hash: '#/settings/accounts',
    prepare: withContract({ state: 'needs-attention', problem: { code: 'TOKEN_REVOKED' }, works: [] }),
  },
  {
    name: 'account-shared-narrow',
    size: narrow,
    dark: true,
    hash: '#/settings/accounts',
    prepare: withContract({ state: 'failing', problem: { code: 'TOKEN_SHARED' }, works: [] }),
  },
  {
    name: 'account-new-token',
    size: wide,
    hash: '#/settings/accounts/contract',
    prepare: withContract({ state: 'needs-attention', problem: { code: 'TOKEN_EXPIRED' }, works: [] }),
    act: (page) => page.getByRole('main').getByRole('button', { name: 'Вставить новый токен' }).first().click(),
  },
  {
    name: 'account-edit-narrow',
    size: narrow,
    english: true,
    dark: true,
    hash: '#/settings/accounts/contract',
    prepare: withContract(),
    act: (page) => page.getByRole('button', { name: 'Change' }).click(),
  },
  { name: 'settings-accounts', size: wide, hash: '#/settings/accounts' },
  { name: 'settings-accounts-narrow', size: narrow, hash: '#/settings/accounts' },
  {
    name: 'settings-edit',
    size: wide,
    hash: '#/settings/accounts',
    prepare: troubles,
    act: (page) => page.getByRole('button', { name: 'Изменить' }).first().click(),
  },
  {
    name: 'settings-phones',
    size: narrow,
    dark: true,
    english: true,
    hash: '#/settings/accounts',
    prepare: troubles,
    async act(page) {
      await page.getByRole('button', { name: 'Change' }).first().click();
      await page.getByRole('textbox', { name: /^Whose phone .*101/ }).fill('Anna, the counter');
    },
  },
  {
    name: 'settings-remove',
    size: wide,
    dark: true,
    hash: '#/settings/accounts',
    act: (page) => page.getByRole('button', { name: 'Удалить' }).first().click(),
  },
];
