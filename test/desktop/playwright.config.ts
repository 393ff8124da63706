import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';

/**
 * The built desktop bundles on the double of Electron, with windows of real Chromium. A green run says that main, preload
 * and page start and agree over IPC and ports, and that page, policy and ranges work in Chromium, against our model of
 * Electron's API. It says nothing of Electron itself.
 */
export default defineConfig({
  testDir: '.',
  outputDir: fileURLToPath(new URL('../../test-results/desktop', import.meta.url)),
  globalSetup: './built-bundles.ts',
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  forbidOnly: process.env.CI !== undefined,
  projects: [{ name: 'desktop bundles on the double of Electron' }],
});
