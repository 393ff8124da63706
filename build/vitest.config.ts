import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Unit tests stand beside the code; conformance and integration suites in `test/`. End-to-end is Playwright's. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: [
      '{shared,electron,renderer,build}/**/*.test.{ts,tsx}',
      'test/{conformance,integration,unit}/**/*.test.ts',
    ],
    setupFiles: ['test/fixtures/patience.ts'],
    testTimeout: 60_000,
    hookTimeout: 30_000,
    maxWorkers: 2,
  },
});
