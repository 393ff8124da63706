import { chromium, type Page } from '@playwright/test';
import { moveDate } from '../fixtures/moved-date.ts';
import { chromiumOptions } from './fixtures/chromium.ts';
import { connectAccount } from './fixtures/connect.ts';
import { type LinuxSession, missingForSession, startLinuxSession } from './fixtures/linux-session.ts';
import { caller } from './fixtures/provider.ts';
import { openScreen } from './fixtures/screens.ts';
import { test as base, expect } from './fixtures/test.ts';

const missing = missingForSession();

/** The page in a browser with a window, on a desktop whose notification server is a real one. */
const test = base.extend<{ session: LinuxSession; desktopPage: Page }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from the pattern
  session: async ({}, use) => {
    const session = await startLinuxSession();
    await use(session);
    await session.close();
  },
  desktopPage: async ({ session, start, clock, locale, timezoneId }, use) => {
    const { launchOptions } = chromiumOptions('seen');
    const browser = await chromium.launch({
      ...launchOptions,
      env: session.env,
      args: [
        ...(launchOptions.args ?? []),
        '--password-store=basic',
        '--window-size=1280,800',
        '--window-position=0,0',
      ],
    });
    const context = await browser.newContext({
      viewport: null,
      permissions: ['notifications'],
      ...(locale === undefined ? {} : { locale }),
      ...(timezoneId === undefined ? {} : { timezoneId }),
    });
    await context.addInitScript(moveDate, clock.offsetMs);
    const page = await context.newPage();
    await page.goto(await start([], session.env).ready());
    await use(page);
    await browser.close();
  },
});

test.skip(missing.length > 0, `not installed: ${missing.join(', ')}`);

test('the system shows who rings, takes it back when the ring ends, and then says who was missed', async ({
  desktopPage: page,
  session,
  provider,
  relay,
}) => {
  // Names come from anywhere, and notification servers of Linux read markup.
  await connectAccount(page, { label: '<b>Shop</b> & Sons', baseUrl: provider.url, relayUrl: relay.url });
  const answered = provider.ring({ from: caller.digits });
  await expect.poll(session.shown).toHaveLength(1);
  expect((await session.shown())[0]).toMatchObject({ title: `${caller.shown} is calling`, urgency: 'CRITICAL' });
  expect((await session.shown())[0]?.body).toMatch(/Shop.*Sons/);
  expect((await session.shown())[0]?.body).not.toContain('<b>');
  expect(await session.onScreen()).toBe(1);
  await answered.answer();
  await expect.poll(session.onScreen).toBe(0);
  await answered.hangUp();

  const missed = provider.ring({ from: caller.digits });
  await expect.poll(session.onScreen).toBe(1);
  await missed.miss();
  const titles = async () => (await session.shown()).map(({ title }) => title);
  const all = [`${caller.shown} is calling`, `${caller.shown} is calling`, `Missed: ${caller.shown}`];
  await expect.poll(titles).toEqual(all);
  // In the place of the ring, and not beside it.
  expect(await session.onScreen()).toBe(1);

  await session.click();
  await expect(page).toHaveURL(/#\/calls\/\d+$/);
  await expect.poll(session.onScreen).toBe(0);
  expect(await titles()).toEqual(all);
});

test('"Will I miss a call?" knows that the system keeps notifications back', async ({ desktopPage: page, session }) => {
  await openScreen(page, '#/settings/diagnostics');
  const row = page.getByRole('listitem').filter({ hasText: 'The system’s own do not disturb' });
  await page.getByRole('button', { name: 'Test everything' }).click();
  await expect(row).toContainText('It is off.');
  await session.pause();
  await page.getByRole('button', { name: 'Test again' }).click();
  await expect(row).toContainText('The system shows no notifications now.');
});
