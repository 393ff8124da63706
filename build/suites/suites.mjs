import { existsSync } from 'node:fs';
import { packageProgram } from '../setup/package-program.mjs';
import { readPlaywrightReport, readVitestReport } from './reports.mjs';

/**
 * @typedef {object} Suite
 * @property {string} name as given to --only
 * @property {string} what
 * @property {boolean} needsBundles
 * @property {() => Promise<string | undefined>} obstacle why it cannot run here
 * @property {(reportFile: string) => { args: string[], env?: NodeJS.ProcessEnv }} command for the project's Node
 * @property {(report: unknown) => import('./reports.mjs').Result} readReport
 */

/** What waits for sockets, processes and calls that ring out leaves half of each core to the next. */
const mostlyWaiting = ['--maxWorkers=3'];

/**
 * Every suite, in the order in which they run.
 *
 * @type {Suite[]}
 */
export const suites = [
  {
    name: 'unit',
    what: 'pure logic: no socket, no process, no waiting',
    needsBundles: false,
    ...vitest('build/vitest.config.ts', 'unit'),
  },
  {
    name: 'integration',
    what: 'parts and the whole program over real sockets, processes and files',
    needsBundles: true,
    ...vitest('build/vitest.config.ts', 'integration', mostlyWaiting),
  },
  {
    name: 'traps',
    what: 'the main job under every reading of what the provider leaves open, below the browser',
    needsBundles: false,
    ...vitest('build/vitest.config.ts', 'traps', mostlyWaiting),
  },
  {
    name: 'e2e',
    what: 'the web host in a real browser, from its start to its end',
    needsBundles: true,
    ...playwright('test/e2e/playwright.config.ts'),
  },
  {
    name: 'desktop',
    what:
      process.env.ELECTRON_EXEC_PATH === undefined
        ? 'the built desktop bundles on a double of Electron, with windows of real Chromium; not on Electron itself'
        : `the built desktop bundles on ${process.env.ELECTRON_EXEC_PATH}`,
    needsBundles: true,
    ...playwright('test/desktop/playwright.config.ts'),
  },
  {
    name: 'packaging',
    what: 'packages for three systems, looked into',
    needsBundles: true,
    ...vitest('test/packaging/vitest.config.ts'),
  },
];

/**
 * @param {string} config
 * @param {string} [project] of the config
 * @param {string[]} [further] arguments
 * @returns {Pick<Suite, 'obstacle' | 'command' | 'readReport'>}
 */
function vitest(config, project, further = []) {
  return {
    obstacle: async () => undefined,
    command: (reportFile) => ({
      args: [
        packageProgram('vitest'),
        'run',
        `--config=${config}`,
        ...(project === undefined ? [] : [`--project=${project}`]),
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${reportFile}`,
        ...further,
      ],
    }),
    readReport: readVitestReport,
  };
}

/**
 * @param {string} config
 * @returns {Pick<Suite, 'obstacle' | 'command' | 'readReport'>}
 */
function playwright(config) {
  return {
    obstacle: chromiumObstacle,
    command: (reportFile) => ({
      args: [packageProgram('@playwright/test', 'playwright'), 'test', `--config=${config}`, '--reporter=list,json'],
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile },
    }),
    readReport: readPlaywrightReport,
  };
}

/** Debian's Chromium, the one that is named, or Playwright's own: whichever the specs will find. */
async function chromiumObstacle() {
  const { chromium } = await import('@playwright/test');
  const places = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', chromium.executablePath()];
  const isThere = places.some((place) => place !== undefined && place !== '' && existsSync(place));
  return isThere ? undefined : 'there is no Chromium: install it, or name it in CHROMIUM_PATH';
}
