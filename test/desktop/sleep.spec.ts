import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRelay } from '../../electron/relay/relay.ts';
import { connectAccount } from '../e2e/fixtures/connect.ts';
import { homeOf } from '../e2e/fixtures/home.ts';
import { caller, otherCaller, startProvider } from '../e2e/fixtures/provider.ts';
import { silentLogger } from '../fakes/silent-logger.ts';
import type { Desktop } from './launch.ts';
import { expect, test } from './test.ts';

const hour = 3600_000;

/** From the moment that `flag` is there, the program's clock shows an hour more: it was asleep for that long. */
async function sleepWhen(desktop: Desktop, flag: string): Promise<void> {
  await desktop.evaluate(({ powerMonitor }, path) => {
    const { existsSync } = process.getBuiltinModule('node:fs');
    const now = Date.now;
    Date.now = () => now() + (existsSync(path) ? 3600_000 : 0);
    powerMonitor.emit('suspend');
  }, flag);
}

test('after sleep it is connected at once, tells in one line what came meanwhile, and rings for none of it', async ({
  start,
  dataDirectory,
  clock,
}) => {
  const provider = await startProvider(clock);
  let slept = 0;
  const relay = await createRelay({
    dataDirectory: join(dataDirectory, 'relay'),
    address: '127.0.0.1',
    port: 0,
    logger: silentLogger,
    now: () => clock.now() + slept,
  });
  try {
    const desktop = await start();
    const page = await desktop.page();
    await connectAccount(page, { baseUrl: provider.url, relayUrl: relay.url });
    await desktop.closeWindow();

    const flag = join(dataDirectory, 'asleep');
    await sleepWhen(desktop, flag);
    desktop.freeze();
    for (const { digits } of [otherCaller, caller]) await provider.ring({ from: digits }).miss();
    slept = hour;
    await writeFile(flag, '');
    desktop.thaw();
    // By the event loop, as the system does it: what the inspector evaluates may break into the middle of Node's own code.
    await desktop.evaluate(({ powerMonitor }) => void setImmediate(() => powerMonitor.emit('resume')));

    const home = homeOf(page);
    await expect(page.getByText('While you were away:')).toBeVisible();
    await expect(page.getByText('2 calls, 2 to call back')).toBeVisible();
    await expect(home.waiting).toHaveCount(2);
    // None of it is news any more: no card, no pop-up, no toast but that of the tray.
    await expect(page.getByRole('region', { name: 'Calls right now' }).getByRole('article')).toHaveCount(0);
    expect(desktop.context.pages().filter((each) => each.url().includes('/popup/'))).toEqual([]);

    const next = provider.ring({ from: caller.digits });
    await expect(home.card(caller.shown)).toContainText('Ringing');
    await expect((await desktop.popup()).getByRole('article')).toBeVisible();
    await next.miss();
    expect((await desktop.notifications()).map(({ title }) => title)).toEqual([
      expect.stringContaining('Perezvon'),
      expect.stringContaining(caller.shown),
    ]);
  } finally {
    await relay.close();
    await provider.close();
  }
});

test('comes back onto the screen when its monitor is taken away', async ({ start }) => {
  const desktop = await start();
  await expect((await desktop.page()).getByRole('main')).toBeVisible();
  const left = await desktop.inWorld(
    'a monitor of this machine would have to be unplugged',
    ({ world }) => {
      const [window] = world.windows;
      const [own] = world.displays;
      if (window === undefined || own === undefined) throw new Error('no window');
      window.setBounds({ x: 2600, y: 400, width: 800, height: 600 });
      world.screen.emit('display-removed', {}, own);
      return window.getBounds();
    },
    undefined,
  );
  expect(left).toMatchObject({ width: 800, height: 600 });
  expect(left.x + left.width).toBeLessThanOrEqual(1920);
});
