import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { answerFrom, updateByPage } from '../../build/hosted/update-steps.ts';
import { startUpdateFeed, type UpdateFeedStand } from '../fixtures/update-feed.ts';
import type { Desktop } from './launch.ts';
import { test as base, expect } from './test.ts';

const name = 'perezvon-9.9.9-linux-x86_64.AppImage';

interface AppImage {
  path: string;
  stand: UpdateFeedStand;
  /** What a new version leaves behind when it is started. */
  started(): Promise<string>;
  /** For the start of the program: it is the AppImage then. */
  env: Record<string, string>;
}

/** The program as an AppImage, packed with the address and the key of a real feed that has a newer version. */
const test = base.extend<{ image: AppImage }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from the pattern
  image: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'perezvon-image-'));
    const stand = await startUpdateFeed();
    const [path, resources, mark] = [
      join(folder, 'Perezvon.AppImage'),
      join(folder, 'resources'),
      join(folder, 'mark'),
    ];
    await mkdir(resources);
    await writeFile(path, '#!/bin/sh\n', { mode: 0o755 });
    await writeFile(
      join(resources, 'update-feed.json'),
      JSON.stringify({ url: stand.url, publicKey: stand.publicKey }),
    );
    await writeFile(join(resources, 'app-update.yml'), 'provider: generic\nupdaterCacheDirName: perezvon\n');
    const content = Buffer.from(`#!/bin/sh\necho "9.9.9 of $APPIMAGE" > '${mark}'\n`);
    await stand.publish({ version: '9.9.9', notes: 'Rings <b>louder</b>.', artifacts: [{ name, content }] });
    await use({
      path,
      stand,
      started: () => readFile(mark, 'utf8').catch(() => ''),
      env: {
        PEREZVON_DOUBLE_PACKAGED: '1',
        PEREZVON_DOUBLE_RESOURCES: resources,
        APPIMAGE: path,
        XDG_CACHE_HOME: join(folder, 'cache'),
      },
    });
    await stand.close();
    await rm(folder, { recursive: true, force: true });
  },
});

/** The page with the updates. */
async function openUpdates(desktop: Desktop): Promise<Page> {
  await desktop.inWorld('a program that runs from the sources is not replaced', () => {}, undefined);
  const page = await desktop.page();
  await page.evaluate(() => {
    location.hash = '#/settings/about';
  });
  return page;
}

test('finds a newer version, downloads it and restarts into it, each because the user says so', async ({
  start,
  image,
}) => {
  const desktop = await start([], { env: image.env });
  const page = await openUpdates(desktop);
  await expect(page.getByText('Not checked since')).toBeVisible();
  expect(image.stand.asked).toEqual([]);

  await page.getByRole('button', { name: 'Check now' }).click();
  await expect(page.getByText('Version 9.9.9 is available.')).toBeVisible();
  await expect(page.getByText('Rings <b>louder</b>.')).toBeVisible();
  expect(image.stand.asked).not.toContain(name);

  await page.getByRole('button', { name: 'Download' }).click();
  await expect(page.getByRole('main').getByText('Version 9.9.9 is ready.')).toBeVisible();
  expect(await readFile(image.path, 'utf8')).toBe('#!/bin/sh\n');
  expect(await image.started()).toBe('');

  // The quiet line is on every screen, and goes when the user wants to hear of it later.
  await page.evaluate(() => {
    location.hash = '#/calls';
  });
  await page.getByRole('button', { name: 'Restart to update' }).click();
  expect(await desktop.ended).toBe(0);
  await expect.poll(image.started).toBe(`9.9.9 of ${image.path}\n`);
  expect(await readFile(image.path, 'utf8')).toContain('9.9.9');
});

// With packages, a certificate and the self-check before and after: test/packaging/hosted-update.test.ts.
test('is replaced by the steps of build/hosted/check-update.ts, here over plain HTTP and with scripts for packages', async ({
  start,
  image,
}) => {
  const server = createServer(answerFrom(image.stand.folder)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const { publicKey } = image.stand;
  await writeFile(
    join(image.env.PEREZVON_DOUBLE_RESOURCES ?? '', 'update-feed.json'),
    JSON.stringify({ url, publicKey }),
  );
  const desktop = await start([], { env: image.env });
  await updateByPage(await openUpdates(desktop));
  expect(await desktop.ended).toBe(0);
  await expect.poll(image.started).toBe(`9.9.9 of ${image.path}\n`);
  expect(image.stand.asked).toEqual([]);
  server.closeAllConnections();
  server.close();
});

test('is put off, and stays as it is when the program ends', async ({ start, image }) => {
  const desktop = await start([], { env: image.env });
  const page = await openUpdates(desktop);
  await page.getByRole('button', { name: 'Check now' }).click();
  await page.getByRole('button', { name: 'Download' }).click();
  await page.getByRole('button', { name: 'Later' }).click();
  await expect(page.getByRole('button', { name: 'Later' })).toBeHidden();
  await desktop.clickTrayMenu('Quit').catch(() => {});
  expect(await desktop.ended).toBe(0);
  expect(await readFile(image.path, 'utf8')).toBe('#!/bin/sh\n');
  expect(await image.started()).toBe('');
});

test('does nothing while somebody calls, and what it may do by itself once the call is gone', async ({
  start,
  image,
}) => {
  const desktop = await start(['--demo'], { env: image.env });
  const page = await openUpdates(desktop);
  await page.evaluate(() => {
    location.hash = '#/calls';
  });
  await expect(page.getByRole('article').first()).toBeVisible();
  await page.evaluate(() => {
    location.hash = '#/settings/about';
  });
  await page.getByRole('radio', { name: /^Looks and downloads/ }).click();
  expect(image.stand.asked).toEqual([]);
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect(page.getByText('Version 9.9.9 is available.')).toBeVisible();
  await expect(page.getByText('After the call.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Download' })).toBeDisabled();
  expect(image.stand.asked).not.toContain(name);

  // The demo's calls go with its account.
  await page.evaluate(() => {
    location.hash = '#/settings/accounts';
  });
  await page.getByRole('button', { name: 'Remove' }).first().click();
  await page.getByRole('button', { name: 'Delete everything of this account' }).click();
  await expect.poll(() => image.stand.asked).toContain(name);
  expect(await image.started()).toBe('');
});

test('is refused when the feed is not signed by whoever built the program', async ({ start, image }) => {
  const feed = join(image.stand.folder, 'latest-linux.yml');
  await writeFile(feed, (await readFile(feed, 'utf8')).replace('9.9.9', '9.9.8'));
  const page = await openUpdates(await start([], { env: image.env }));
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect(page.getByText('is not signed by whoever built this program')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
});

test('is off in a program that was built without a feed, and says why', async ({ start, image }) => {
  await rm(join(image.env.PEREZVON_DOUBLE_RESOURCES ?? '', 'update-feed.json'));
  const page = await openUpdates(await start([], { env: image.env }));
  await expect(page.getByText('whoever built this copy did not say where')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Check now' })).toBeHidden();
});
