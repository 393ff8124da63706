import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './longest-first.ts';

/**
 * What opens sockets, starts processes or waits for real time, beside the code or in `test/`. Everything else is pure: the
 * setup of `unit` refuses the rest to it, so that what belongs here cannot stay there unnoticed.
 */
const integration = [
  'test/{conformance,integration}/**/*.test.ts',
  'electron/{demo,relay,web}/**/*.test.ts',
  'electron/core/{diagnostics,http,instance,system,webhooks}/**/*.test.ts',
  'electron/core/providers/sipnet/client.test.ts',
  'electron/desktop/{program-update/*,tray/host}.test.ts',
  'build/{earlier-builds,start,setup/*,hosted/debugged-page}.test.ts',
];

/** Unit tests stand beside the code; what runs the whole program stands in `test/`. End-to-end is Playwright's. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    setupFiles: ['test/fixtures/patience.ts', 'test/fixtures/seed.ts'],
    // Only what hangs is ended by these, however busy the machine is.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 150_000 } },
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{shared,electron,renderer,build}/**/*.test.{ts,tsx}', 'test/prove/**/*.test.ts'],
          exclude: integration,
          setupFiles: ['test/fixtures/pure.ts', 'test/fixtures/seed.ts'],
          // Pure tests leave nothing behind that the next could meet.
          isolate: false,
          // A test reads the theme as text; otherwise styles would be empty here.
          css: { include: /theme\.css/ },
        },
      },
      {
        extends: true,
        // To load the program anew for each file took longer than the tests of most. What a test changes, it puts back.
        test: { name: 'integration', include: integration, isolate: false },
      },
      { extends: true, test: { name: 'traps', include: ['test/traps/*.test.ts'] } },
    ],
  },
});
