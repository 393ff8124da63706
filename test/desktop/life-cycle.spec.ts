import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
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

test('ends as it was asked to while the session is still asked for a tray', async ({ start, dataDirectory }) => {
  test.skip(process.platform !== 'linux', 'other systems always have a tray');
  const answer = join(dataDirectory, 'tray-answer');
  // A start that is not served yet does not say so; this one is looked into before it is.
  await writeFile(join(dataDirectory, 'instance.json'), '');
  const desktop = await start([], { env: { PEREZVON_TEST_TRAY_ANSWER: answer } });
  await expect.poll(() => existsSync(`${answer}.asked`)).toBe(true);
  await desktop.evaluate(({ app }) => {
    const exit = app.exit.bind(app);
    // As where something closes slowly: all is closed, and the process is still there.
    app.exit = (code) => {
      if (code !== 0) exit(code);
      Object.assign(globalThis, { perezvonClosed: true, perezvonEnd: exit });
    };
    app.quit();
  });
  const isClosed = () => desktop.evaluate(() => 'perezvonClosed' in globalThis);
  await expect.poll(isClosed).toBe(true);
  await writeFile(answer, '');
  await expect.poll(() => existsSync(`${answer}.answered`)).toBe(true);
  for (let turn = 0; turn < 5; turn += 1) await isClosed().catch(() => {});
  const trays = () => desktop.inWorld('a tray is the system’s', ({ world }) => world.trays.length, 0);
  expect(await trays().catch(() => desktop.stderr())).toBe(0);
  await desktop.evaluate(() => (globalThis as { perezvonEnd?: () => void }).perezvonEnd?.()).catch(() => {});
  expect(await desktop.ended, desktop.stderr()).toBe(0);
});
