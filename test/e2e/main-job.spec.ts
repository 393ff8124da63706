import { connectAccount } from './fixtures/connect.ts';
import { homeOf, lookAway } from './fixtures/home.ts';
import { caller, otherCaller, planted } from './fixtures/provider.ts';
import { expect, test } from './fixtures/test.ts';

test('a call rings, is missed, is called back once, and its recording plays', {
  tag: '@every-host',
}, async ({ app, provider, relay }) => {
  const home = homeOf(app);

  await test.step('connect the account and have calls reported', async () => {
    await connectAccount(app, { baseUrl: provider.url, relayUrl: relay.url });
    expect(provider.settings().hookUrl).toMatch(new RegExp(`^${relay.url}/hook/[\\w-]{32,}$`));
  });

  await test.step('an incoming call rings on the screen', async () => {
    const call = provider.ring({ from: caller.digits });
    await call.invited;
    await expect(home.card(caller.shown)).toContainText('Ringing');
    await call.miss();
    await expect(home.card(caller.shown)).toContainText('Missed');
  });

  await test.step('it waits to be called back', async () => {
    await expect(home.waitingFor(caller.shown)).toHaveCount(1);
    await expect(app).toHaveTitle('(1) Perezvon');
    await expect(home.logRow(/\+7 916 100-02-32, incoming, missed/)).toHaveCount(1);
  });

  await test.step('two quick clicks order one call', async () => {
    await home.callBack(caller.shown).dblclick();
    await expect(home.order(caller.shown)).toBeVisible();
    await expect.poll(() => provider.orders.length).toBe(1);
    const orders = provider.requestsFor('gencall');
    expect(orders).toHaveLength(1);
    expect(digitsOf(orders[0]?.parameters.dstphone)).toBe(caller.digits);
    expect(digitsOf(orders[0]?.parameters.srcphone)).toBe(planted.ownNumber);
    expect(provider.requestsFor('genmulticall')).toEqual([]);
  });

  await test.step('the order is followed to its end, and the caller is off the list', async () => {
    const [order] = provider.orders;
    if (order === undefined) throw new Error('nothing was ordered');
    await order.answerSource();
    await order.answerDestination();
    await expect(home.order(caller.shown)).toContainText('Talking');
    await order.hangUp();
    await lookAway(app);
    await expect(home.waitingFor(caller.shown)).toHaveCount(0);
    expect(provider.requestsFor('gencall')).toHaveLength(1);
  });

  await test.step('the recording of a call plays', async () => {
    const call = provider.ring({ from: otherCaller.digits });
    await call.answer();
    // Long enough to hear that it goes on.
    await expect(home.card(otherCaller.shown)).toContainText(/Talking 0:(0[3-9]|[1-5]\d)/);
    await call.hangUp();
    const row = home.logRow(/\+7 812 309-45-67, incoming, talked.*Recorded/);
    await expect(row).toHaveCount(1);
    await row.focus();
    await app.keyboard.press('Space');
    const position = () => app.evaluate(() => document.querySelector('audio')?.currentTime ?? -1);
    await expect.poll(position).toBeGreaterThan(0);
    const then = await position();
    await expect.poll(position).toBeGreaterThan(then);
  });
});

/** With or without a plus is the same number at the provider. */
function digitsOf(phone: string | undefined): string | undefined {
  return phone?.replace(/^\+/, '');
}
