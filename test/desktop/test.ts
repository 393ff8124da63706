import { test as worldTest } from '../e2e/fixtures/world.ts';
import { type Desktop, type LaunchOptions, launchDesktop } from './launch.ts';

interface Fixtures {
  /** Starts the desktop host on the test's data directory; it ends with the test. */
  start(args?: string[], options?: Partial<LaunchOptions>): Promise<Desktop>;
}

export const test = worldTest.extend<Fixtures>({
  start: async ({ dataDirectory, clock }, use, testInfo) => {
    const started: Desktop[] = [];
    await use(async (args = [], options = {}) => {
      const desktop = await launchDesktop({ dataDirectory, clock, args, ...options });
      started.push(desktop);
      return desktop;
    });
    for (const desktop of started) await desktop.close();
    const said = started.map((desktop) => desktop.stderr()).join('\n---\n');
    await testInfo.attach('stderr of the program', { body: said });
  },
});

export { expect } from '../e2e/fixtures/world.ts';
