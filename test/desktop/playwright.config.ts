import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { common } from '../e2e/fixtures/common-config.ts';
import type { HostOption } from '../e2e/fixtures/world.ts';
import { runtime } from './launch.ts';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/**
 * The built desktop bundles. On the double of Electron, with windows of real Chromium, a green run says that main, preload
 * and page start and agree over IPC and ports, and that page, policy and ranges work in Chromium, against our model of
 * Electron's API. It says nothing of Electron itself: that says a run with `ELECTRON_EXEC_PATH` set to its binary.
 */
export default defineConfig<HostOption>({
  ...common,
  outputDir: at('test-results/desktop'),
  globalSetup: './built-bundles.ts',
  // Most of a spec is waiting, as in the web host.
  workers: 3,
  use: { ...common.use, host: 'desktop' },
  projects: [
    { name: `desktop on ${runtime}`, testDir: '.' },
    { name: `every host on ${runtime}`, testDir: at('test/e2e'), grep: /@every-host/ },
  ],
});
