import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import {
  type BrowserContext,
  type ElectronApplication,
  _electron as electron,
  type Page,
  test,
} from '@playwright/test';
import { isProgramPage } from '../../build/hosted/update-steps.ts';
import { chromiumPath } from '../e2e/fixtures/chromium.ts';
import { createMovedClock, type MovedClock } from '../fixtures/moved-clock.ts';
import { createSystemSurfaces, type InWorld, type SystemSurfaces } from './system-surfaces.ts';
import { createUserSession } from './user-session.ts';

/** For what comes within seconds on an idle machine: what hangs shall say so by itself, and where. Milliseconds. */
const patienceMs = 120_000;

const root = fileURLToPath(new URL('../..', import.meta.url));
const double = fileURLToPath(new URL('double/chromium/executable.ts', import.meta.url));

/**
 * An Electron to run the built bundles on. One that is packed with the program is none: its fuses keep debuggers, and so
 * Playwright, out. On Linux it wants a display, for instance that of `xvfb-run -a`.
 */
const realElectron = process.env.ELECTRON_EXEC_PATH || undefined;

/** What a run of these specs ran on, for its name. */
export const runtime = realElectron === undefined ? 'the double of Electron' : `Electron (${realElectron})`;

/** By what the program's date goes: nobody moves the date of a real Electron. */
export function createDesktopClock(): MovedClock {
  return realElectron === undefined ? createMovedClock() : createMovedClock(Date.now());
}

export interface LaunchOptions {
  dataDirectory: string;
  clock: MovedClock;
  /** Of the program's package.json; the project's own unless given. */
  folder?: string;
  args?: string[];
  env?: Record<string, string>;
  /** Whether the session shows tray icons; stock GNOME does not. */
  showsTray?: boolean;
  /** What is looked at is what it opened outside. */
  opens?: boolean;
}

/** The built desktop bundles, running. What only the double can do skips the test on a real Electron, and says why. */
export interface Desktop extends SystemSurfaces {
  /** Of its windows. */
  context: BrowserContext;
  /** The program's window, once it has loaded. */
  page(): Promise<Page>;
  /** That of the pop-up, once there is one. */
  popup(): Promise<Page>;
  /** Runs a function in the program's main process, with the module `electron`. */
  evaluate: ElectronApplication['evaluate'];
  inWorld: InWorld;
  /** The program's own window; undefined before there is one. */
  window(): Promise<{ visible: boolean; minimized: boolean } | undefined>;
  closeWindow(): Promise<void>;
  restoreWindow(): Promise<void>;
  /** As when the system takes it away without asking. */
  destroyWindow(): Promise<void>;
  /** Starts the program once more on the same data. The answer is when that start has ended, which is at once. */
  startAgain(args: string[]): Promise<Ending>;
  /** Addresses that were opened outside. */
  opened(): Promise<string[]>;
  /** Stops its main process as a machine that sleeps does, and lets it go on. */
  freeze(): void;
  thaw(): void;
  stderr(): string;
  /** When the program has ended by itself: its exit code. */
  ended: Promise<number | null>;
  /** Ends the program, whatever state it is in. */
  close(): Promise<void>;
}

export interface Ending {
  code: number | null;
  stdout: string;
  stderr: string;
  opened: string[];
}

