import { existsSync } from 'node:fs';
import { packageProgram } from '../setup/package-program.mjs';
import { readPlaywrightReport, readVitestReport } from './reports.mjs';

/**
 * @typedef {import('./reports.mjs').Result} Result
 *
 * @typedef {object} Suite
 * @property {string} name as given to --only
 * @property {string} what
 * @property {boolean} needsBundles
 * @property {() => Promise<string | undefined>} obstacle why it cannot run here
 * @property {(reportFile: string) => { args: string[], env?: NodeJS.ProcessEnv }} command for the project's Node
 * @property {(report: unknown) => Result} readReport
 */

/** Every suite, in the order in which they run. */
export const suites = /** @type {Suite[]} */ ([
  {
    name: 'unit',
    what: 'unit, conformance and integration tests',
    needsBundles: false,
    obstacle: async () => undefined,
    command: (reportFile) => ({
      args: [
        packageProgram('vitest'),
        'run',
        '--config=build/vitest.config.ts',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${reportFile}`,
      ],
    }),
    readReport: readVitestReport,
  },
  {
    name: 'e2e',
    what: 'the whole program in a browser',
    needsBundles: true,
    obstacle: chromiumObstacle,
    command: (reportFile) => ({
      args: [
        packageProgram('@playwright/test', 'playwright'),
        'test',
        '--config=test/e2e/playwright.config.ts',
        '--reporter=list,json',
      ],
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile },
    }),
    readReport: readPlaywrightReport,
  },
]);

/** Debian's Chromium, the one that is named, or Playwright's own: whichever the specs will find. */
async function chromiumObstacle() {
  const { chromium } = await import('@playwright/test');
  const places = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', chromium.executablePath()];
  const isThere = places.some((place) => place !== undefined && place !== '' && existsSync(place));
  return isThere ? undefined : 'there is no Chromium: install it, or name it in CHROMIUM_PATH';
}
