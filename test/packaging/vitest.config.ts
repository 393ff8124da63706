import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Apart from the unit tests: it needs a build, and packs for three systems. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: { include: ['test/packaging/*.test.ts'], maxWorkers: 1, testTimeout: 60_000, hookTimeout: 120_000 },
});
