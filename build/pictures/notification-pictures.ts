import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumOptions } from '../../test/e2e/fixtures/chromium.ts';
import { startLinuxSession } from '../../test/e2e/fixtures/linux-session.ts';

/**
 * The page of the web host as an app window on a Linux desktop of its own, and what the notification server there shows of
 * it: `notification-incoming.png` and `notification-missed.png`. `address` lets one browser in.
 */
export async function takeNotifications(address: string, profile: string, folder: string): Promise<void> {
  const session = await startLinuxSession();
  const { launchOptions } = chromiumOptions('seen');
  const context = await chromium.launchPersistentContext(profile, {
    ...launchOptions,
    env: session.env,
    viewport: null,
    locale: 'en-US',
    args: [
      ...(launchOptions.args ?? []),
      ...['--password-store=basic', '--window-size=1280,800', '--window-position=0,0', `--app=${address}`],
      // Without the bar that says what the browser was started with.
      '--test-type',
    ],
  });
  try {
    await context.grantPermissions(['notifications'], { origin: new URL(address).origin });
    const page = context.pages()[0] ?? (await context.newPage());
    await page.reload();
    await page.getByRole('main').waitFor();
    const shoot = async (title: RegExp, name: string) => {
      for (;;) {
        const last = (await session.shown()).at(-1);
        if (last !== undefined && title.test(last.title) && (await session.onScreen()) > 0) break;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      // It is told to us a moment before it is drawn.
      await new Promise((resolve) => setTimeout(resolve, 300));
      await writeFile(join(folder, `${name}.png`), await session.picture());
    };
    await shoot(/ is calling$/, 'notification-incoming');
    await shoot(/^Missed: /, 'notification-missed');
  } finally {
    await context.close();
    await session.close();
  }
}
