import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Apart from the unit tests: it needs a build, and packs for three systems. Only what hangs is ended by the limits. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  // The packages of the workflow's parser name sources that they do not bring.
  logLevel: 'error',
  test: {
    include: ['test/packaging/*.test.ts'],
    maxWorkers: 2,
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // It imports JSON as bundlers let it, and Node does not.
    server: { deps: { inline: [/@actions\//] } },
  },
});
