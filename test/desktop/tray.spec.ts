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

test('calls a missed caller back from the tray, with one order', async ({ start }) => {
  const desktop = await start(['--demo', '--hidden']);
  const caller = async () => (await desktop.trayMenu()).find((label) => /, .*\d\d:\d\d$/.test(label));
  await expect.poll(caller).toBeDefined();
  await desktop.clickTrayMenu((await caller()) ?? '', 'Call back');
  await desktop.clickTrayMenu('Open Perezvon');
  await expect((await desktop.page()).getByText(/pick up|is ringing|calling/i).first()).toBeVisible();
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
