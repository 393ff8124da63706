import type { Page } from '@playwright/test';
import { homeOf, lookAway } from './fixtures/home.ts';
import { caller, otherCaller } from './fixtures/provider.ts';
import { openScreen } from './fixtures/screens.ts';
import { expect, test } from './fixtures/test.ts';
import { addMonth, contract, lookOften, openTokenForm, startBrand } from './fixtures/token-brand.ts';

test.describe.configure({ mode: 'parallel' });

/** At night even who looks often looks every 40 s. */
const polled = { timeout: 180_000 };

test('AlloIncognito: a token is pasted, the month is read, a missed call is found, called back once, and played', async ({
  app,
  clock,
}) => {
  const stand = await startBrand('alloincognito', clock);
  const home = homeOf(app);
  const past = addMonth(stand, clock.now());

  try {
    await test.step('the token is pasted and looked at before it is sent', async () => {
      const form = await openTokenForm(app, 'AlloIncognito', stand);
      await form.token.fill('my password');
      await expect(app.getByText('This is not a token.')).toBeVisible();
      await form.token.fill(`Authorization: Bearer ${stand.authorizationToken()}`);
      await expect(app.getByText(`Contract ${contract.number} · valid until`)).toBeVisible();
      // Not for the eyes of who passes by.
      await expect(form.token).toHaveCSS('-webkit-text-security', 'disc');
      expect(stand.journal).toEqual([]);
      await form.check.click();
      await expect(app.getByRole('heading', { name: 'It works' })).toBeVisible();
      await expect(app.getByText(`Contract ${contract.number}`, { exact: true })).toBeVisible();
    });

    await test.step('the month is read before one’s eyes', async () => {
      await app.getByLabel('Which number to call back from').selectOption({ label: contract.shown[1] });
      stand.setTraps({ slowAnswersMs: 400 });
      await app.getByRole('button', { name: 'Connect', exact: true }).click();
      const progress = app.getByRole('progressbar', { name: 'Past calls' });
      await expect(progress).toBeVisible();
      const share = async () => Number(await progress.getAttribute('aria-valuenow'));
      const first = await share();
      await expect.poll(share).toBeGreaterThan(first);
      stand.setTraps({});
      await expect(app.getByText(`Calls read: ${past}`)).toBeVisible(polled);
      await app.getByRole('button', { name: 'See the calls' }).click();
      await app.getByRole('searchbox').fill('+7 943 000-10-52');
      await expect(home.logRow(/\+7 943 000-10-52, .*talked/)).toHaveCount(1);
      await app.getByRole('searchbox').fill('');
    });

    await test.step('a call that was missed minutes ago is found, with its real time', async () => {
      await lookOften(app, 'AlloIncognito');
      await openScreen(app, '#/calls');
      const startedAt = clock.now() - 7 * 60_000;
      stand.addCall({ direction: 'in', remote: caller.digits, startedAt, ringSeconds: 24 });
      await expect(home.waitingFor(caller.shown)).toHaveCount(1, polled);
      const row = home.logRow(/\+7 916 100-02-32, incoming, missed/);
      await expect(row).toHaveCount(1);
      await expect(row).toHaveAccessibleName(new RegExp(`${moscowClock(startedAt)}$`));
      // It is told, and does not pretend to ring.
      await expect(home.card(caller.shown)).toContainText(`Missed ${moscowClock(startedAt)}`);
    });

    await test.step('two quick clicks order one call, in the forms that the provider wants', async () => {
      await home.callBack(caller.shown).dblclick();
      await expect.poll(() => stand.orders.length).toBe(1);
      expect(stand.requestsFor('callback/create').map(({ parameters }) => parameters)).toEqual([
        { PhoneTo: `8${caller.digits.slice(1)}`, PhoneFrom: contract.lines[1] },
      ]);
      const [order] = stand.orders;
      if (order === undefined) throw new Error('nothing was ordered');
      await order.answerSource();
      await order.answerDestination();
      // Less than a second is no conversation.
      const talkingSince = order.legs()[1]?.answeredAt ?? Number.POSITIVE_INFINITY;
      await expect.poll(() => clock.now() - talkingSince).toBeGreaterThan(1_500);
      await order.hangUp();
      await lookAway(app);
      await expect(home.waitingFor(caller.shown)).toHaveCount(0, polled);
      expect(stand.requestsFor('callback/create')).toHaveLength(1);
    });

    await test.step('a recording plays', async () => {
      stand.addCall({ direction: 'in', remote: otherCaller.digits, startedAt: clock.now() - 60_000, talkSeconds: 15 });
      const row = home.logRow(/\+7 812 309-45-67, incoming, talked.*Recorded/);
      await expect(row).toHaveCount(1, polled);
      await row.focus();
      await app.keyboard.press('Space');
      await expectToMove(app);
    });

    await test.step('a message that a caller left is among the voicemail, and plays', async () => {
      stand.addCall({
        direction: 'in',
        remote: '79430000999',
        startedAt: clock.now() - 120_000,
        ringSeconds: 20,
        voicemail: 'unread',
      });
      await app.getByRole('button', { name: 'Voicemail' }).click();
      const messages = app
        .getByRole('region', { name: 'Voicemail' })
        .getByRole('button', { name: /\+7 943 000-09-99/ });
      await expect(messages.first()).toBeVisible(polled);
      await messages.first().focus();
      await app.keyboard.press('Space');
      await expect(app.getByRole('region', { name: /Player/ }).getByText('+7 943 000-09-99')).toBeVisible();
      await expectToMove(app);
    });
  } finally {
    await stand.close();
  }
});

