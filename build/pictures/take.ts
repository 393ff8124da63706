import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';

/**
 * Takes the README's pictures of the demo account in the running program, so that they never show what the program does
 * not: `node build/pictures/take.ts`, after a build. PEREZVON_CHROMIUM names the browser.
 */
const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));
const dataDirectory = mkdtempSync(join(tmpdir(), 'perezvon-pictures-'));

const program = spawn(
  process.execPath,
  [join(root, 'electron/web/main.ts'), '--demo', '--no-open', '--port', '0', '--data-dir', dataDirectory],
  { env: { ...process.env, PEREZVON_VAULT: 'memory', PEREZVON_LOCALE: 'en' }, stdio: ['ignore', 'pipe', 'inherit'] },
);
try {
  const address = await readyAddress(program);
  const browser = await chromium.launch({
    executablePath: process.env.PEREZVON_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US' });
  const page = await context.newPage();
  await page.goto(address);
  await page.getByRole('button', { name: 'Silence' }).first().waitFor({ timeout: 60_000 });
  await shoot(page, 'calls');
  const narrow = await context.newPage();
  await narrow.setViewportSize({ width: 360, height: 720 });
  await narrow.emulateMedia({ colorScheme: 'dark' });
  await narrow.goto(new URL('/', address).href);
  await narrow
    .getByRole('button', { name: /^Call back/ })
    .first()
    .waitFor();
  await shoot(narrow, 'narrow-dark');
  await narrow.close();
  await page.getByRole('link', { name: /^Recordings/ }).click();
  await page.getByRole('button', { name: /^Play/ }).first().click();
  await page.locator('audio').first().waitFor({ state: 'attached' });
  await page.waitForFunction(() => (document.querySelector('audio')?.currentTime ?? 0) > 4);
  await shoot(page, 'recordings');
  await browser.close();
} finally {
  program.kill('SIGTERM');
  await new Promise((resolve) => program.once('exit', resolve));
  rmSync(dataDirectory, { recursive: true, force: true });
}

async function readyAddress(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('the program has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /^Perezvon is ready: (\S+)$/.exec(line)?.[1];
    if (address !== undefined) return address;
  }
  throw new Error('the program ended before it was ready');
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(here, `${name}.png`), animations: 'disabled' });
}
