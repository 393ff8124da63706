import { createNtfyStand } from '../fixtures/ntfy-stand.ts';
import { fillConnectForm } from './fixtures/connect.ts';
import { homeOf } from './fixtures/home.ts';
import { caller, planted } from './fixtures/provider.ts';
import { expect, test } from './fixtures/test.ts';

test('calls ring from the first account on: the way is chosen with it, and tried while one looks on', async ({
  app,
  provider,
}) => {
  const ntfy = await createNtfyStand();
  try {
    const form = await fillConnectForm(app, { baseUrl: provider.url });
    await form.check.click();
    await app.getByRole('textbox', { name: 'Your own phone' }).fill(planted.ownNumber);
    await app.getByRole('radio', { name: 'As they ring' }).click();
    await expect(app.getByText(/the service itself sees who calls you/)).toBeVisible();
    await app.getByText('My own server').click();
    await app.getByRole('textbox', { name: 'Address of the ntfy server' }).fill('no address');
    await app.getByRole('button', { name: 'Connect', exact: true }).click();
    // Nothing was connected, and nothing of the failed try is kept.
    await expect(app.getByRole('alert').filter({ hasText: 'filled in wrong' })).toBeVisible();
    expect(provider.settings().hookUrl).toBeUndefined();

    await app.getByRole('textbox', { name: 'Address of the ntfy server' }).fill(ntfy.url);
    await app.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(app.getByRole('heading', { name: 'The line is connected' })).toBeVisible();
    await expect(app.getByRole('listitem').filter({ hasText: ': OK' })).toBeVisible();
    expect(provider.settings().hookUrl).toMatch(new RegExp(`^${ntfy.url}/perezvon-`));

    await app.getByRole('button', { name: 'See the calls' }).click();
    const call = provider.ring({ from: caller.digits });
    await expect(homeOf(app).card(caller.shown)).toContainText('Ringing');
    await call.miss();
  } finally {
    await ntfy.close();
  }
});

test('a way that does not work is named at once, and the lists are read all the same', async ({ app, provider }) => {
  const ntfy = await createNtfyStand({ access: { readToken: 'tk_of_another', everyone: 'deny' } });
  try {
    const form = await fillConnectForm(app, { baseUrl: provider.url });
    await form.check.click();
    await app.getByRole('textbox', { name: 'Your own phone' }).fill(planted.ownNumber);
    await app.getByRole('radio', { name: 'As they ring' }).click();
    await app.getByText('My own server').click();
    await app.getByRole('textbox', { name: 'Address of the ntfy server' }).fill(ntfy.url);
    await app.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(app.getByText(/calls appear in the list within a minute/)).toBeVisible();
    await expect(app.getByRole('button', { name: 'Test again' })).toBeEnabled();
  } finally {
    await ntfy.close();
  }
});
