import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type OrderLine, openOrderLine } from '../fixtures/order-line.ts';
import { chooseRelay, connectForm, fillConnectForm } from './fixtures/connect.ts';
import { planted } from './fixtures/provider.ts';
import { expect, test } from './fixtures/test.ts';

interface Failure {
  name: string;
  /** What the person is told, as they read it. */
  says: string;
  secret?: string;
  /** The fault is in the address, under More. */
  isAddress?: boolean;
  baseUrl: (provider: string) => string | Promise<string>;
}

const failures: readonly Failure[] = [
  {
    name: 'a wrong password',
    secret: 'not-the-password',
    baseUrl: (provider) => provider,
    says: 'The provider did not accept the login or key. Copy them again from your account there, without spaces.',
  },
  {
    name: 'an address where something else is',
    isAddress: true,
    baseUrl: (provider) => new URL('/nothing-here.php', provider).href,
    says: 'There is no provider at this address. Check it, or leave the field empty.',
  },
  {
    name: 'an address that is none',
    isAddress: true,
    baseUrl: () => 'ftp://newapi.sipnet.ru/api.php',
    says: 'There is no provider at this address. Check it, or leave the field empty.',
  },
  {
    name: 'a provider that is down',
    baseUrl: () => freePort().then((port) => `http://127.0.0.1:${port}/api.php`),
    says: 'The provider cannot be reached. Check the internet connection; the program keeps trying by itself.',
  },
];

for (const { name, says, secret, isAddress = false, baseUrl } of failures) {
  // One of them is enough to know that errors pass whatever lies between page and program.
  const tag = name === 'a wrong password' ? '@every-host' : [];
  test(`${name}: says what to do and keeps what was typed, but for the secret`, { tag }, async ({ app, provider }) => {
    const address = await baseUrl(provider.url);
    const form = await fillConnectForm(app, { baseUrl: address, ...(secret === undefined ? {} : { secret }) });
    await form.check.click();
    await expect(app.getByText(says)).toBeVisible();

    await expect(form.login).toHaveValue(planted.login);
    await expect(form.label).toHaveValue('Shop');
    await expect(form.baseUrl).toHaveValue(address);
    // A secret lies in the page no longer than one try.
    await expect(form.password).toHaveValue('');
    // Where the work is, in a section that stays open.
    await expect(isAddress ? form.baseUrl : form.password).toBeFocused();
    // Nothing was stored, and nothing was changed at the provider.
    expect(provider.requestsFor('webhook').filter(({ parameters }) => parameters.webhook !== 'list')).toEqual([]);

    // No dead end: put right, the same form goes on.
    await form.password.fill(planted.password);
    await form.baseUrl.fill(provider.url);
    await form.check.click();
    await expect(app.getByRole('heading', { name: 'It works' })).toBeVisible();
  });
}

/** The same line that an order is answered by: here the provider's hook waits, which is read by a check and set by connecting. */
const slow = test.extend<{ line: OrderLine & { hold(): Promise<void> } }>({
  async line({ provider }, use) {
    let isHeld = false;
    const line = await openOrderLine(provider.url, (_path, sent) => isHeld && sent.includes('"operation":"webhook"'));
    await use({
      ...line,
      hold() {
        isHeld = true;
        return line.arrived();
      },
      release() {
        isHeld = false;
        line.release();
      },
    });
    await line.close();
  },
});

slow(
  'a page of HTML instead of an answer is named, and no answer leads who went elsewhere',
  async ({ app, provider, relay, line }) => {
    await chooseRelay(app, relay.url);
    provider.setTraps({ fault: { kind: 'html' } });
    const form = await fillConnectForm(app, { baseUrl: line.url });
    await form.check.click();
    await expect(
      app.getByText(
        'The answer makes no sense: something else replies at this address. Check the address and the network',
      ),
    ).toBeVisible();
    await expect(connectForm(app).login).toHaveValue(planted.login);

    provider.setTraps({});
    await form.password.fill(planted.password);
    const checking = line.hold();
    await form.check.click();
    await checking;
    const choice = app.getByRole('button', { name: /SIPNET/ });
    await app.goBack();
    await expect(choice).toBeVisible();
    line.release();
    // The form, which waits behind the choice, has its answer, and nobody is led to it who left.
    await expect(app.locator('form [type=submit]')).toHaveText('Check');
    await expect(choice).toBeVisible();
    await choice.click();
    const works = app.getByRole('heading', { name: 'It works' });
    await expect(works).toBeVisible();

    // Under what lies over it no key and no button of the mouse changes the screen.
    await app.keyboard.press('Control+k');
    const palette = app.getByRole('dialog');
    await expect(palette).toBeVisible();
    await app.keyboard.press('Alt+ArrowLeft');
    await app.evaluate(() => window.dispatchEvent(new MouseEvent('mouseup', { button: 3 })));
    await app.keyboard.press('Escape');
    await expect(palette).toBeHidden();
    // Each step is a place that the browser's own buttons, and keys, go back from and to.
    await app.keyboard.press('Alt+ArrowLeft');
    await expect(form.label).toHaveValue('Shop');
    await expect(form.password).toHaveValue('');
    await form.password.fill(planted.password);
    await app.goBack();
    await expect(choice).toBeVisible();
    // The field that had the focus is hidden, and not gone.
    await expect(app.getByRole('main')).toBeFocused();
    await app.goForward();
    await expect(form.login).toHaveValue(planted.login);
    await expect(form.password).toHaveValue('');
    await app.goForward();
    await expect(works).toBeVisible();

    await app.getByRole('radio', { name: 'As they ring' }).click();
    const connecting = line.hold();
    await app.getByRole('button', { name: 'Connect', exact: true }).click();
    await connecting;
    await app.getByRole('button', { name: 'Back' }).click();
    await expect(form.login).toBeVisible();
    line.release();
    await expect(app.getByText('Connected: Shop.')).toBeVisible();
    await expect(form.login).toBeVisible();

    // What was found is lost with the page: its place is left, and is not the form's own a second time.
    await app.goForward();
    await expect(works).toBeVisible();
    await app.reload();
    await expect(app.getByRole('heading', { name: /SIPNET/ })).toBeVisible();
    await expect(app).toHaveURL(/#\/connect\/sipnet$/);
    await app.goBack();
    await expect(choice).toBeVisible();
  },
);

/** A port on which nobody listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
