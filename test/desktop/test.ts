import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { type Desktop, type LaunchOptions, launchDesktop } from './launch.ts';

interface Fixtures {
  /** Fresh for every test. */
  dataDirectory: string;
  /** Starts the desktop host on the test's data directory; it ends with the test. */
  start(args?: string[], options?: Partial<LaunchOptions>): Promise<Desktop>;
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from the pattern
  dataDirectory: async ({}, use) => {
    const directory = await mkdtemp(join(tmpdir(), 'perezvon-desktop-'));
    await use(directory);
    await rm(directory, { recursive: true, force: true, maxRetries: 3 });
  },

  start: async ({ dataDirectory }, use, testInfo) => {
    const started: Desktop[] = [];
    await use(async (args = [], options = {}) => {
      const desktop = await launchDesktop({ dataDirectory, args, ...options });
      started.push(desktop);
      return desktop;
    });
    for (const desktop of started) await desktop.close();
    const said = started.map((desktop) => desktop.stderr()).join('\n---\n');
    await testInfo.attach('stderr of the program', { body: said });
  },
});

export { expect } from '@playwright/test';
