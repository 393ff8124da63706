import { connectAccount } from './fixtures/connect.ts';
import { countDrawnWithCards } from './fixtures/drawn.ts';
import { homeOf } from './fixtures/home.ts';
import { caller } from './fixtures/provider.ts';
import { openScreen, sidewaysScroll } from './fixtures/screens.ts';
import { expect, test } from './fixtures/test.ts';

test('who rings is seen on every screen, in the title and in the icon, and nothing moves for it', async ({
  app,
  provider,
  relay,
  complaints,
}) => {
  void complaints;
  await connectAccount(app, { baseUrl: provider.url, relayUrl: relay.url });
  await openScreen(app, '#/settings/notifications');
  const icon = () => app.locator('link[rel=icon]').getAttribute('href');
  const calm = { title: await app.title(), icon: await icon() };
  const heading = await app.getByRole('heading', { level: 1 }).boundingBox();

  const call = provider.ring({ from: caller.digits });
  const ringing = app.getByRole('region', { name: 'Calls right now' });
  await expect(ringing).toContainText(caller.shown);
  await expect(app).toHaveTitle(`${caller.shown} is calling…`);
  expect(await icon()).not.toBe(calm.icon);
  expect(await app.getByRole('heading', { level: 1 }).boundingBox()).toEqual(heading);
  for (const screen of ['#/recordings', '#/settings/data']) {
    await openScreen(app, screen);
    await expect(ringing).toContainText(caller.shown);
  }
  await app.setViewportSize({ width: 360, height: 720 });
  expect(await sidewaysScroll(app)).toBe(0);
  await expect(ringing.getByRole('button', { name: 'Silence' })).toBeInViewport();
  await ringing.getByRole('button', { name: 'Silence' }).click();
  await expect(ringing.getByRole('button', { name: 'Silenced' })).toBeDisabled();

  await ringing.getByRole('button', { name: `Open the caller: ${caller.shown}` }).press('Enter');
  await expect(app).toHaveURL(/#\/calls\/\d+$/);
  await expect(homeOf(app).card(caller.shown)).toBeVisible();
  await call.miss();
  await expect(app).not.toHaveTitle(/is calling/);
  expect(await icon()).toBe(calm.icon);

  // Where there is room for all of it, nothing is drawn anew but what shows the call: no list waits behind it.
  await app.setViewportSize({ width: 1200, height: 800 });
  const drawnWithCards = await countDrawnWithCards(app);
  await app.reload();
  await expect(homeOf(app).waitingFor(caller.shown)).toBeVisible();
  provider.ring({ from: '78123094567' });
  await expect(homeOf(app).card('+7 812 309-45-67')).toBeVisible();
  const regions = Object.keys((await drawnWithCards()).at(-1) ?? {});
  expect(regions.toSorted()).toEqual(['Calls right now', 'the page']);

  // What is known of the caller stands under the name, wherever the card has room for more beside them.
  for (const width of [360, 640, 900]) {
    await app.setViewportSize({ width, height: 800 });
    await openScreen(app, '#/calls');
    const told = homeOf(app).card('+7 812 309-45-67').getByRole('paragraph');
    const [name, facts] = [await told.nth(0).boundingBox(), await told.nth(1).boundingBox()];
    if (name === null || facts === null) throw new Error(`no card at ${width}`);
    expect.soft(facts.x, `at ${width}`).toBe(name.x);
    expect.soft(facts.y, `at ${width}`).toBeGreaterThanOrEqual(name.y + name.height);
  }
});
