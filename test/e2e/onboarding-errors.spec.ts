import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connectForm, fillConnectForm } from './fixtures/connect.ts';
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

test('a page of HTML instead of an answer is named as what it is', async ({ app, provider }) => {
  provider.setTraps({ fault: { kind: 'html' } });
  const form = await fillConnectForm(app, { baseUrl: provider.url });
  await form.check.click();
  await expect(
    app.getByText(
      'The answer makes no sense: something else replies at this address. Check the address and the network',
    ),
  ).toBeVisible();
  await expect(connectForm(app).login).toHaveValue(planted.login);

  provider.setTraps({});
  await form.password.fill(planted.password);
  await form.check.click();
  const works = app.getByRole('heading', { name: 'It works' });
  await expect(works).toBeVisible();
  // Each step is a place that the browser's own buttons, and keys, go back from and to.
  await app.keyboard.press('Alt+ArrowLeft');
  await expect(form.label).toHaveValue('Shop');
  await expect(form.password).toHaveValue('');
  await form.password.fill(planted.password);
  await app.goBack();
  await expect(app.getByRole('button', { name: /SIPNET/ })).toBeVisible();
  await app.goForward();
  await expect(form.login).toHaveValue(planted.login);
  await expect(form.password).toHaveValue('');
  await app.goForward();
  await expect(works).toBeVisible();
  await app.getByRole('button', { name: 'Back' }).click();
  await expect(form.login).toBeVisible();
  await app.reload();
  await expect(app.getByRole('heading', { name: /SIPNET/ })).toBeVisible();
});

/** A port on which nobody listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
