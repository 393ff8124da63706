import { fillConnectForm } from './fixtures/connect.ts';
import { openScreen } from './fixtures/screens.ts';
import { expect, test } from './fixtures/test.ts';

const passphrase = 'correct horse battery staple';

test('two pages that offer to make a vault make one, and each knows what became of it', async ({
  start,
  context,
  provider,
  complaints,
}) => {
  void complaints;
  const locked = { PEREZVON_VAULT: 'passphrase' };
  const program = start([], locked);
  const [first, second] = [await context.newPage(), await context.newPage()];
  const launchUrl = await program.ready();
  await first.goto(launchUrl);
  await second.goto(new URL(launchUrl).origin);
  for (const page of [first, second]) {
    // Nobody is asked where to keep what may not even work.
    const { check } = await fillConnectForm(page, { baseUrl: provider.url });
    await expect(page.getByRole('main')).toContainText('Where to keep it is asked once it has worked');
    await expect(page.getByLabel('New passphrase')).toHaveCount(0);
    await check.click();
    await expect(page.getByLabel('New passphrase')).toBeVisible();
  }
  await first.getByLabel('New passphrase').fill(passphrase);
  await first.getByLabel('Repeat it').fill(passphrase);
  await second.getByLabel('New passphrase').fill('of the second page');
  await first.getByRole('button', { name: 'Keep with a passphrase' }).click();

  // Both go on with the one that was made.
  for (const page of [first, second]) {
    await expect(page.getByRole('heading', { name: 'It works' })).toBeVisible();
    await expect(page.getByLabel('New passphrase')).toHaveCount(0);
  }
  // An open page would complain, rightly, that the program is gone.
  for (const page of [first, second]) await page.goto('about:blank');
  await program.kill();

  // At the next start each asks for the one passphrase, and opening it in one opens it in both.
  const again = start([], locked);
  await first.goto(await again.ready());
  await second.goto(new URL(first.url()).origin);
  await openScreen(first, '#/connect');
  await first.getByRole('button', { name: /^SIPNET/ }).click();
  await expect(first.getByRole('main')).toContainText('Your passphrase is asked for once it has worked');
  for (const page of [first, second]) {
    await openScreen(page, '#/settings/data');
    await page.getByRole('button', { name: 'Unlock' }).click();
    await expect(page.getByLabel('Passphrase', { exact: true })).toBeVisible();
  }
  await second.getByLabel('Passphrase', { exact: true }).fill('of the second page');
  await second.getByRole('dialog').getByRole('button', { name: 'Unlock' }).click();
  await expect(second.getByRole('dialog')).toContainText('passphrase');
  await first.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await first.getByRole('dialog').getByRole('button', { name: 'Unlock' }).click();
  for (const page of [first, second]) await expect(page.getByRole('dialog')).toHaveCount(0);
});
