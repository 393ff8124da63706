import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { chromiumOptions } from './fixtures/chromium.ts';
import type { HostOption } from './fixtures/test.ts';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** What counts frames has the machine for itself, when all else is done. */
const measured = 'long-log.spec.ts';
/** Many, alike and mostly waiting: they fill what time the others leave. */
const traps = 'traps.spec.ts';

/**
 * The program as its user has it: a host in a process of its own, a provider over real HTTP, a real browser. A spec
 * that fails once has failed: nothing is tried again until it passes. This is the web host; what is tagged `@every-host`
 * runs once more in the desktop host, by the configuration of `test/desktop`.
 */
export default defineConfig<HostOption>({
  testDir: '.',
  outputDir: at('test-results/e2e'),
  globalSetup: './fixtures/built-renderer.ts',
  // Two cores do for three: most of a spec is waiting for a call to ring out.
  workers: 3,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  forbidOnly: process.env.CI !== undefined,
  use: {
    ...chromiumOptions(),
    actionTimeout: 10_000,
    trace: 'retain-on-failure',
    viewport: { width: 1200, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/Moscow',
  },
  projects: [
    { name: 'web', testIgnore: [measured, traps], use: { host: 'web' }, workers: 2 },
    { name: 'traps', testMatch: traps, use: { host: 'web' }, fullyParallel: true },
    {
      name: 'measured',
      testMatch: measured,
      use: { host: 'web' },
      dependencies: ['web', 'traps'],
      workers: 1,
    },
  ],
});
