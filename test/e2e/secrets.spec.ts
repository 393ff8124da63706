import { writeFile } from 'node:fs/promises';
import { connectAccount } from './fixtures/connect.ts';
import { findInHeap, snapshotHeap } from './fixtures/heap.ts';
import { homeOf } from './fixtures/home.ts';
import { createLeakSearch, readPageStorage, recordTraffic, searchFiles } from './fixtures/leak-search.ts';
import { listenBeforeRelay } from './fixtures/listening-relay.ts';
import { caller, planted } from './fixtures/provider.ts';
import { expect, test } from './fixtures/test.ts';

// A trace remembers in the page what was typed into it: the search would find Playwright's own copy.
test.use({ trace: 'off' });

for (const kind of ['password', 'apikey'] as const) {
  test(`after a full run with a ${kind}, no secret lies anywhere`, async ({
    program,
    context,
    provider,
    relay,
    dataDirectory,
    complaints,
  }) => {
    void complaints;
    const listening = await listenBeforeRelay(relay.url);
    const page = await context.newPage();
    const traffic = recordTraffic(page);
    const launchUrl = await program.ready();
    await page.goto(launchUrl);
    const home = homeOf(page);

    await test.step('a full run: connect, ring, miss, call back, play', async () => {
      await connectAccount(page, { kind, baseUrl: provider.url, relayUrl: listening.url });
      const missed = provider.ring({ from: caller.digits });
      await missed.miss();
      await home.callBack(caller.shown).click();
      await expect(home.order(caller.shown)).toBeVisible();
      const talked = provider.ring({ from: caller.digits });
      await talked.answer();
      await talked.hangUp();
      const row = home.logRow(/incoming, talked.*Recorded/);
      await expect(row).toHaveCount(1, { timeout: 30_000 });
      await row.focus();
      await page.keyboard.press('Space');
      await expect
        .poll(() => page.evaluate(() => document.querySelector('audio')?.currentTime ?? 0))
        .toBeGreaterThan(0);
    });

    const hookUrl = provider.settings().hookUrl ?? '';
    const readKeys = listening.readKeys();
    expect(readKeys).toHaveLength(1);
    const [session] = await context.cookies();
    const secrets = {
      [kind]: planted[kind],
      'hook URL': hookUrl,
      'write key': new URL(hookUrl).pathname.split('/').at(-1) ?? '',
      'read key': readKeys[0] ?? '',
      'recording URL': '/record.php?key=',
      'launch token': new URL(launchUrl).searchParams.get('token') ?? '',
    };
    const search = createLeakSearch(secrets);
    const searchWithSession = createLeakSearch({ session: session?.value ?? '' });

    await test.step('not in what came to the page', async () => {
      await traffic.settled();
      expect(traffic.received.length).toBeGreaterThan(10);
      const leaks = traffic.received.flatMap(({ what, bytes }) => search.find(bytes).map((name) => `${name}: ${what}`));
      expect(leaks).toEqual([]);
    });

    await test.step('in what the page sent, only where it was typed in', async () => {
      const carrying = traffic.sent.filter(({ bytes }) => search.find(bytes).length > 0);
      for (const { bytes } of carrying) expect(bytes.toString()).toMatch(/"u":"[^"]*\/accounts\/(probe|connect)"/);
    });

    await test.step('not in what the page keeps', async () => {
      expect(search.find(await readPageStorage(page))).toEqual([]);
      const heap = await snapshotHeap(page);
      for (const [name, secret] of Object.entries(secrets)) expect(findInHeap(heap, secret), name).toEqual([]);
    });

    await test.step('not in any file, while it runs and after its end', async () => {
      for (const running of [true, false]) {
        if (!running) {
          // An open page would complain, rightly, that the program is gone.
          await page.close();
          await program.stop();
        }
        expect(await searchFiles(dataDirectory, search), running ? 'while it runs' : 'after its end').toEqual({});
        expect(await searchFiles(dataDirectory, searchWithSession)).toEqual({});
      }
      expect(search.find(Buffer.from(program.stderr()))).toEqual([]);
    });
    await listening.close();
  });
}

test('the search finds what it is for', async ({ dataDirectory }) => {
  const secret = 'Planted-Passw0rd-5f1c';
  const search = createLeakSearch({ secret });
  const disguises = {
    plain: `{"password":"${secret}"}`,
    base64: Buffer.from(`romashka:${secret}`).toString('base64'),
    shifted: Buffer.from(`x${secret}yz`).toString('base64'),
    unaligned: Buffer.from(`xy${secret}z`).toString('base64'),
    url: `?p=${encodeURIComponent(secret)}`,
    none: 'nothing of the kind',
  };
  for (const [name, text] of Object.entries(disguises)) await writeFile(`${dataDirectory}/${name}`, text);
  await writeFile(`${dataDirectory}/utf16`, Buffer.from(secret, 'utf16le'));
  expect(Object.keys(await searchFiles(dataDirectory, search)).sort()).toEqual(
    ['base64', 'plain', 'shifted', 'unaligned', 'url', 'utf16'].sort(),
  );
});
