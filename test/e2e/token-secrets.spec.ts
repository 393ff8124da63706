import { findInHeap, snapshotHeap } from './fixtures/heap.ts';
import { homeOf } from './fixtures/home.ts';
import { createLeakSearch, readPageStorage, recordTraffic, searchFiles } from './fixtures/leak-search.ts';
import { expect, test } from './fixtures/test.ts';
import { addMonth, openTokenForm, startBrand } from './fixtures/token-brand.ts';

// A trace remembers in the page what was typed into it: the search would find Playwright's own copy.
test.use({ trace: 'off' });

test('after a full run with a token, neither it nor what was made from it lies anywhere', async ({
  program,
  context,
  dataDirectory,
  complaints,
}) => {
  test.setTimeout(120_000);
  void complaints;
  const stand = await startBrand('sunsim');
  const page = await context.newPage();
  const traffic = recordTraffic(page);
  await page.goto(await program.ready());
  addMonth(stand, Date.now());
  const first = stand.authorizationToken() ?? '';

  await test.step('a full run: connect, play, and replace the token', async () => {
    const form = await openTokenForm(page, 'SunSim', stand);
    await form.token.fill(first);
    await form.check.click();
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await page.getByRole('button', { name: 'See the calls' }).click();
    const row = homeOf(page)
      .logRow(/incoming, talked.*Recorded/)
      .first();
    await row.focus();
    await page.keyboard.press('Space');
    const position = () => page.evaluate(() => document.querySelector('audio')?.currentTime ?? 0);
    await expect.poll(position, { timeout: 20_000 }).toBeGreaterThan(0);

    await page.evaluate(() => {
      location.hash = '#/settings/accounts';
    });
    await page.getByRole('link', { name: 'Details: SunSim' }).click();
    await page.getByRole('button', { name: 'Paste a new token' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Authorization token', { exact: true }).fill(stand.regenerateToken());
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('polls the call list')).toBeVisible();
  });

  const secrets = {
    'first token': first,
    'second token': stand.authorizationToken() ?? '',
    // All of them begin with the same header: those of the pair, too.
    'any token': `${first.split('.')[0]}.`,
  };
  const search = createLeakSearch(secrets);

  await test.step('not in what came to the page', async () => {
    await traffic.settled();
    const leaks = traffic.received.flatMap(({ what, bytes }) => search.find(bytes).map((name) => `${name}: ${what}`));
    expect(leaks).toEqual([]);
  });

  await test.step('in what the page sent, only where it was pasted', async () => {
    const carrying = traffic.sent.filter(({ bytes }) => search.find(bytes).length > 0);
    expect(carrying).toHaveLength(3);
    for (const { bytes } of carrying) expect(bytes.toString()).toMatch(/"u":"[^"]*\/accounts\/(probe|connect|update)"/);
  });

  await test.step('not in what the page keeps', async () => {
    expect(search.find(await readPageStorage(page))).toEqual([]);
    const heap = await snapshotHeap(page);
    for (const [name, secret] of Object.entries(secrets)) expect(findInHeap(heap, secret), name).toEqual([]);
  });

  await test.step('not in any file, while it runs and after its end', async () => {
    expect(await searchFiles(dataDirectory, search), 'while it runs').toEqual({});
    // An open page would complain, rightly, that the program is gone.
    await page.close();
    await program.stop();
    expect(await searchFiles(dataDirectory, search), 'after its end').toEqual({});
    expect(search.find(Buffer.from(program.stderr()))).toEqual([]);
  });
  await stand.close();
});
