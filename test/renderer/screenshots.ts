import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Page } from '@playwright/test';
import { animationsEnd } from '../e2e/fixtures/screens.ts';
import { buildPage } from './build-page.ts';
import { startFixtureServer } from './fixture-server.ts';
import { fixtureState } from './fixture-state.ts';
import type { Scene } from './scene.ts';
import { scenes } from './scenes.ts';

/**
 * `node test/renderer/screenshots.ts <folder> [--everywhere] [scene…]` draws every scene, or those whose names begin so, and
 * asks axe about each; with `--everywhere` in both themes, and once more as it stands at 200 %. Ends with 1 when axe or the
 * page's console complained.
 */
const {
  values: { everywhere },
  positionals: [folder = 'out/screenshots', ...wanted],
} = parseArgs({ allowPositionals: true, options: { everywhere: { type: 'boolean', default: false } } });
const directory = process.env.PEREZVON_PAGE ?? (await buildPage());
await mkdir(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
let complaints = 0;
const complain = (scene: string, text: string) => {
  complaints += 1;
  console.error(`${scene}: ${text}`);
};

async function askAxe(page: Page, where: string): Promise<void> {
  // Half way from one theme to the other nothing can be read.
  await animationsEnd(page);
  const { violations } = await new AxeBuilder({ page }).analyze();
  for (const { id, help, nodes } of violations) {
    complain(
      where,
      `${id}: ${help}\n${nodes.map((node) => `    ${node.html.slice(0, 200)} ${node.failureSummary?.split('\n').slice(1, 3).join(' ') ?? ''}`).join('\n')}`,
    );
  }
}

/** A window at 200 % is laid out as one of half its size; narrower than this none has to be. */
const narrowest = 320;

/** What was opened stays open, as when somebody enlarges what is on the screen. */
async function askElsewhere(page: Page, { name, size, dark = false, printed = false }: Scene): Promise<void> {
  const half = { width: Math.max(narrowest, size.width / 2), height: size.height / 2 };
  const places = [
    { size, isDark: !dark },
    { size: half, isDark: dark },
    { size: half, isDark: !dark },
  ];
  for (const place of printed ? places.slice(0, 1) : places) {
    await page.setViewportSize(place.size);
    await page.emulateMedia({ colorScheme: place.isDark ? 'dark' : 'light' });
    await page.waitForTimeout(300);
    const where = `${name}, ${place.size.width} px, ${place.isDark ? 'dark' : 'light'}`;
    await page.screenshot({ path: join(folder, `${where}.png`) });
    await askAxe(page, where);
    const isWider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    if (isWider) complain(where, 'scrolls sideways');
  }
}

for (const scene of scenes) {
  if (wanted.length > 0 && !wanted.some((name) => scene.name.startsWith(name))) continue;
  const state = fixtureState(Date.now());
  if (scene.english) state.settings = { ...state.settings, language: 'en' };
  scene.prepare?.(state);
  const server = await startFixtureServer(directory, state);
  const context = await browser.newContext({
    viewport: scene.size,
    colorScheme: scene.dark ? 'dark' : 'light',
    locale: 'ru-RU',
    timezoneId: 'Europe/Moscow',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.on('console', (message) => {
    // A refused connection is the point of the scene that has one.
    if (message.type() === 'error' && !message.text().startsWith('WebSocket')) complain(scene.name, message.text());
  });
  page.on('pageerror', (error) => complain(scene.name, error.message));
  try {
    await page.goto(server.url + (scene.hash ?? ''));
    await page.locator('h1').first().waitFor({ state: 'attached' });
    await scene.act?.(page, server);
  } catch (error) {
    complain(scene.name, `not reached: ${String(error)}`);
  }
  await page.waitForTimeout(300);
  await page.screenshot({ path: join(folder, `${scene.name}.png`) });
  await askAxe(page, scene.name);
  if (everywhere) await askElsewhere(page, scene);
  await context.close();
  await server.close();
}
await browser.close();
process.exitCode = complaints === 0 ? 0 : 1;
