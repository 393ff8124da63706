import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { chromiumOptions } from './fixtures/chromium.ts';
import { connectAccount } from './fixtures/connect.ts';
import { homeOf } from './fixtures/home.ts';
import { caller, planted } from './fixtures/provider.ts';
import { openScreen } from './fixtures/screens.ts';
import { expect, test } from './fixtures/test.ts';

/** The row of a link, by its title. */
// Notifications belong to windows.
test.use(chromiumOptions('whole'));

const linkRow = (page: Page, title: string) => page.getByRole('listitem').filter({ hasText: title });

async function diagnose(page: Page): Promise<void> {
  await openScreen(page, '#/settings/diagnostics');
  await page.getByRole('button', { name: /^Test (everything|again)$/ }).click();
  await expect(page.getByRole('button', { name: 'Test again' })).toBeVisible();
}

test('tells that calls get through, and once they do not, which link is broken and what to do', {
  tag: '@every-host',
}, async ({ app, host, provider, relay }) => {
  await connectAccount(app, { baseUrl: provider.url, relayUrl: relay.url });
  await diagnose(app);
  await expect(app.getByText(/Calls get through/)).toBeVisible();
  await expect(linkRow(app, 'A test event gets through')).toContainText(/It came the way that calls come, in \d+ ms/);
  await expect(linkRow(app, 'The provider knows where to report')).toContainText('The address points here.');
  // A browser that nobody asked yet is a thing to know, and here is where to put it right.
  if (host === 'web') {
    await expect(linkRow(app, 'Notifications are allowed').getByRole('link', { name: /Open/ })).toBeVisible();
  }

  await fetch(provider.url, {
    method: 'POST',
    body: JSON.stringify({
      operation: 'webhook',
      action: 'set',
      url: 'https://crm.example/hooks/abc',
      login: planted.login,
      password: planted.password,
    }),
  });
  await diagnose(app);
  await expect(app.getByText('Calls may be missed: 1 thing to fix.')).toBeVisible();
  await expect(linkRow(app, 'The provider knows where to report')).toContainText('another system (crm.example)');

  await openScreen(app, '#/calls');
  await expect(homeOf(app).waiting).toHaveCount(0);
});

test('gives out a report without anything secret, and it is what is copied', async ({
  app,
  context,
  provider,
  relay,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await connectAccount(app, { baseUrl: provider.url, relayUrl: relay.url });
  await diagnose(app);
  await app.getByRole('button', { name: 'Copy the report' }).click();
  await expect(app.getByText('The report is copied.')).toBeVisible();
  const copied = await app.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain('[ok] 1 Login or key');
  const hookKey = provider.settings().hookUrl?.split('/').at(-1) ?? '';
  for (const secret of [planted.password, planted.login, hookKey]) expect(copied).not.toContain(secret);
});

test('keeps quiet when told to, from the rail, and tells at the end who called', async ({
  app,
  context,
  provider,
  relay,
}) => {
  await context.grantPermissions(['notifications']);
  await connectAccount(app, { baseUrl: provider.url, relayUrl: relay.url });
  await app.evaluate(() => {
    const titles: string[] = [];
    class Recorded extends Notification {
      constructor(title: string, options?: NotificationOptions) {
        super(title, options);
        titles.push(title);
      }
    }
    Object.assign(window, { Notification: Recorded, shownTitles: titles });
  });
  const titles = () => app.evaluate(() => (window as unknown as { shownTitles: string[] }).shownTitles);

  await app.getByRole('button', { name: 'Do not disturb: Sound on' }).click();
  await app.getByRole('menuitem', { name: 'Until I switch it off' }).click();
  await expect(app.getByRole('button', { name: 'Do not disturb: Quiet' })).toBeVisible();
  await provider.ring({ from: caller.digits }).miss();
  await expect(homeOf(app).waitingFor(caller.shown)).toBeVisible();
  expect(await titles()).toEqual([]);

  await app.getByRole('button', { name: 'Do not disturb: Quiet' }).click();
  await app.getByRole('menuitem', { name: 'Turn sound on' }).click();
  await expect.poll(titles).toEqual(['While it was quiet: 1 caller waits']);
});

test('rings by itself for as long as somebody rings, and not once it is silenced', {
  tag: '@every-host',
}, async ({ app, provider, relay }) => {
  await connectAccount(app, { baseUrl: provider.url, relayUrl: relay.url });
  await app.evaluate(() => {
    const sounding = new Set<HTMLMediaElement>();
    const { play, pause } = HTMLMediaElement.prototype;
    HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
      sounding.add(this);
      return play.call(this);
    };
    HTMLMediaElement.prototype.pause = function (this: HTMLMediaElement) {
      sounding.delete(this);
      pause.call(this);
    };
    Object.assign(window, { sounding });
  });
  const sounding = () =>
    app.evaluate(() =>
      [...(window as unknown as { sounding: Set<HTMLMediaElement> }).sounding].map(({ paused, loop, duration }) => ({
        paused,
        loop,
        duration,
      })),
    );
  const call = provider.ring({ from: caller.digits });
  await expect.poll(sounding).toEqual([{ paused: false, loop: true, duration: 3 }]);
  await app.getByRole('button', { name: 'Silence', exact: true }).click();
  await expect.poll(sounding).toEqual([]);
  await call.miss();
});

test('a screen that breaks says so, is written down on this machine, and comes back', async ({
  start,
  context,
  dataDirectory,
}) => {
  // No complaints are counted here: React says an error that it was given to the console as well.
  const page = await context.newPage();
  await page.goto(await start(['--demo']).ready());
  await page.locator('[data-row]').first().waitFor();
  await page.evaluate(() => {
    Map.groupBy = () => {
      throw new TypeError('broken on purpose');
    };
  });
  await page.evaluate(() => {
    location.hash = '#/settings/diagnostics';
  });
  await expect(page.getByRole('heading', { name: 'This screen crashed' })).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('broken.png') });

  const written = async () => {
    const text = await readFile(join(dataDirectory, 'logs', 'perezvon.log'), 'utf8').catch(() => '');
    return text.split('\n').filter((line) => line.includes('"event":"page-error"'));
  };
  await expect.poll(async () => (await written()).length).toBeGreaterThan(0);
  expect(JSON.parse((await written())[0] ?? '').fields).toMatchObject({
    name: 'TypeError',
    message: 'broken on purpose',
  });

  await page.getByRole('button', { name: 'Reload the screen' }).click();
  await expect(page.getByRole('heading', { name: 'Will I miss a call?' })).toBeVisible();
});
