import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Desktop } from './launch.ts';
import { expect, test } from './test.ts';

const tags = async (desktop: Desktop) => (await desktop.notifications()).map(({ tag }) => tag);

test('hides in the tray, explains that once, and never again', async ({ start }) => {
  const desktop = await start();
  await expect((await desktop.page()).getByRole('main')).toBeVisible();
  await desktop.closeWindow();
  await expect.poll(() => tags(desktop)).toEqual(['stays-in-tray']);
  await desktop.clickNotification('stays-in-tray');
  expect(await desktop.window()).toEqual({ visible: true, minimized: false });
  await desktop.clickTrayMenu('Quit').catch(() => {});
  await desktop.ended;

  const again = await start();
  await expect((await again.page()).getByRole('main')).toBeVisible();
  await again.closeWindow();
  await expect.poll(() => again.window()).toEqual({ visible: false, minimized: false });
  expect(await tags(again)).toEqual([]);
});

test('stays in the task bar of a session that shows no tray', async ({ start }) => {
  const desktop = await start(['--hidden'], { showsTray: false });
  await expect.poll(() => desktop.window()).toEqual({ visible: true, minimized: true });
  await desktop.restoreWindow();
  await desktop.closeWindow();
  expect(await desktop.window()).toEqual({ visible: true, minimized: true });
});

test('is started at login once the user wants it, and then waits in the tray', async ({ start, dataDirectory }) => {
  const env = { PEREZVON_DOUBLE_PACKAGED: '1', XDG_CONFIG_HOME: dataDirectory };
  const desktop = await start(['--demo'], { env });
  const page = await desktop.page();
  await page.evaluate(() => {
    location.hash = '#/settings/program';
  });
  const entry = join(dataDirectory, 'autostart/perezvon.desktop');
  await expect(page.getByLabel('Start at login')).not.toBeChecked();
  await expect(readFile(entry)).rejects.toThrow('ENOENT');
  await page.getByLabel('Start at login').click();
  await expect.poll(() => readFile(entry, 'utf8').catch(() => '')).toContain('--at-login');
  await desktop.clickTrayMenu('Quit').catch(() => {});
  await desktop.ended;

  const again = await start(['--at-login'], { env });
  await expect.poll(() => again.trayMenu()).toContain('Open Perezvon');
  await again.clickTrayMenu('Open Perezvon');
  const shown = await again.page();
  await shown.evaluate(() => {
    location.hash = '#/settings/program';
  });
  await expect(shown.getByLabel('Start at login')).toBeChecked();
});