export async function launchDesktop(options: LaunchOptions): Promise<Desktop> {
  const session = await createUserSession({ showsTray: options.showsTray ?? true });
  const { executablePath, args, env } = describeStart(options, session.environment);
  // With Playwright's usual `--no-sandbox` nothing of what the specs say would be said of the program as it is delivered.
  const application = await electron.launch({ executablePath, args, env, cwd: root, chromiumSandbox: true });
  const child = application.process();
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<number | null>((resolve) => {
    if (child.exitCode !== null) resolve(child.exitCode);
    else child.once('exit', resolve);
  });
  const context = application.context();
  await whenItAnswers(options.dataDirectory, ended);
  if (!session.standsIn) await application.evaluate(keepInside);

  async function pageAt(pathname: string): Promise<Page> {
    for (const deadline = Date.now() + patienceMs; ; ) {
      const found = context.pages().find((page) => isProgramPage(page.url(), pathname));
      if (found !== undefined) {
        await found.waitForLoadState('load', { timeout: patienceMs });
        return found;
      }
      if (Date.now() > deadline) {
        const there = context.pages().map((page) => page.url());
        throw new Error(`no window came to ${pathname}; there are ${JSON.stringify(there)}\n${stderr}`);
      }
      const code = await Promise.race([ended, new Promise<undefined>((resolve) => setTimeout(resolve, 25))]);
      if (code !== undefined) throw new Error(`the program has ended (${code})\n${stderr}`);
    }
  }

  const doWithWindow = (what: 'close' | 'restore' | 'destroy') =>
    application.evaluate(({ BrowserWindow }, wish) => {
      const window = BrowserWindow.getAllWindows().find((each) => !each.webContents.getURL().includes('/popup/'));
      window?.[wish]();
    }, what);

  const inWorld: InWorld = (what, inside, argument) => {
    // Asked for only where it applies: outside of a test nothing can be skipped.
    if (realElectron !== undefined) test.skip(true, `on the double only: ${what}`);
    return application.evaluate(inside as never, argument as never) as Promise<never>;
  };

  return {
    context,
    page: () => pageAt('/index.html'),
    popup: () => pageAt('/popup/index.html'),
    evaluate: application.evaluate.bind(application),
    inWorld,
    window: () =>
      application.evaluate(({ BrowserWindow }) => {
        const window = BrowserWindow.getAllWindows().find((each) => !each.webContents.getURL().includes('/popup/'));
        return window && { visible: window.isVisible(), minimized: window.isMinimized() };
      }),
    closeWindow: () => doWithWindow('close'),
    restoreWindow: () => doWithWindow('restore'),
    destroyWindow: () => doWithWindow('destroy'),
    ...createSystemSurfaces(inWorld),
    startAgain: (again) => runToEnd({ ...options, args: again }),
    opened: () => (session.standsIn ? session.opened() : application.evaluate(readKeptInside)),
    freeze() {
      test.skip(process.platform === 'win32', 'Windows stops no process by a signal');
      child.kill('SIGSTOP');
    },
    thaw: () => void child.kill('SIGCONT'),
    stderr: () => stderr,
    ended,
    async close() {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await ended;
      clearTimeout(late);
      await application.close().catch(() => {});
      await session.close();
    },
  };
}

/** Instead of opening it outside, keeps in mind what it was; sent as text, and leans on nothing around it. */
function keepInside({ shell }: Pick<typeof import('electron'), 'shell'>): void {
  const opened: string[] = [];
  Object.assign(globalThis, { perezvonOpened: opened });
  shell.openExternal = async (url) => void opened.push(url);
  shell.showItemInFolder = (path) => void opened.push(path.replace(/[\\/][^\\/]*$/, ''));
}

const readKeptInside = () => (globalThis as { perezvonOpened?: string[] }).perezvonOpened ?? [];

/**
 * Once it has taken its data directory, or has ended: Playwright is content as soon as there is a process, and another start
 * at that moment would be the first. A directory that an earlier run was killed on is taken for answered at once.
 */
async function whenItAnswers(dataDirectory: string, ended: Promise<unknown>): Promise<void> {
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  while (!isOver && !existsSync(join(dataDirectory, 'instance.json'))) await delay(25);
}

/** A start that ends by itself: one after another, or one that cannot be. */
export async function runToEnd(options: LaunchOptions): Promise<Ending> {
  const session = await createUserSession({ showsTray: options.showsTray ?? true });
  const { executablePath, args, env } = describeStart(options, session.environment);
  const child = spawn(executablePath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`this start did not end: ${stdout}\n${stderr}`));
    }, patienceMs);
    child.once('close', (ended) => {
      clearTimeout(late);
      resolve(ended);
    });
  });
  const opened = await session.opened();
  await session.close();
  // Nobody can get between a start that ends by itself and the system's own way of opening.
  if (!session.standsIn && options.opens)
    test.skip(true, 'on Linux only: what is opened outside by a start that ends at once');
  return { code, stdout, stderr, opened };
}

/** What a start is called with, for whoever drives it in another way. */
export function describeStart(options: LaunchOptions, session: Record<string, string>) {
  const { dataDirectory, clock, folder = '.', args = [], env = {} } = options;
  // A machine that tests has no graphics card, and often no keyring for Chromium's own cookies.
  const switches = realElectron === undefined ? [] : ['--disable-gpu', '--password-store=basic'];
  return {
    executablePath: realElectron ?? double,
    // A link comes last: Electron does not start with a switch behind one.
    args: [...switches, folder, `--data-dir=${dataDirectory}`, ...args],
    env: {
      ...definedOf(process.env),
      NO_PROXY: '127.0.0.1',
      PEREZVON_VAULT: 'memory',
      LANGUAGE: 'en',
      CHROMIUM_PATH: chromiumPath(),
      PEREZVON_DATE_OFFSET_MS: String(clock.offsetMs),
      ...session,
      // The double is started by its first line, with the Node that runs this.
      PATH: [session.PATH, dirname(process.execPath), process.env.PATH].join(delimiter),
      ...env,
    },
  };
}

function definedOf(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
