import type { Page } from '@playwright/test';
import type { Problem } from '../../shared/contract/problem.ts';
import { bareLine, fullLine, lineAccounts, lineHistory, lines } from './fixture-lines.ts';
import type { FixtureState } from './fixture-state.ts';
import { narrow, type Scene, wide } from './scene.ts';

const tall = { width: 1280, height: 1900 };
const medium = { width: 900, height: 900 };
const narrowTall = { width: 360, height: 2600 };

export const fullLineHash = `#/lines/contract/${fullLine.number}`;
const bareHash = `#/lines/sim/${bareLine.number}`;

export const withLines = (state: FixtureState) => {
  const now = Date.now();
  state.accounts = [...state.accounts, ...lineAccounts(now)];
  state.lines = lines();
  state.lineHistory = lineHistory(now);
};
const refusing = (refusal: Problem) => (state: FixtureState) => {
  withLines(state);
  state.lineRefusal = refusal;
};

/** A press and a pull over the strip of a day, from one hour to another. */
async function drag(page: Page, day: number, from: number, to: number, release = true): Promise<void> {
  const box = async (hour: number) => {
    const found = page.locator(`[data-cell="${day}-${Math.min(23, Math.floor(hour))}"]`);
    await found.scrollIntoViewIfNeeded();
    const cell = await found.boundingBox();
    if (cell === null) throw new Error('no such cell');
    return { x: cell.x + cell.width * (hour - Math.min(23, Math.floor(hour))), y: cell.y + cell.height / 2 };
  };
  const [begin, end] = [await box(from), await box(to)];
  await page.mouse.move(begin.x, begin.y);
  await page.mouse.down();
  await page.mouse.move((begin.x + end.x) / 2, end.y, { steps: 4 });
  await page.mouse.move(end.x, end.y, { steps: 4 });
  if (release) await page.mouse.up();
}

const seeGrid = (page: Page) => page.getByRole('grid').scrollIntoViewIfNeeded();
const edit = async (page: Page) => {
  await page.getByRole('grid').waitFor();
  await drag(page, 5, 16.5, 19);
  await page.getByLabel(/^(Название|Name)$/).fill('Магазин на Ленина');
  await page
    .getByRole('button', { name: /^(Позже|Later)$/ })
    .first()
    .click();
};
const review = async (page: Page) => {
  await edit(page);
  await page.getByRole('button', { name: /^(Посмотреть и отправить|Review and send)$/ }).click();
};
const send = async (page: Page) => {
  await review(page);
  await page.getByRole('button', { name: /^(Отправить провайдеру|Send to the provider)$/ }).click();
  await page.waitForTimeout(300);
};
const leaveGap = async (page: Page) => {
  await page.getByRole('grid').waitFor();
  await page.getByRole('radio', { name: /^(Не назначено|Not assigned)$/ }).click();
  await drag(page, 4, 15, 18);
  await page
    .getByRole('button', { name: /^(Добавить номер|Add a number)$/ })
    .first()
    .click();
  await page
    .getByRole('textbox', { name: /^(Звонить, с|Ring for, s)$/ })
    .nth(1)
    .fill('120');
  await page.getByRole('button', { name: /^(Посмотреть и отправить|Review and send)$/ }).click();
};