test('SunSim: what is wrong is said at its place, and a token that was removed is replaced', async ({ app, clock }) => {
  const stand = await startBrand('sunsim', clock);
  try {
    const form = await openTokenForm(app, 'SunSim', stand);

    await test.step('a token of another environment, and a service that is switched off', async () => {
      await form.token.fill(stand.foreignToken());
      await form.check.click();
      await expect(app.getByText('The provider does not accept this authorization token any more')).toBeVisible(polled);
      // Everything stays but the secret, which is asked for again.
      await expect(form.token).toHaveValue('');
      await expect(form.token).toBeFocused();
      await expect(form.numbers).toHaveCount(2);
      await expect(form.address).toHaveValue(stand.url);

      stand.switchServiceOff();
      await form.token.fill(stand.authorizationToken() ?? '');
      await form.check.click();
      await expect(app.getByText('The Integration API is switched off in your account at the provider.')).toBeVisible();
      await expect(app.getByText('on here, and check again.')).toBeVisible();
      stand.switchServiceOn();
    });

    await test.step('put right, the same form goes on', async () => {
      await form.token.fill(stand.authorizationToken() ?? '');
      await expect(app.getByText(`Contract ${contract.number} · does not expire`)).toBeVisible();
      await form.check.click();
      await app.getByRole('button', { name: 'Connect', exact: true }).click();
      await expect(app.getByText('Calls read: 0')).toBeVisible(polled);
    });

    await test.step('the token is removed in the cabinet: the account says so, and takes the next one', async () => {
      await lookOften(app, 'SunSim');
      stand.removeToken();
      await expect(app.getByText('needs you', { exact: true })).toBeVisible(polled);
      await app.getByRole('main').getByRole('button', { name: 'Paste a new token' }).first().click();
      const dialog = app.getByRole('dialog', { name: 'Paste a new token' });
      await expect(dialog.getByLabel('Authorization token', { exact: true })).toBeFocused();
      await dialog.getByLabel('Authorization token', { exact: true }).fill(stand.regenerateToken());
      await dialog.getByRole('button', { name: 'Save' }).click();
      await expect(app.getByText('polls the call list')).toBeVisible(polled);
    });
  } finally {
    await stand.close();
  }
});

/** Whatever plays goes on. */
async function expectToMove(page: Page): Promise<void> {
  const position = () => page.evaluate(() => document.querySelector('audio')?.currentTime ?? -1);
  await expect.poll(position).toBeGreaterThan(0);
  const then = await position();
  await expect.poll(position).toBeGreaterThan(then);
}

/** As the page writes the time: its browser is in Moscow. */
function moscowClock(at: number): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Moscow' }).format(at);
}
