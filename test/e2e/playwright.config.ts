import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { common } from './fixtures/common-config.ts';
import type { HostOption } from './fixtures/world.ts';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Many, alike and mostly waiting: they fill what time the others leave. */
const traps = 'traps.spec.ts';

/**
 * The program as its user has it: a host in a process of its own, a provider over real HTTP, a real browser. This is the web
 * host; what is tagged `@every-host` runs once more in the desktop host, by the configuration of `test/desktop`.
 */
export default defineConfig<HostOption>({
  ...common,
  testDir: '.',
  outputDir: at('test-results/e2e'),
  globalSetup: './fixtures/built-renderer.ts',
  // Two cores do for three: most of a spec is waiting for a call to ring out.
  workers: 3,
  use: {
    ...common.use,
    viewport: { width: 1200, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/Moscow',
  },
  projects: [
    { name: 'web', testIgnore: traps, use: { host: 'web' } },
    { name: 'traps', testMatch: traps, use: { host: 'web' }, fullyParallel: true },
  ],
});
