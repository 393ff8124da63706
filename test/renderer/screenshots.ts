import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { buildPage } from './build-page.ts';
import { type FixtureServer, fixtureState, startFixtureServer } from './fixture-server.ts';
import { scenes } from './scenes.ts';

/** `node test/renderer/screenshots.ts <folder> [scene…]` draws every scene, or those whose names begin so. */
const [folder = 'out/screenshots', ...wanted] = process.argv.slice(2);
const directory = process.env.PEREZVON_PAGE ?? (await buildPage());
await mkdir(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });

for (const scene of scenes) {
  if (wanted.length > 0 && !wanted.some((name) => scene.name.startsWith(name))) continue;
  const state = fixtureState(Date.now());
  if (scene.english) state.settings = { ...state.settings, language: 'en' };
  scene.prepare?.(state);
  const server: FixtureServer = await startFixtureServer(directory, state);
  const page: Page = await browser.newPage({
    viewport: scene.size,
    colorScheme: scene.dark ? 'dark' : 'light',
    locale: 'ru-RU',
    timezoneId: 'Europe/Moscow',
    deviceScaleFactor: 1,
  });
  page.on('console', (message) => {
    if (message.type() === 'error') console.error(`${scene.name}: ${message.text()}`);
  });
  page.on('pageerror', (error) => console.error(`${scene.name}: ${error.message}`));
  await page.goto(server.url + (scene.hash ?? ''));
  await page.locator('h1').first().waitFor({ state: 'attached' });
  await scene.act?.(page, server);
  await page.waitForTimeout(350);
  await page.screenshot({ path: join(folder, `${scene.name}.png`) });
  await page.close();
  await server.close();
}
await browser.close();
