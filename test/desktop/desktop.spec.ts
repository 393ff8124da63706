import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HostBridge } from '../../renderer/connection/port-transport.ts';
import { startProgram } from '../e2e/fixtures/program.ts';
import { runToEnd } from './launch.ts';
import { expect, test } from './test.ts';

const anyRow = '[data-row]';

test('starts, shows the calls and plays a recording from the middle', async ({ start }) => {
  const desktop = await start(['--demo']);
  const page = await desktop.page();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  await page.reload();
  await expect(page.locator(anyRow).first()).toBeVisible();
  expect(await page.evaluate(() => Object.keys((window as { perezvonHost?: HostBridge }).perezvonHost ?? {}))).toEqual([
    'transport',
    'requestPort',
  ]);

  const played = page.waitForResponse((response) => response.url().includes('/media/recordings/'));
  await page.getByRole('button', { name: 'Play the recording' }).first().click();
  const response = await played;
  expect(response.status()).toBe(206);
  const { pathname } = new URL(response.url());

  const listened = await page.evaluate(async (source) => {
    const audio = new Audio(source);
    const reached = (event: string) =>
      new Promise<void>((resolve, reject) => {
        audio.addEventListener(event, () => resolve(), { once: true });
        audio.addEventListener('error', () => reject(new Error(audio.error?.message)), { once: true });
      });
    await reached('loadedmetadata');
    const seeked = reached('seeked');
    audio.currentTime = audio.duration / 2;
    await seeked;
    const part = await fetch(source, { headers: { range: 'bytes=10-19' } });
    return {
      seekable: audio.seekable.end(0) === audio.duration,
      there: audio.currentTime > 0,
      status: part.status,
      bytes: (await part.arrayBuffer()).byteLength,
    };
  }, pathname);
  expect(listened).toEqual({ seekable: true, there: true, status: 206, bytes: 10 });
  expect(complaints).toEqual([]);
});

test('shows a recording that is on this disk in its folder', async ({ start, dataDirectory }) => {
  const desktop = await start(['--demo']);
  const page = await desktop.page();
  await page.evaluate(() => {
    location.hash = '#/recordings';
  });
  const rows = page.getByRole('list', { name: 'Recordings' }).getByRole('listitem');
  const newest = await rows
    .getByRole('button', { name: /^Play:/ })
    .first()
    .getAttribute('aria-label');
  // Whose call and when: what the button does and where the recording is changes.
  const what = /^Play: (.+), at the provider$/.exec(newest ?? '')?.[1] ?? '';
  const row = rows.filter({ has: page.getByRole('button', { name: `: ${what}, ` }) });
  await row.getByRole('button', { name: /^Play:/ }).click();
  await expect(row.getByRole('button', { name: /on this computer$/ })).toBeVisible();
  await row.getByRole('button', { name: /^More actions:/ }).click();
  await page.getByRole('menuitem', { name: 'Show in its folder' }).click();
  await expect.poll(() => desktop.opened()).toEqual([join(dataDirectory, 'recordings')]);
});

test('tells of a call outside the window, and opens it there by a click', async ({ start }) => {
  const desktop = await start(['--demo']);
  const page = await desktop.page();
  await expect(page.locator(anyRow).first()).toBeVisible();
  await expect.poll(() => desktop.notifications()).not.toEqual([]);
  const [ring] = await desktop.notifications();
  if (ring === undefined) throw new Error('no notification');
  const callId = /^call:(\d+)$/.exec(ring.tag)?.[1];

  await desktop.closeWindow();
  expect(await desktop.window()).toMatchObject({ visible: false });
  await desktop.clickNotification(ring.tag);
  expect(await desktop.window()).toMatchObject({ visible: true });
  await expect(page).toHaveURL(new RegExp(`#/calls/${callId}$`));
  expect((await desktop.notifications()).map(({ tag }) => tag)).not.toContain(ring.tag);
});