export const lineScenes: readonly Scene[] = [
  { name: 'lines-wide', size: wide, prepare: withLines, hash: '#/lines' },
  { name: 'lines-wide-dark', size: wide, dark: true, english: true, prepare: withLines, hash: '#/lines', act: seeGrid },
  { name: 'lines-tall', size: tall, prepare: withLines, hash: fullLineHash },
  { name: 'lines-tall-dark', size: tall, dark: true, prepare: withLines, hash: fullLineHash },
  { name: 'lines-bare', size: wide, prepare: withLines, hash: bareHash },
  { name: 'lines-medium', size: medium, english: true, prepare: withLines, hash: fullLineHash, act: seeGrid },
  { name: 'lines-narrow-list', size: narrow, prepare: withLines, hash: '#/lines' },
  { name: 'lines-narrow', size: narrow, prepare: withLines, hash: fullLineHash, act: seeGrid },
  { name: 'lines-narrow-tall', size: narrowTall, prepare: withLines, hash: fullLineHash },
  {
    name: 'lines-narrow-tall-dark',
    size: narrowTall,
    dark: true,
    english: true,
    prepare: withLines,
    hash: fullLineHash,
  },
  {
    name: 'lines-drawing',
    size: wide,
    prepare: withLines,
    hash: bareHash,
    async act(page) {
      await page.getByRole('grid').waitFor();
      await drag(page, 5, 18, 20.25, false);
    },
  },
  {
    name: 'lines-chosen',
    size: wide,
    dark: true,
    prepare: withLines,
    hash: bareHash,
    async act(page) {
      await page.getByRole('grid').waitFor();
      await page.locator('[data-cell="1-18"]').focus();
      for (const key of ['ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown']) {
        await page.keyboard.press(key);
      }
    },
  },
  { name: 'lines-edited', size: wide, prepare: withLines, hash: fullLineHash, act: edit },
  { name: 'lines-review', size: wide, prepare: withLines, hash: fullLineHash, act: review },
  {
    name: 'lines-review-narrow',
    size: narrow,
    dark: true,
    english: true,
    prepare: withLines,
    hash: fullLineHash,
    act: review,
  },
  { name: 'lines-faults', size: tall, prepare: withLines, hash: fullLineHash, act: leaveGap },
  {
    name: 'lines-faults-narrow',
    size: narrowTall,
    english: true,
    prepare: withLines,
    hash: fullLineHash,
    act: leaveGap,
  },
  {
    name: 'lines-refused',
    size: wide,
    prepare: refusing({ code: 'PROVIDER_REFUSED', detail: 'Номер 89430000002 добавить нельзя' }),
    hash: fullLineHash,
    act: send,
  },
  {
    name: 'lines-changed',
    size: wide,
    dark: true,
    english: true,
    prepare: refusing({ code: 'LINE_CHANGED' }),
    hash: fullLineHash,
    act: send,
  },
  { name: 'lines-unknown', size: narrow, prepare: refusing({ code: 'CHANGE_UNKNOWN' }), hash: fullLineHash, act: send },
  { name: 'lines-sent', size: wide, prepare: withLines, hash: fullLineHash, act: send },
  {
    name: 'lines-sending',
    size: wide,
    prepare(state) {
      withLines(state);
      state.stuck = 'line-changes';
    },
    hash: fullLineHash,
    act: send,
  },
  {
    name: 'lines-working-hours',
    size: wide,
    prepare: withLines,
    hash: bareHash,
    async act(page) {
      await page.getByRole('button', { name: 'Готовое' }).click();
      await page.getByRole('menuitem', { name: 'Рабочие часы…' }).click();
    },
  },
  {
    name: 'lines-copy-menu',
    size: wide,
    prepare: withLines,
    hash: bareHash,
    async act(page) {
      await page.locator('[data-cell="5-12"]').click();
      await page.getByRole('button', { name: /^Скопировать/ }).click();
    },
  },
  {
    name: 'lines-loading',
    size: wide,
    prepare(state) {
      withLines(state);
      state.stuck = 'lines';
    },
    hash: '#/lines',
  },
  {
    name: 'lines-failed',
    size: wide,
    prepare(state) {
      withLines(state);
      state.refusal = { code: 'PROVIDER_DOWN' };
    },
    hash: '#/lines',
  },
  {
    name: 'lines-failed-narrow',
    size: narrow,
    prepare: (state) => {
      withLines(state);
      state.refusal = { code: 'PROVIDER_DOWN' };
    },
    hash: fullLineHash,
  },
  {
    name: 'lines-unnamed',
    size: wide,
    english: true,
    prepare(state) {
      withLines(state);
      state.lines = {};
    },
    hash: '#/lines',
  },
  { name: 'lines-none', size: medium, hash: '#/lines' },
  {
    name: 'lines-lost',
    size: wide,
    prepare: withLines,
    hash: fullLineHash,
    async act(page, server) {
      await edit(page);
      server.cut();
      await page.waitForTimeout(500);
    },
  },
];
