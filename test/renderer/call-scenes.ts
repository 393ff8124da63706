import type { Page } from '@playwright/test';
import type { CertificateState } from '../../shared/contract/host.ts';
import type { FixtureServer } from './fixture-server.ts';
import type { FixtureState } from './fixture-state.ts';
import { fullLineHash, withLines } from './line-scenes.ts';
import { halfRead, withContract } from './onboarding-scenes.ts';
import { medium, narrow, type Scene, wide } from './scene.ts';
import { loseProgram, ringingCard, tryAll } from './scene-steps.ts';

const withCertificates = (certificates: CertificateState) => (state: FixtureState) => {
  state.certificates = certificates;
};

const ring = (state: FixtureState) => {
  state.cards = [ringingCard(0)];
};

const ringMany = (state: FixtureState) => {
  const now = Date.now();
  state.cards = [
    ringingCard(1, { state: 'answered', answeredAt: now - 65_000, startedAt: now - 80_000 }, { before: { count: 1 } }),
    ringingCard(0),
    ringingCard(6, { state: 'missed' }, { before: { count: 0, since: now - 92 * 86_400_000 }, leavesAt: now + 8000 }),
  ];
};

const choose = async (page: Page) => {
  await page.locator('[data-row]').nth(7).click();
};

/** Another window is faster. */
const writeTogether = async (page: Page, server: FixtureServer) => {
  await choose(page);
  const note = page.getByLabel(/^(О звонящем|About the caller)$/);
  await note.fill('ждёт счёт на 48 000 ₽');
  await page
    .getByRole('status')
    .filter({ hasText: /^(Сохранено|Saved)$/ })
    .waitFor();
  await note.fill('ждёт счёт на 48 000 ₽, выслать до среды');
  server.writeNotes('счёт выслан');
  await page.getByRole('alert').waitFor();
};

const settle = (state: FixtureState) => {
  const now = Date.now();
  const [first, second, third, ...rest] = state.missed;
  if (first === undefined || second === undefined || third === undefined) return;
  state.missed = [{ ...first, snoozedUntil: now + 3_600_000 }, ...rest];
  state.resolved = [
    { ...second, resolution: 'called-back', resolvedAt: now - 600_000 },
    { ...third, resolution: 'caller-got-through', resolvedAt: now - 4_000_000 },
    { ...second, resolution: 'by-hand', resolvedAt: now - 90_000_000 },
  ];
};

const selectThree = async (page: Page) => {
  await page.locator('[data-row]').first().focus();
  await page.keyboard.press('x');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+X');
};

const searchFor = (text: string) => async (page: Page) => {
  await page.getByRole('searchbox').fill(text);
  await page.waitForTimeout(500);
};

