import { fileURLToPath } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import { build, type Rolldown } from 'vite';
import type { FocusPage } from './fixtures/focus-page.ts';

/** The hooks that move the focus, by themselves in a real browser: nothing else knows what a removed element does to it. */
let script: string;
test.beforeAll(async () => {
  const { output } = (await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: false,
      lib: {
        entry: fileURLToPath(new URL('fixtures/focus-page.ts', import.meta.url)),
        formats: ['iife'],
        name: 'page',
      },
    },
  }).then((built) => [built].flat()[0])) as Rolldown.RolldownOutput;
  script = output[0].code;
});

test.beforeEach(async ({ page }) => {
  await page.setContent('<body></body>');
  await page.addScriptTag({ content: script });
  await page.locator('[data-row=a]').waitFor();
});

const show = (page: Page, change: Partial<FocusPage>) => page.evaluate((told) => window.show(told), change);
/** The row that has the focus, else the words of what has it, else the name of the element. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement } = document;
    if (!(activeElement instanceof HTMLElement)) return 'nothing';
    if (activeElement.dataset.row !== undefined) return `row ${activeElement.dataset.row}`;
    if (activeElement.dataset.list !== undefined) return 'the list';
    return activeElement instanceof HTMLButtonElement ? activeElement.innerText : activeElement.localName;
  });
const expectFocus = (page: Page, where: string) => expect.poll(() => focused(page)).toBe(where);
async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

test('arrows, Home and End walk the rows and stop at both ends', async ({ page }) => {
  await page.locator('[data-row=b]').focus();
  await press(page, 'ArrowDown');
  await expectFocus(page, 'row c');
  await press(page, 'ArrowUp', 'ArrowUp');
  await expectFocus(page, 'row a');
  await press(page, 'ArrowUp');
  await expectFocus(page, 'row a');
  await press(page, 'End');
  await expectFocus(page, 'row d');
  await press(page, 'ArrowDown');
  await expectFocus(page, 'row d');
  await press(page, 'Home');
  await expectFocus(page, 'row a');
  // Those with a modifier are the browser's.
  for (const modifier of ['Control', 'Alt', 'Meta']) await press(page, `${modifier}+ArrowDown`);
  await expectFocus(page, 'row a');
});

test('the list is one stop of the Tab key, at the row that had the focus last', async ({ page }) => {
  await page.getByText('Only on calls').focus();
  await press(page, 'Tab');
  await expectFocus(page, 'row a');
  await press(page, 'ArrowDown', 'ArrowDown', 'Tab');
  await expectFocus(page, 'After');
  await press(page, 'Shift+Tab');
  await expectFocus(page, 'row c');
});

test('a new first row is the stop until one had the focus, and takes it from none that had', async ({ page }) => {
  await show(page, { rows: ['new', 'a', 'b', 'c', 'd'] });
  await page.getByText('Only on calls').focus();
  await press(page, 'Tab');
  await expectFocus(page, 'row new');
  await press(page, 'ArrowDown');
  await show(page, { rows: ['newest', 'new', 'a', 'b', 'c', 'd'] });
  await expectFocus(page, 'row a');
});

test('no other row has the focus of one that went, and the next arrow leads to its place', async ({ page }) => {
  await page.locator('[data-row=b]').focus();
  await show(page, { rows: ['a', 'c', 'd'] });
  await expectFocus(page, 'the list');
  await press(page, 'ArrowDown');
  await expectFocus(page, 'row c');
  await press(page, 'End');
  await show(page, { rows: ['a', 'c'] });
  await expectFocus(page, 'the list');
  await press(page, 'ArrowUp');
  await expectFocus(page, 'row c');
  await show(page, { rows: [] });
  await expectFocus(page, 'the list');
});

test('a row that only keeps its place is as good as gone', async ({ page }) => {
  await page.locator('[data-row=b]').focus();
  await show(page, { held: ['b'] });
  await expectFocus(page, 'the list');
  await press(page, 'ArrowDown');
  await expectFocus(page, 'row c');
  await press(page, 'ArrowUp');
  await expectFocus(page, 'row a');
});

test('a row that goes while the focus is elsewhere takes it from nobody', async ({ page }) => {
  await page.locator('[data-row=b]').focus();
  await page.getByText('After').focus();
  await show(page, { rows: ['a', 'c', 'd'] });
  await expectFocus(page, 'After');
  await press(page, 'Shift+Tab');
  await expectFocus(page, 'row c');
  // A click beside all: nothing has the focus, and no row had it when it went.
  await page.locator('[data-row=c]').blur();
  await show(page, { rows: ['a', 'd'] });
  await expectFocus(page, 'body');
});

test('another screen has the focus from its beginning where the one before took it away, and else leaves it', async ({
  page,
}) => {
  await page.getByText('Only on calls').focus();
  await show(page, { place: 'settings' });
  await expectFocus(page, 'main');
  await press(page, 'Tab');
  await expectFocus(page, 'Before');
  await show(page, { place: 'calls' });
  await expectFocus(page, 'Before');
});

test('what goes away by itself with the focus leaves it to the main part of the page', async ({ page }) => {
  await show(page, { notice: true });
  await page.getByText('Dismiss').focus();
  await show(page, { notice: false });
  await expectFocus(page, 'main');
  await show(page, { notice: true });
  await page.getByText('After').focus();
  await show(page, { notice: false });
  await expectFocus(page, 'After');
});
