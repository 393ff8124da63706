import { findBarriers, findBarriersOfColour } from './fixtures/barriers.ts';
import { connectAccount } from './fixtures/connect.ts';
import { homeOf } from './fixtures/home.ts';
import { caller, otherCaller } from './fixtures/provider.ts';
import { openScreen, screens, settle } from './fixtures/screens.ts';
import { expect, test } from './fixtures/test.ts';

for (const [colorScheme, find] of [
  ['light', findBarriers],
  ['dark', findBarriersOfColour],
] as const) {
  test(`axe finds nothing on any screen, ${colorScheme}`, async ({ start, context, complaints }) => {
    test.setTimeout(120_000);
    void complaints;
    const page = await context.newPage();
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const program = start();
    await page.goto(await program.ready());
    await settle(page);
    expect.soft(await find(page), 'first start').toEqual([]);

    // A second start hands its wish for the demo over to the first.
    await page.goto(await start(['--demo']).ready());
    await page.locator('[data-row]').first().waitFor();
    for (const { name, path } of screens) {
      await openScreen(page, path);
      expect.soft(await find(page), name).toEqual([]);
    }
    await openScreen(page, '#/calls');
    await page.locator('[data-row]').first().click();
    await settle(page);
    expect.soft(await find(page), 'call detail').toEqual([]);
  });
}

test('the main job is done without a mouse', { tag: '@every-host' }, async ({ app, provider, relay }) => {
  const home = homeOf(app);
  await connectAccount(app, { baseUrl: provider.url, relayUrl: relay.url });
  for (const { digits } of [otherCaller, caller]) await provider.ring({ from: digits }).miss();
  await expect(home.waiting).toHaveCount(2);

  // By Tab alone into the lists, which are one stop together; inside them the arrows move.
  const rows = home.waiting.locator('[data-row]');
  const focused = app.locator('[data-row]:focus');
  for (let stops = 0; stops < 20 && (await focused.count()) === 0; stops += 1) await app.keyboard.press('Tab');
  await expect(focused).toHaveCount(1);
  await app.keyboard.press('Home');
  await expect(rows.first()).toBeFocused();
  await app.keyboard.press('ArrowDown');
  await expect(rows.nth(1)).toBeFocused();

  await app.keyboard.press('c');
  await expect.poll(() => provider.orders.length).toBe(1);
  await app.keyboard.press('c');
  await app.keyboard.press('Enter');
  await expect(app.getByRole('complementary', { name: 'Caller' }).getByRole('heading').first()).toBeVisible();
  await app.keyboard.press('Escape');
  await expect(app).toHaveURL(/#\/calls$/);
  await app.keyboard.press('/');
  await expect(app.getByRole('searchbox')).toBeFocused();
  // The second C found the order under way.
  expect(provider.requestsFor('gencall')).toHaveLength(1);
});