export const callScenes: readonly Scene[] = [
  { name: 'calls-selected', size: wide, act: selectThree },
  {
    name: 'calls-selected-narrow',
    size: narrow,
    dark: true,
    english: true,
    async act(page) {
      await selectThree(page);
      await page.keyboard.press('s');
      await page.waitForTimeout(300);
    },
  },
  {
    name: 'palette',
    size: wide,
    async act(page) {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('pdj');
      await page.waitForTimeout(500);
    },
  },
  {
    name: 'palette-narrow',
    size: narrow,
    dark: true,
    english: true,
    async act(page) {
      await page.keyboard.press('Control+k');
      await page.waitForTimeout(500);
    },
  },
  {
    name: 'calls-reading-past',
    size: wide,
    prepare(state) {
      Object.assign(state, { calls: [], missed: [] });
      state.accounts = state.accounts.map((account) => ({ ...account, status: { ...account.status, ...halfRead } }));
    },
  },
  { name: 'calls-gone', size: wide, hash: '#/calls/17' },
  { name: 'calls-search', size: wide, act: searchFor('мария') },
  { name: 'calls-search-narrow', size: narrow, dark: true, english: true, act: searchFor('8 (916) 100') },
  { name: 'calls-wide', size: wide, prepare: ring, act: choose },
  { name: 'calls-wide-dark', size: wide, dark: true, prepare: ring, act: choose },
  { name: 'calls-many', size: wide, english: true, prepare: ringMany },
  { name: 'calls-medium', size: medium },
  { name: 'calls-medium-sheet', size: medium, act: choose },
  { name: 'calls-narrow', size: narrow, prepare: ring },
  { name: 'calls-narrow-dark', size: narrow, dark: true },
  { name: 'calls-narrow-detail', size: narrow, act: choose },
  {
    name: 'calls-lost',
    size: wide,
    prepare(state) {
      ringMany(state);
      state.digest = { from: 0, to: 0, calls: 4, toCallBack: 2 };
    },
    act: loseProgram,
  },
  {
    name: 'calls-note-waits',
    size: wide,
    async act(page, server) {
      await choose(page);
      await page.getByLabel(/^О звонящем$/).waitFor();
      await loseProgram(page, server);
      await page.getByLabel(/^О звонящем$/).fill('ждёт счёт на 48 000 ₽, выслать до среды');
      await page.getByLabel(/^Об этом звонке$/).fill('перезвонить после обеда');
    },
  },
  { name: 'calls-note-changed', size: wide, english: true, dark: true, act: writeTogether },
  { name: 'calls-note-changed-narrow', size: narrow, act: writeTogether },
  { name: 'calls-lost-narrow-english-dark', size: narrow, dark: true, english: true, act: loseProgram },
  { name: 'calls-lost-narrow', size: narrow, prepare: ring, act: loseProgram },
  { name: 'ringing-lost', size: wide, dark: true, hash: '#/settings/notifications', prepare: ring, act: loseProgram },
  {
    name: 'calls-troubles',
    size: wide,
    prepare(state) {
      state.startupWarnings = [
        { kind: 'database-set-aside', path: '/home/user/.local/share/perezvon/perezvon.sqlite.broken-1', detail: '' },
      ];
      state.vault = { kind: 'memory', locked: false, fileExists: false };
      state.digest = { from: 0, to: 0, calls: 4, toCallBack: 2 };
      state.accounts = state.accounts.map((account, index) =>
        index === 0
          ? {
              ...account,
              status: { ...account.status, state: 'needs-attention', problem: { code: 'BAD_CREDENTIALS' } },
            }
          : account,
      );
    },
  },
  {
    name: 'calls-keychain-locked',
    size: wide,
    hash: '#/settings/data',
    prepare(state) {
      state.vault = {
        kind: 'keychain',
        locked: true,
        keychainProblem: 'unlock prompt was dismissed',
        fileExists: false,
      };
    },
  },
  { name: 'calls-certificates-late', size: wide, prepare: withCertificates('late') },
  {
    name: 'calls-certificates-unread-narrow',
    size: narrow,
    dark: true,
    english: true,
    prepare: withCertificates('unread'),
  },
  {
    name: 'calls-empty',
    size: wide,
    prepare(state) {
      state.calls = [];
      state.missed = [];
    },
  },
  { name: 'ringing-elsewhere', size: wide, hash: '#/settings/notifications', prepare: ring },
  { name: 'ringing-elsewhere-narrow', size: narrow, dark: true, english: true, hash: '#/recordings', prepare: ring },
  {
    name: 'ringing-elsewhere-lines',
    size: { width: 1200, height: 800 },
    hash: fullLineHash,
    prepare(state) {
      withLines(state);
      ring(state);
    },
  },
  { name: 'calls-none-found', size: medium, act: (page) => page.locator('[data-search]').fill('ыыы') },
  {
    name: 'calls-snoozed',
    size: wide,
    prepare: settle,
    act: (page) => page.getByRole('button', { name: 'Отложены: 1' }).click(),
  },
  {
    name: 'calls-resolved',
    size: narrow,
    dark: true,
    english: true,
    prepare: settle,
    act: (page) => page.getByRole('button', { name: 'Recently done' }).click(),
  },
  {
    name: 'calls-table',
    size: wide,
    prepare: tryAll,
    act: (page) => page.getByRole('button', { name: 'Сохранить или напечатать' }).click(),
  },
  {
    name: 'calls-table-narrow',
    size: narrow,
    english: true,
    dark: true,
    act: (page) => page.getByRole('button', { name: 'Save or print' }).click(),
  },
  {
    name: 'calls-paper',
    size: { width: 1000, height: 700 },
    dark: true,
    printed: true,
    async act(page) {
      await page.getByRole('button', { name: 'Сохранить или напечатать' }).click();
      await page.getByRole('button', { name: 'Напечатать…' }).click();
      await page.locator('.print-sheet').waitFor({ state: 'attached' });
      await page.emulateMedia({ media: 'print' });
    },
  },
  {
    name: 'calls-export',
    size: medium,
    prepare(state) {
      state.slow = true;
    },
    async act(page) {
      await page.getByRole('button', { name: 'Сохранить или напечатать' }).click();
      await page.getByRole('button', { name: 'Сделать файл' }).click();
      await page.waitForTimeout(900);
    },
  },
  {
    name: 'calls-exported',
    size: narrow,
    english: true,
    dark: true,
    async act(page) {
      await page.getByRole('button', { name: 'Save or print' }).click();
      await page.getByRole('button', { name: 'Create the file' }).click();
      await page.waitForTimeout(300);
    },
  },
  { name: 'calls-shortcuts', size: wide, dark: true, act: (page) => page.keyboard.press('?') },
  { name: 'calls-importing', size: medium, prepare: withContract(halfRead), act: (page) => page.waitForTimeout(1_600) },
];