test('counts missed calls in the tray, hides there and comes back', async ({ start }) => {
  const desktop = await start(['--demo']);
  const page = await desktop.page();
  const missed = page.getByRole('heading', { name: /To call back/ });
  await expect(missed).toBeVisible();
  // Somebody may call between two questions, and both are asked again.
  await expect(async () => {
    const counted = await desktop.evaluate(({ app }) => app.getBadgeCount());
    expect(counted).toBeGreaterThan(0);
    expect(await desktop.trayMenu()).toContain(`${counted} missed ${counted === 1 ? 'caller' : 'callers'}`);
  }).toPass();

  await desktop.closeWindow();
  expect(await desktop.window()).toMatchObject({ visible: false });
  await desktop.clickTrayMenu('Open Perezvon');
  expect(await desktop.window()).toMatchObject({ visible: true });
  // The same page as before: nothing was loaded anew.
  await expect(missed).toBeVisible();
});

test('ends from the tray in order and not with its only window, and leaves the data free', async ({ start }) => {
  // Without calls, so that no pop-up stands for a window.
  const desktop = await start();
  await expect((await desktop.page()).getByRole('main')).toBeVisible();
  await desktop.destroyWindow();
  await desktop.clickTrayMenu('Open Perezvon');
  await expect.poll(() => desktop.window()).toMatchObject({ visible: true });
  await expect((await desktop.page()).getByRole('main')).toBeVisible();
  await desktop.clickTrayMenu('Quit').catch(() => {});
  expect(await desktop.ended).toBe(0);
  const again = await start();
  await expect((await again.page()).getByRole('main')).toBeVisible();
});

test('keeps its page where it is', async ({ start }) => {
  const desktop = await start();
  const page = await desktop.page();
  await expect(page.getByRole('main')).toBeVisible();
  const home = page.url();
  await page.evaluate(() => {
    location.href = 'https://example.com/';
  });
  await page.evaluate(() => {
    window.open('https://example.com/help');
    window.open('file:///etc/passwd');
  });
  await expect.poll(() => desktop.opened()).toEqual(['https://example.com/help']);
  expect(page.url()).toBe(home);
  // Neither Node nor Electron is in the page.
  expect(await page.evaluate(() => [typeof require, typeof process])).toEqual(['undefined', 'undefined']);
});

test('has one window, however often it is started', async ({ start, dataDirectory, clock }) => {
  const desktop = await start(['--hidden']);
  // Nobody sees it, and it rings: a page does that.
  await expect.poll(() => desktop.window()).toMatchObject({ visible: false });
  // A start of the web host on the same data is handed over to this one.
  const web = startProgram({ args: ['--no-open', '--port', '0', '--data-dir', dataDirectory], clock });
  expect(await web.ended).toBe(0);
  expect(web.stderr()).toContain('runs on this data as the desktop program');
  await expect((await desktop.page()).getByRole('main')).toBeVisible();
  expect(await desktop.startAgain(['--demo'])).toMatchObject({ code: 0, opened: [] });
  await expect((await desktop.page()).locator(anyRow).first()).toBeVisible();
  const paths = desktop.context.pages().map((page) => new URL(page.url()).pathname);
  expect(paths.filter((path) => path === '/index.html')).toHaveLength(1);
});

test('leaves the data to the web host that has it, and shows its page, with the number of a link', async ({
  dataDirectory,
  clock,
  page,
}) => {
  const web = startProgram({
    args: ['--no-open', '--port', '0', '--data-dir', dataDirectory, '--demo'],
    clock,
  });
  await web.ready();
  const { code, opened } = await runToEnd({ dataDirectory, clock, opens: true, args: ['tel:+7-916-100-02-32'] });
  expect({ code, opened }).toEqual({
    code: 0,
    opened: [expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/launch\?/)],
  });
  await page.goto(opened[0] ?? '');
  await expect(page.getByRole('dialog').getByLabel('Number')).toHaveValue('+79161000232');
  await web.kill();
});

test('says why it does not start', async ({ dataDirectory, clock }) => {
  const file = join(dataDirectory, 'a-file');
  await writeFile(file, '');
  const { code, stderr } = await runToEnd({ dataDirectory: file, clock });
  expect(code).toBe(1);
  expect(stderr).toContain('Perezvon cannot start');
  expect(stderr).toContain(`${file} is a file, and Perezvon keeps its data in a folder`);
});
