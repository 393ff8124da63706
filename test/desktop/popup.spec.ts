import type { Desktop } from './launch.ts';
import { expect, test } from './test.ts';

const popupWindow = (desktop: Desktop) =>
  desktop.evaluate(({ BrowserWindow }) => {
    const found = BrowserWindow.getAllWindows().find((each) => each.webContents.getURL().includes('/popup/'));
    return found && { visible: found.isVisible(), focused: found.isFocused(), height: found.getBounds().height };
  });

test('says who rings while the window is closed, is as tall as its cards, and opens the call', async ({ start }) => {
  const desktop = await start(['--demo', '--hidden']);
  const popup = await desktop.popup();
  const complaints: string[] = [];
  popup.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  const card = popup.getByRole('article').first();
  await expect(card).toBeVisible();
  const tall = await popup.evaluate(() => document.querySelector('main')?.clientHeight ?? 0);
  await expect.poll(async () => (await popupWindow(desktop))?.height).toBeGreaterThanOrEqual(Math.min(tall, 60));
  expect(await popupWindow(desktop)).toMatchObject({ visible: true, focused: false });
  // Less than the window may: the page holds a port to core, and core hands it neither accounts nor settings.
  expect(await popup.evaluate(() => Object.keys(window).filter((key) => key.startsWith('perezvon')))).toEqual([
    'perezvonHost',
    'perezvonPopup',
  ]);
  // The page that rings is there as well, and nobody sees it.
  expect(await desktop.window()).toMatchObject({ visible: false });
  await expect(popup.locator('.window-grip')).toHaveCount(process.platform === 'linux' ? 0 : 1);
  await card.getByRole('button', { name: /^Open/ }).click({ position: { x: 20, y: 10 } });
  await expect(await desktop.page()).toHaveURL(/#\/calls\/\d+$/);
  expect(complaints).toEqual([]);
});

test('goes away when the ring is silenced', async ({ start }) => {
  const desktop = await start(['--demo', '--hidden']);
  const popup = await desktop.popup();
  const silence = popup.getByRole('button', { name: 'Silence' });
  await expect(silence.first()).toBeVisible();
  // The demo's next caller does not wait for a test.
  await expect(async () => {
    for (const each of await silence.all()) await each.click({ timeout: 5_000 });
    expect((await popupWindow(desktop))?.visible).toBe(false);
  }).toPass();
});
