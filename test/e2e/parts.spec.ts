import { openScreen } from './fixtures/screens.ts';
import { expect, test } from './fixtures/test.ts';

test('a part that cannot be loaded is told of where it would be, and a reload brings it', async ({
  start,
  context,
}) => {
  // No complaints are counted here: a browser reports what it could not load.
  const page = await context.newPage();
  const settings = /\/assets\/settings-screen-[^/]*\.js$/;
  const dialogs = /\/assets\/dialogs-[^/]*\.js$/;
  for (const missing of [settings, dialogs]) {
    await page.route(missing, (route) => route.fulfill({ status: 404, body: 'Not found' }));
  }
  const address = await start(['--demo']).ready();
  // Each part before it waits for an idle moment, two seconds at most: on a busy machine that adds up to more than a minute.
  const laterPart = page.waitForRequest(/\/assets\/onboarding-screen-[^/]*\.js$/, { timeout: 0 });
  await page.goto(address);
  await page.locator('[data-row]').first().waitFor();
  // What is loaded ahead was tried, and is not tried again by itself.
  await laterPart;

  const told = page.getByText('A part of the program could not be loaded.');
  await openScreen(page, '#/settings');
  const place = page.getByRole('main').getByRole('alert').filter({ has: told });
  await expect(place).toContainText('replaced by another version');
  // The rest goes on.
  await openScreen(page, '#/calls');
  await expect(told).toHaveCount(0);
  await expect(page.locator('[data-row]').first()).toBeVisible();
  // A dialog has no place of its own.
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('status').filter({ has: told })).toBeVisible();

  await openScreen(page, '#/settings');
  await expect(place).toBeVisible();
  for (const missing of [settings, dialogs]) await page.unroute(missing);
  // A browser may remember what it could not load for as long as the page lives, as Chromium does since 150.
  await place.getByRole('button', { name: 'Reload the screen' }).click();
  await expect(page.getByRole('heading', { name: 'Accounts' })).toBeVisible();
  await expect(told).toHaveCount(0);
  // Nor does the dialog open by itself, later and over something else.
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toHaveCount(1);
});

test('a page that was idle for a moment needs the program for no part of itself any more', async ({
  start,
  context,
}) => {
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const program = start(['--demo']);
  await page.goto(await program.ready());
  await page.locator('[data-row]').first().waitFor();
  const ahead = ['settings-screen', 'recordings-screen', 'lines-screen', 'onboarding-screen', 'dialogs', 'player'];
  // The parts of those, the last of which is loaded last.
  const all = [
    ...ahead,
    'call-detail',
    'voicemail-list',
    'menu-panel',
    'popover-panel',
    'hint-layer',
    'ring',
    'day-plot',
    'bar-list',
    'rest',
  ];
  const isThere = (name: string) => asked.some((path) => path.startsWith(`/assets/${name}-`));
  await expect.poll(() => all.filter((name) => !isThere(name))).toEqual([]);
  // The other language waits until somebody chooses it.
  expect(asked.filter((path) => /\/assets\/(first|rest)-/.test(path))).toHaveLength(2);
  await page.waitForLoadState('networkidle');

  await program.kill();
  await expect(page.getByText(/No connection to the program since/)).toBeVisible();
  for (const [path, name] of [
    ['#/recordings', 'Recordings'],
    ['#/settings', 'Settings'],
    ['#/lines', 'Lines'],
  ] as const) {
    await openScreen(page, path);
    await expect(page.getByRole('heading', { name, exact: true, level: 1 })).toBeVisible();
  }
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(page.getByText('A part of the program could not be loaded.')).toHaveCount(0);
});
