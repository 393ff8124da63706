import type { Page } from '@playwright/test';
import type { FixtureState } from './fixture-state.ts';
import { medium, narrow, type Scene, wide } from './scene.ts';

const beQuiet = (state: FixtureState) => {
  const until = new Date();
  until.setHours(8, 0, 0, 0);
  state.quiet = { kind: 'quiet-hours', until: until.getTime() + 86_400_000 };
  const weekend = { days: [6, 7], from: 0, to: 0 };
  state.settings = { ...state.settings, quiet: { on: true, hours: [...state.settings.quiet.hours, weekend] } };
};

const diagnose = async (page: Page) => {
  await page.getByRole('button', { name: /^(Проверить всё|Test everything)$/ }).click();
  await page.getByRole('button', { name: /^(Проверить снова|Test again)$/ }).waitFor();
};

export const settingsScenes: readonly Scene[] = [
  { name: 'settings-notifications', size: wide, hash: '#/settings/notifications' },
  {
    name: 'settings-relay',
    size: wide,
    hash: '#/settings/calls-in',
    act: (page) => page.getByRole('radio', { name: /на сервере/ }).click(),
  },
  { name: 'settings-recordings', size: wide, hash: '#/settings/recordings' },
  {
    name: 'settings-recordings-narrow',
    size: narrow,
    english: true,
    dark: true,
    hash: '#/settings/recordings',
    async act(page) {
      await page.getByLabel('Space for recordings').selectOption('500');
    },
  },
  { name: 'settings-look', size: medium, dark: true, hash: '#/settings/look' },
  {
    name: 'settings-quiet',
    size: wide,
    hash: '#/settings/notifications',
    prepare: beQuiet,
  },
  { name: 'settings-quiet-narrow', size: narrow, dark: true, hash: '#/settings/notifications', prepare: beQuiet },
  {
    name: 'quiet-menu',
    size: wide,
    dark: true,
    prepare: beQuiet,
    act: (page) => page.getByRole('button', { name: /^Не беспокоить/ }).click(),
  },
  {
    name: 'quiet-menu-narrow',
    size: narrow,
    act: (page) => page.getByRole('button', { name: /^Не беспокоить/ }).click(),
  },
  { name: 'diagnostics-idle', size: wide, hash: '#/settings/diagnostics' },
  { name: 'diagnostics-done', size: wide, hash: '#/settings/diagnostics', act: diagnose },
  {
    name: 'diagnostics-done-dark',
    size: wide,
    dark: true,
    english: true,
    hash: '#/settings/diagnostics',
    act: diagnose,
  },
  { name: 'diagnostics-done-narrow', size: narrow, hash: '#/settings/diagnostics', act: diagnose },
  {
    name: 'diagnostics-log',
    size: medium,
    dark: true,
    hash: '#/settings/diagnostics',
    async act(page) {
      await page.getByText('Последние строки').click();
      await page.getByRole('button', { name: 'Скопировать отчёт' }).click();
      await page.getByText('Последние строки').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'settings-data-shorter',
    size: narrow,
    english: true,
    dark: true,
    hash: '#/settings/data',
    async act(page) {
      await page.getByLabel('Calls', { exact: true }).selectOption('365');
    },
  },
  { name: 'settings-data', size: medium, hash: '#/settings/data' },
];
