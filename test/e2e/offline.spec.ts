import { expect, test } from './fixtures/test.ts';

test('says since when the program is gone, and is true again when it is back', async ({ start, context }) => {
  // No complaints are counted here: a browser reports every try to reach a program that is not there.
  const page = await context.newPage();
  const program = start(['--demo']);
  const url = await program.ready();
  const { port } = new URL(url);
  await page.goto(url);
  const waiting = page.getByRole('region', { name: 'To call back' }).getByRole('listitem');
  await expect(waiting.first()).toBeVisible();
  const before = await waiting.count();

  await program.kill();
  await expect(page.getByText(/No connection to the program since \d\d:\d\d/)).toBeVisible();
  // What was there stays readable.
  expect(await waiting.count()).toBe(before);

  const again = start(['--demo', '--port', port]);
  const other = await (await context.browser()?.newContext())?.newPage();
  if (other === undefined) throw new Error('no second browser');
  await other.goto(await again.ready());
  const gone = other.getByRole('region', { name: 'To call back' }).getByRole('listitem').first();
  const name = (await gone.getByRole('button', { name: /^Done: / }).getAttribute('aria-label')) ?? '';
  await gone.getByRole('button', { name }).click();
  await expect(other.getByRole('button', { name, exact: true })).toHaveCount(0);

  // By itself, with the session it has; what happened meanwhile is there.
  await expect(page.getByText(/No connection to the program since/)).toBeHidden({ timeout: 30_000 });
  await expect(page.getByRole('button', { name, exact: true })).toHaveCount(0);
  await other.context().close();
});
