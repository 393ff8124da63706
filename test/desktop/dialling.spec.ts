import type { Page } from '@playwright/test';
import { expect, test } from './test.ts';

const numberField = (page: Page) => page.getByRole('dialog').getByLabel('Number');

test('puts the number of a link into the dial box, from the first start and from later ones, and orders nothing', async ({
  start,
}) => {
  const desktop = await start(['--demo', 'tel:+7-916-100-02-32']);
  const page = await desktop.page();
  await expect(numberField(page)).toHaveValue('+79161000232');
  await page.keyboard.press('Escape');
  await expect(numberField(page)).toBeHidden();

  // A start of its own, as when a link is clicked: it hands the number over and ends.
  expect(await desktop.startAgain(['sip:+79161000233@sipnet.ru'])).toMatchObject({ code: 0 });
  await expect(numberField(page)).toHaveValue('+79161000233');
  const later = (args: string[]) =>
    desktop.evaluate(({ app }, given) => {
      app.emit('second-instance', {}, ['reordered'], '/', { args: given, workingDirectory: '/' });
    }, args);
  await later(['--call=112']);
  await expect(numberField(page)).toHaveValue('112');
  await expect(page.getByRole('dialog').getByText(/emergency/i)).toBeVisible();
  await desktop.evaluate(({ app }) => {
    app.emit('open-url', { preventDefault() {} }, 'callto:+79161000234');
  });
  await expect(numberField(page)).toHaveValue('+79161000234');
  await later(['tel:*100%23']);
  await expect.poll(async () => (await desktop.notifications()).map(({ tag }) => tag)).toContain('no-number');
});

test('dials what was copied, by a key for the whole system', async ({ start }) => {
  const desktop = await start(['--demo']);
  const page = await desktop.page();
  await page.evaluate(() => {
    location.hash = '#/settings/program';
  });
  const isRegistered = () => desktop.evaluate(({ globalShortcut }) => globalShortcut.isRegistered('F9'));
  expect(await isRegistered()).toBe(false);
  await page.getByLabel(/^Dial what is (?:selected or )?copied$/).selectOption('F9');
  await expect.poll(isRegistered).toBe(true);
  await desktop.evaluate(({ clipboard }) => clipboard.writeText('Anna, 8 (916) 100-02-32, after six'));
  await desktop.inWorld('no key of the whole system can be pressed', ({ world }) => world.shortcuts.get('F9')?.(), 0);
  await expect(numberField(page)).toHaveValue('+79161000232');
});

test('opens links only once the user wants it', async ({ start }) => {
  const desktop = await start([], { env: { PEREZVON_DOUBLE_PACKAGED: '1' } });
  const page = await desktop.page();
  await page.evaluate(() => {
    location.hash = '#/settings/diagnostics';
  });
  const row = page.getByRole('listitem').filter({ hasText: 'Links with numbers' });
  const handled = () => desktop.inWorld('links are the system’s', ({ world }) => [...world.handled], undefined);
  await page.getByRole('button', { name: 'Test everything' }).click();
  await expect(row).toContainText('Nothing opens them.');
  expect(await handled()).toEqual([]);
  await row.getByRole('button', { name: 'Open them here' }).click();
  await expect(row).toContainText('They open here.');
  expect(await handled()).toEqual(['tel', 'callto', 'sip']);
});

test('offers no links from its sources: the system would be told of Electron itself', async ({ start }) => {
  const page = await (await start()).page();
  await page.evaluate(() => {
    location.hash = '#/settings/diagnostics';
  });
  await page.getByRole('button', { name: 'Test everything' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Notifications are allowed' })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Links with numbers' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Open them here' })).toHaveCount(0);
});

test('takes a number that is dropped on the window', async ({ start }) => {
  const page = await (await start(['--demo'])).page();
  await expect(page.locator('[data-row]').first()).toBeVisible();
  const drop = (text: string) =>
    page.evaluate((dropped) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.setData('text/plain', dropped);
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    }, text);
  await drop('nothing to dial');
  await expect(page.getByRole('status').getByText('no single number')).toBeVisible();
  await drop('tel:+79161000232');
  await expect(numberField(page)).toHaveValue('+79161000232');
});
