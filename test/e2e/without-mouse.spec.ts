import { connectAccount } from './fixtures/connect.ts';
import { homeOf } from './fixtures/home.ts';
import { caller, otherCaller } from './fixtures/provider.ts';
import { expect, test } from './fixtures/test.ts';

test('the main job is done without a mouse', { tag: '@every-host' }, async ({ app, provider, relay }) => {
  const home = homeOf(app);
  await connectAccount(app, { baseUrl: provider.url, relayUrl: relay.url });
  for (const { digits } of [otherCaller, caller]) await provider.ring({ from: digits }).miss();
  await expect(home.waiting).toHaveCount(2);

  // By Tab alone into the lists, which are one stop together; inside them the arrows move.
  // Both were missed within the same second, and lists know no finer: either may be the first.
  const rowAt = (place: number) => home.waiting.nth(place).locator('[data-row]');
  const focused = app.locator('[data-row]:focus');
  for (let stops = 0; stops < 20 && (await focused.count()) === 0; stops += 1) await app.keyboard.press('Tab');
  await expect(focused).toHaveCount(1);
  await app.keyboard.press('Home');
  await expect(rowAt(0)).toBeFocused();
  await app.keyboard.press('ArrowDown');
  await expect(rowAt(1)).toBeFocused();

  await app.keyboard.press('c');
  await expect.poll(() => provider.orders.length).toBe(1);
  await app.keyboard.press('c');
  await app.keyboard.press('Enter');
  await expect(app.getByRole('complementary', { name: 'Caller' }).getByRole('heading').first()).toBeVisible();
  await app.keyboard.press('Escape');
  await expect(app).toHaveURL(/#\/calls$/);
  // The address is there a moment before its screen.
  await expect(app.getByRole('searchbox')).toBeVisible();
  await app.keyboard.press('/');
  await expect(app.getByRole('searchbox')).toBeFocused();
  // The second C found the order under way.
  expect(provider.requestsFor('gencall')).toHaveLength(1);
});
