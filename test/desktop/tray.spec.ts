import { connectAccount } from '../e2e/fixtures/connect.ts';
import { homeOf } from '../e2e/fixtures/home.ts';
import { caller } from '../e2e/fixtures/provider.ts';
import { expect, test } from './test.ts';

test('keeps quiet from the tray, and rings again from it', async ({ start }) => {
  const desktop = await start(['--demo', '--hidden']);
  await expect.poll(() => desktop.trayMenu()).toContain('Do not disturb');
  await desktop.clickTrayMenu('Do not disturb', 'For 30 minutes');
  await expect.poll(() => desktop.trayMenu()).toContain('Turn sound on');
  const toolTip = await desktop.inWorld('a tray is the system’s', ({ world }) => world.trays[0]?.toolTip, 0);
  expect(toolTip).toMatch(/do not disturb until \d\d:\d\d/);
  await desktop.clickTrayMenu('Turn sound on');
  await expect.poll(() => desktop.trayMenu()).toContain('Do not disturb');
});

test('calls a missed caller back from the tray, with one order', async ({ start, provider, relay }) => {
  const desktop = await start();
  const page = await desktop.page();
  await connectAccount(page, { baseUrl: provider.url, relayUrl: relay.url });
  await desktop.closeWindow();
  await provider.ring({ from: caller.digits }).miss();
  const missed = async () => (await desktop.trayMenu()).find((label) => label.startsWith(caller.shown));
  await expect.poll(missed).toBeDefined();
  await desktop.clickTrayMenu((await missed()) ?? '', 'Call back');
  await expect.poll(() => provider.orders.length).toBe(1);
  await desktop.clickTrayMenu('Open Perezvon');
  await expect(homeOf(page).order(caller.shown)).toBeVisible();
  expect(provider.requestsFor('gencall')).toHaveLength(1);
});

test('opens the dial box from the tray', async ({ start }) => {
  const desktop = await start(['--demo', '--hidden']);
  await expect.poll(() => desktop.trayMenu()).toContain('Dial a number…');
  await expect
    .poll(() => desktop.trayMenu(), 'what the demo account has')
    .toContainEqual(expect.stringMatching(/: ₽[\d,.]+$/));
  await desktop.clickTrayMenu('Dial a number…');
  const page = await desktop.page();
  await expect(page.getByRole('dialog').getByLabel('Number')).toBeFocused();
});
