import type { Page } from '@playwright/test';
import { lookAway } from './fixtures/home.ts';
import { expect, test } from './fixtures/test.ts';

test('says since when the program is gone, and is true again when it is back', async ({ start, context }) => {
  // No complaints are counted here: a browser reports every try to reach a program that is not there.
  const page = await context.newPage();
  const program = start(['--demo']);
  const url = await program.ready();
  const { port } = new URL(url);
  await page.goto(url);
  /** Buttons by which callers are taken off the list. */
  const done = (of: Page) => of.getByRole('region', { name: 'To call back' }).getByRole('button', { name: /^Done: / });
  const waiting = async () =>
    done(page).evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label')));
  await expect.poll(async () => (await waiting()).length).toBeGreaterThan(1);

  const waitingRow = page.getByRole('region', { name: 'To call back' }).getByRole('listitem');
  await waitingRow
    .filter({ has: page.getByRole('button', { name: /^Call back: / }) })
    .first()
    .locator('[data-row]')
    .click();
  const note = (of: Page) => of.getByRole('textbox', { name: 'About the caller' });
  await note(page).fill('wants an invoice');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  // Hints are loaded once the page is idle.
  await expect(async () => {
    await lookAway(page);
    await done(page).first().hover();
    await expect(page.getByRole('tooltip')).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await lookAway(page);

  await program.kill();
  const before = await waiting();
  await expect(page.getByText(/No connection to the program since \d\d:\d\d/)).toBeVisible();
  await expect(page.getByText('start the program again')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Connection: No program' })).toBeVisible();
  const calls = page.getByRole('region', { name: 'To call back' }).getByRole('button', { name: /^Call back: / });
  await expect(calls.first()).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Dial' })).toBeDisabled();
  await expect(page.getByRole('button', { name: /^Remind me later: / }).first()).toBeDisabled();
  await expect(done(page).first()).toBeDisabled();
  await expect(page.getByRole('button', { name: /^Do not disturb: / })).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Play the recording' }).first()).toBeDisabled();
  await done(page).first().hover();
  await expect(page.getByRole('tooltip')).toHaveText('No connection to the program');
  // The focus goes elsewhere, and the hint does not stay behind it.
  await page.getByRole('searchbox').focus();
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  await lookAway(page);
  // What was there stays readable.
  expect(await waiting()).toEqual(before);

  // What is written now waits, and is kept by itself.
  await note(page).fill('wants an invoice by Friday');
  await expect(page.getByText('Not saved yet: waiting for the connection')).toBeVisible();

  const again = start(['--demo', '--port', port]);
  const other = await (await context.browser()?.newContext())?.newPage();
  if (other === undefined) throw new Error('no second browser');
  await other.goto(await again.ready());
  const name = before[0] ?? '';
  await other.getByRole('button', { name, exact: true }).click();
  await expect(other.getByRole('button', { name, exact: true })).toHaveCount(0);

  // By itself, with the session it has; what happened meanwhile is there.
  await expect(page.getByText(/No connection to the program since/)).toBeHidden();
  await expect(page.getByRole('button', { name, exact: true })).toHaveCount(0);
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await other.goto(page.url());
  await expect(note(other)).toHaveValue('wants an invoice by Friday');
  await note(other).fill('wants an invoice by Monday');
  await expect(note(page)).toHaveValue('wants an invoice by Monday');
  await other.context().close();
});
