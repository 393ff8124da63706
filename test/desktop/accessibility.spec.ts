import { findBarriers, findBarriersOfColour } from '../e2e/fixtures/barriers.ts';
import { openScreen } from '../e2e/fixtures/screens.ts';
import { expect, test } from './test.ts';

/** What the web host has not; the screens that both have are looked at there. */
const ownScreens = ['#/settings/program', '#/settings/notifications', '#/settings/diagnostics'];

test('axe finds nothing in the pop-up and on the screens that are the desktop’s', async ({ start }) => {
  const desktop = await start(['--demo', '--hidden']);
  // It comes while the window is not looked at, and stays when that is opened.
  const popup = await desktop.popup();
  await expect(popup.getByRole('article').first()).toBeVisible();
  await desktop.startAgain([]);
  const page = await desktop.page();
  for (const [colorScheme, find] of [
    ['light', findBarriers],
    ['dark', findBarriersOfColour],
  ] as const) {
    await popup.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect.soft(await find(popup), `pop-up, ${colorScheme}`).toEqual([]);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const path of ownScreens) {
      await openScreen(page, path);
      expect.soft(await find(page), `${path}, ${colorScheme}`).toEqual([]);
    }
  }
});
