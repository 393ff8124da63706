import { writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { SipnetStand } from '../../electron/demo/sipnet/stand.ts';
import type { MovedClock } from '../fixtures/moved-clock.ts';
import { spellings } from '../fixtures/spellings.ts';
import { chooseRelay, connectFound, fillConnectForm } from './fixtures/connect.ts';
import { type EchoingLine, echoes, openEchoingLine } from './fixtures/echoing-line.ts';
import { homeOf } from './fixtures/home.ts';
import { createLeakSearch, type LeakSearch, recordTraffic, searchFiles, type Traffic } from './fixtures/leak-search.ts';
import { listenBeforeRelay } from './fixtures/listening-relay.ts';
import { caller, planted } from './fixtures/provider.ts';
import { openScreen } from './fixtures/screens.ts';
import {
  expectNothing,
  lookAtFiles,
  lookAtPage,
  lookAtProcess,
  lookThrough,
  lookThroughHeap,
  type Place,
} from './fixtures/secret-places.ts';
import { expect, test } from './fixtures/test.ts';
import { addMonth, contract, openTokenForm, startBrand } from './fixtures/token-brand.ts';

// A trace remembers in the page what was typed into it: the search would find Playwright's own copy.
test.use({ trace: 'off' });

test.describe.configure({ mode: 'parallel' });

/** No secret, typed in like one and kept like everything else: whoever looks in the right place finds it. */
const label = 'Kontrolle-Laden-4711';
const passphrase = 'Planted "passphrase" & <9d2e>/я+%';

const credentials = ['password', 'apikey', 'sunsim', 'alloincognito'] as const;
const vaults = ['memory', 'passphrase'] as const;
type Case = [credential: (typeof credentials)[number], vault: (typeof vaults)[number]];

/** Each vault and each wire once, since a heap is long to look through; `npm run prove -- secrets` goes through all. */
const cases: readonly Case[] =
  process.env.PEREZVON_SECRETS === 'every'
    ? credentials.flatMap((credential) => vaults.map((vault): Case => [credential, vault]))
    : [
        ['password', 'passphrase'],
        ['sunsim', 'memory'],
      ];

/** What a run is made of, by the kind of the account. */
interface Course {
  /** Fills in the form, up to the button that tries it. */
  fill(): Promise<{ check: { click(): Promise<void> } }>;
  /** From what was found to a played recording. */
  use(): Promise<void>;
  /** All that must lie nowhere once the course is over. */
  secrets(): Record<string, string>;
  line: EchoingLine;
  close(): Promise<void>;
}

for (const [credential, vault] of cases) {
  test(`after a full run with ${credential} and secrets kept by ${vault}, none lies anywhere`, async ({
    start,
    context,
    provider,
    relay,
    dataDirectory,
    clock,
    complaints,
  }, testInfo) => {
    void complaints;
    const program = start([], { PEREZVON_VAULT: vault });
    const page = await context.newPage();
    const traffic = recordTraffic(page);
    const launchUrl = await program.ready();
    await page.goto(launchUrl);
    if (vault === 'passphrase') await makeVault(page);
    const isToken = credential === 'sunsim' || credential === 'alloincognito';
    const course = isToken
      ? await tokenCourse(page, credential, clock)
      : await sipnetCourse(page, credential, { provider, relayUrl: relay.url });
    const typed = createLeakSearch(course.secrets());

    const places: Place[] = [];
    await test.step('tried, and forgotten by the page before it is connected', async () => {
      await (await course.fill()).check.click();
      await expect(page.getByRole('heading', { name: 'It works' })).toBeVisible();
      places.push(await lookThroughHeap('the page’s heap, once it was tried', page, typed, label));
    });
    await course.use();
    await test.step('a provider that fails repeats what it was sent', async () => {
      await openScreen(page, '#/settings/accounts');
      await page.getByRole('link', { name: `Details: ${label}` }).click();
      for (const how of echoes) {
        course.line.echo(how);
        const before = course.line.echoed();
        await page.getByRole('button', { name: 'Test the connection' }).click();
        await expect(page.getByRole('button', { name: 'Test the connection' })).toBeEnabled();
        await expect.poll(() => course.line.echoed()).toBeGreaterThan(before);
        // The account's own state may say so beside it.
        await expect(page.locator('[role=status] .text-miss').first()).not.toHaveText('');
      }
      course.line.echo(undefined);
    });

    const [session] = await context.cookies();
    const secrets = {
      ...course.secrets(),
      ...(vault === 'passphrase' ? { passphrase } : {}),
      'launch token': new URL(launchUrl).searchParams.get('token') ?? '',
      session: session?.value ?? '',
    };
    const search = createLeakSearch(secrets);
    // The browser is given the session as a cookie, in the head of one answer.
    const { session: _given, ...untold } = secrets;
    places.push(...(await lookAtPage(page, traffic, createLeakSearch(untold), label)));
    places.push(...(await lookAtFiles(dataDirectory, 'while it runs', search, label)));
    places.push(...(await lookAtProcess(program, search)));
    expectSentOnce(
      traffic,
      typed,
      Object.keys(course.secrets()).filter((name) => name.startsWith('typed')),
    );

    // An open page would complain, rightly, that the program is gone.
    await page.close();
    await program.stop();
    places.push(...(await lookAtFiles(dataDirectory, 'after its end', search, label)));
    expect(search.find(Buffer.from(program.stderr()))).toEqual([]);
    await course.close();
    await expectNothing(places, testInfo);
  });
}

async function makeVault(page: Page): Promise<void> {
  await openScreen(page, '#/settings/data');
  await page.getByRole('button', { name: 'Unlock' }).click();
  await page.getByLabel('New passphrase').fill(passphrase);
  await page.getByLabel('Repeat it').fill(passphrase);
  await page.getByRole('button', { name: 'Keep with a passphrase' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

async function play(page: Page): Promise<void> {
  const row = homeOf(page)
    .logRow(/incoming, talked.*Recorded/)
    .first();
  await expect(row).toBeVisible();
  await row.focus();
  await page.keyboard.press('Space');
  const position = () => page.evaluate(() => document.querySelector('audio')?.currentTime ?? 0);
  await expect.poll(position).toBeGreaterThan(0);
}

async function sipnetCourse(
  page: Page,
  kind: 'password' | 'apikey',
  { provider, relayUrl }: { provider: SipnetStand; relayUrl: string },
): Promise<Course> {
  const listening = await listenBeforeRelay(relayUrl);
  const line = await openEchoingLine(provider.url);
  const home = homeOf(page);
  return {
    line,
    async fill() {
      await chooseRelay(page, listening.url);
      return fillConnectForm(page, { kind, label, baseUrl: line.url });
    },
    async use() {
      await connectFound(page);
      const missed = provider.ring({ from: caller.digits });
      await missed.miss();
      await home.callBack(caller.shown).click();
      await expect(home.order(caller.shown)).toBeVisible();
      // While the pointer is in a list, what is new waits above it.
      await page.mouse.move(0, 0);
      const talked = provider.ring({ from: caller.digits });
      await talked.answer();
      await talked.hangUp();
      await play(page);
    },
    secrets() {
      const hookUrl = provider.settings().hookUrl;
      const [readKey] = listening.readKeys();
      return {
        [`typed ${kind}`]: planted[kind],
        'recording URL': '/record.php?key=',
        ...(hookUrl === undefined
          ? {}
          : { 'hook URL': hookUrl, 'write key': new URL(hookUrl).pathname.split('/').at(-1) ?? '' }),
        ...(readKey === undefined ? {} : { 'read key': readKey }),
      };
    },
    async close() {
      await line.close();
      await listening.close();
    },
  };
}

async function tokenCourse(page: Page, brand: 'sunsim' | 'alloincognito', clock: MovedClock): Promise<Course> {
  const stand = await startBrand(brand, clock);
  const line = await openEchoingLine(stand.url);
  addMonth(stand, clock.now());
  const first = stand.authorizationToken() ?? '';
  let second: string | undefined;
  const names = { sunsim: 'SunSim', alloincognito: 'AlloIncognito' } as const;
  return {
    line,
    async fill() {
      const form = await openTokenForm(page, names[brand], { url: line.url });
      await page.getByText('More', { exact: true }).click();
      await page.getByRole('textbox', { name: 'Name of the account' }).fill(label);
      await form.token.fill(first);
      return form;
    },
    async use() {
      await page.getByRole('button', { name: 'Connect', exact: true }).click();
      await page.getByRole('button', { name: 'See the calls' }).click();
      await play(page);
      await openScreen(page, '#/settings/accounts');
      await page.getByRole('link', { name: `Details: ${label}` }).click();
      await page.getByRole('button', { name: 'Paste a new token' }).click();
      const dialog = page.getByRole('dialog');
      second = stand.regenerateToken();
      await dialog.getByLabel('Authorization token', { exact: true }).fill(second);
      await dialog.getByRole('button', { name: 'Save' }).click();
      await expect(dialog).toBeHidden();
      await expect(page.getByText('polls the call list')).toBeVisible();
    },
    secrets: () => ({
      'typed token': first,
      ...(second === undefined ? {} : { 'typed second token': second }),
      // All of them begin with the same header: those of the pair, too.
      'any token': `${first.split('.')[0]}.`,
    }),
    async close() {
      await line.close();
      await stand.close();
    },
  };
}

/** What was typed went from the page in one frame each, and nothing else that is secret ever. */
function expectSentOnce(traffic: Traffic, search: LeakSearch, typed: readonly string[]): void {
  const carrying = traffic.sent.filter(({ bytes }) => search.find(bytes).length > 0);
  expect(carrying).toHaveLength(typed.length);
  for (const { bytes } of carrying) expect(bytes.toString()).toMatch(/"u":"[^"]*\/accounts\/(probe|update)"/);
}

test('a secret typed in the form of an account is forgotten once it is stored, while the names of lines are still saved', async ({
  app,
  clock,
}, testInfo) => {
  const stand = await startBrand('sunsim', clock);
  try {
    const form = await openTokenForm(app, 'SunSim', stand);
    await form.token.fill(stand.authorizationToken() ?? '');
    await form.check.click();
    await app.getByRole('button', { name: 'Connect', exact: true }).click();
    await app.getByRole('button', { name: 'See the calls' }).click();
    await app.addInitScript(holdBackNames);
    await openScreen(app, '#/settings/accounts');
    await app.reload();

    await app.getByRole('link', { name: 'Details: SunSim' }).click();
    await app.getByRole('button', { name: 'Change', exact: true }).click();
    const dialog = app.getByRole('dialog', { name: 'Change the account' });
    await dialog.getByRole('textbox', { name: contract.shown[0], exact: true }).fill(label);
    await dialog.getByText('New token', { exact: true }).click();
    const token = stand.regenerateToken();
    await dialog.getByLabel('Authorization token', { exact: true }).fill(token);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await app.waitForFunction(() => window.heldName !== undefined);

    const search = createLeakSearch({ 'typed token': token });
    await expectNothing([await lookThroughHeap('the page’s heap, once it was stored', app, search, label)], testInfo);
    await app.evaluate(() => window.heldName?.());
    await expect(dialog).toBeHidden();
    await expect(app.getByText(label).first()).toBeVisible();
  } finally {
    await stand.close();
  }
});

declare global {
  interface Window {
    /** Sends the name of a line that the page wanted to send. */
    heldName?: () => void;
  }
}

/** In the page: at its socket, and not by a route, which would keep what was typed in the page. */
function holdBackNames(): void {
  const { send } = WebSocket.prototype;
  WebSocket.prototype.send = function hold(data) {
    if (typeof data === 'string' && data.includes('/accounts/nameLine')) window.heldName = () => send.call(this, data);
    else send.call(this, data);
  };
}

test('the search finds what it is for, in every spelling', async ({ dataDirectory, page }) => {
  const search = createLeakSearch({ secret: planted.password });
  const around = { before: Buffer.from('<< '), after: Buffer.from(' >>') };
  for (const [name, spell] of Object.entries(spellings)) {
    await writeFile(`${dataDirectory}/${name}`, Buffer.concat([around.before, spell(planted.password), around.after]));
  }
  await writeFile(`${dataDirectory}/none`, 'nothing of the kind');
  const found = await searchFiles(dataDirectory, search);
  expect(Object.keys(found).sort()).toEqual(Object.keys(spellings).sort());
  for (const [name, spelled] of Object.entries(found)) expect(spelled).toContain(`secret ${name}`);

  // A closure's variable, a field of an object and an attribute: what a page forgets to forget.
  await page.setContent('<input>');
  await page.evaluate((secret) => {
    const held = { deep: { inside: `the ${secret} of it` } };
    Object.assign(window, { keeper: () => held });
    document.querySelector('input')?.setAttribute('data-held', secret);
  }, planted.password);
  const heap = await lookThroughHeap('heap', page, search, 'inside');
  expect(heap.isControlFound).toBe(true);
  expect(heap.found.join()).toContain('secret as it is');
  expect(lookThrough('page', Buffer.from(await page.content()), search, 'input-that-is-not-there').found).not.toEqual(
    [],
  );
});
