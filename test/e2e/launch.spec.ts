import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connectAccount } from './fixtures/connect.ts';
import { listenBeforeRelay } from './fixtures/listening-relay.ts';
import { expect, test } from './fixtures/test.ts';

test('prints one line with an address that works once', async ({ start, page, browser }) => {
  const program = start();
  const url = await program.ready();
  expect(program.stdout()).toBe(`Perezvon is ready: ${url}\n`);

  await page.goto(url);
  // The address with its token is not what stays in the address bar.
  await expect(page).toHaveURL(new RegExp(`^${new URL(url).origin}/(#.*)?$`));
  await expect(page.getByRole('main')).toBeVisible();
  const cookies = await page.context().cookies();
  expect(cookies).toEqual([expect.objectContaining({ httpOnly: true, sameSite: 'Strict', path: '/' })]);

  const stranger = await (await browser.newContext()).newPage();
  const refused = await stranger.goto(url);
  expect(refused?.status()).toBe(403);
  await expect(stranger.getByRole('heading')).toHaveText('This address has been used');
  await expect(stranger.getByText('start Perezvon again')).toBeVisible();
  expect((await stranger.goto(new URL('/', url).href))?.status()).toBe(401);
  await stranger.context().close();

  // The browser that was let in first stays in, and may reload.
  await page.reload();
  await expect(page.getByRole('main')).toBeVisible();
});

test('a second start on the same data gives out a new address and ends', async ({ start, page, dataDirectory }) => {
  const first = start();
  const firstUrl = await first.ready();
  const second = start();
  const secondUrl = await second.ready();
  expect(await second.ended).toBe(0);
  expect(second.stdout()).toBe(`Perezvon is ready: ${secondUrl}\n`);

  expect(new URL(secondUrl).origin).toBe(new URL(firstUrl).origin);
  expect(secondUrl).not.toBe(firstUrl);
  await page.goto(secondUrl);
  await expect(page.getByRole('main')).toBeVisible();
  // Neither address is in the log, which people send to others when they ask for help.
  const log = await readLogs(dataDirectory);
  for (const url of [firstUrl, secondUrl]) expect(log).not.toContain(new URL(url).searchParams.get('token'));
});

test('a second start asks neither the provider nor the relay for anything', async ({
  page,
  start,
  provider,
  relay,
}) => {
  const program = start();
  await page.goto(await program.ready());
  const listening = await listenBeforeRelay(relay.url);
  await connectAccount(page, { baseUrl: provider.url, relayUrl: listening.url });
  await expect.poll(listening.waitingReaders).toBe(1);
  const operations = () => provider.journal.map(({ operation }) => operation);
  // All that a start asks for.
  await expect.poll(operations).toEqual(expect.arrayContaining(['webhook', 'calls', 'attempts', 'pbxcalls']));
  /** The program that runs reads its lists on; what only a start asks is counted. */
  const askedAtStart = () => operations().filter((operation) => !['calls', 'attempts', 'pbxcalls'].includes(operation));
  const before = askedAtStart();

  const second = start();
  await second.ready();
  expect(await second.ended).toBe(0);
  expect(listening.mostReaders()).toBe(1);
  expect(askedAtStart()).toEqual(before);
  expect(program.process.exitCode).toBeNull();
  await listening.close();
});

test('ends in order when it is asked to, and leaves the data free', async ({ start }) => {
  const program = start();
  const { port } = new URL(await program.ready());
  expect(await program.stop()).toBe(0);
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
  const next = start();
  await next.ready();
});

test('starts again after it was killed', async ({ start }) => {
  const program = start();
  await program.ready();
  await program.kill();
  await start().ready();
});

test('says in a sentence why it does not start', async ({ start }) => {
  const taken = start();
  const { port } = new URL(await taken.ready());
  const other = start(['--port', port, '--data-dir', `${test.info().outputPath('other')}`]);
  expect(await other.ended).toBe(1);
  expect(other.stderr()).toContain(port);
  expect(other.stderr()).not.toContain('    at ');

  const wrong = start(['--publish']);
  expect(await wrong.ended).toBe(2);
  expect(wrong.stderr()).toContain('--publish');
  expect(wrong.stdout()).toBe('');
});

async function readLogs(dataDirectory: string): Promise<string> {
  const names = await readdir(dataDirectory, { recursive: true });
  const logs = names.filter((name) => name.endsWith('.log'));
  return (await Promise.all(logs.map((name) => readFile(join(dataDirectory, name), 'utf8')))).join('\n');
}
