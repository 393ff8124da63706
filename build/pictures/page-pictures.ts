import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { chromiumOptions } from '../../test/e2e/fixtures/chromium.ts';

/** The page itself: `calls.png`, `narrow-dark.png`, `recordings.png` and `lines.png`. `address` lets one browser in. */
export async function takePages(address: string, folder: string): Promise<void> {
  const browser = await chromium.launch(chromiumOptions().launchOptions);
  const shoot = async (page: Page, name: string) => {
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
  };
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US' });
    const page = await context.newPage();
    await page.goto(address);
    await page.getByRole('button', { name: 'Silence' }).first().waitFor({ timeout: 60_000 });
    await shoot(page, 'calls');
    const narrow = await context.newPage();
    await narrow.setViewportSize({ width: 360, height: 720 });
    await narrow.emulateMedia({ colorScheme: 'dark' });
    await narrow.goto(new URL('/', address).href);
    await narrow
      .getByRole('button', { name: /^Call back/ })
      .first()
      .waitFor();
    await shoot(narrow, 'narrow-dark');
    await narrow.close();
    await page.getByRole('link', { name: /^Recordings/ }).click();
    await page.getByRole('button', { name: /^Play/ }).first().click();
    await page.locator('audio').first().waitFor({ state: 'attached' });
    await page.waitForFunction(() => (document.querySelector('audio')?.currentTime ?? 0) > 4);
    await shoot(page, 'recordings');
    await page.getByRole('link', { name: /^Lines/ }).click();
    await page.getByRole('grid').first().waitFor();
    await page.getByRole('grid').first().scrollIntoViewIfNeeded();
    await shoot(page, 'lines');
  } finally {
    await browser.close();
  }
}
