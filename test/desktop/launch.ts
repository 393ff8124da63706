import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { startBrowser } from './double/chromium/browser.ts';
import type { ElectronModule } from './double/electron.ts';
import type { World } from './double/world.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const runner = fileURLToPath(new URL('double/chromium/run.ts', import.meta.url));
const mainBundle = fileURLToPath(new URL('../../out/desktop/main/main.js', import.meta.url));

interface Inside {
  electron: ElectronModule;
  world: World;
}

interface Ending extends Partial<Pick<World, 'opened' | 'errorBoxes'>> {
  code: number | null;
}

/** The built desktop bundles, running on the double with windows of real Chromium: not on Electron. */
export interface Desktop {
  /** The program's window, once it has loaded. */
  page(): Promise<Page>;
  /** That of the pop-up, once there is one. */
  popup(): Promise<Page>;
  /** Runs `inside` in the program's main process; it leans on nothing around it, and its answer is copied. */
  evaluate<Answer, Argument = undefined>(
    inside: (within: Inside, argument: Argument) => Answer | Promise<Answer>,
    argument?: Argument,
  ): Promise<Answer>;
  trayMenu(): Promise<string[]>;
  clickTrayMenu(label: string): Promise<void>;
  notifications(): Promise<{ tag: string; title: string; body: string }[]>;
  clickNotification(tag: string): Promise<void>;
  stderr(): string;
  /** When the program has ended by itself: its exit code, what it opened outside and what it complained of in boxes. */
  ended: Promise<Ending>;
  /** Ends the program and its browser, whatever state they are in. */
  close(): Promise<void>;
}

export async function launchDouble(options: {
  dataDirectory: string;
  args?: string[];
  env?: Record<string, string>;
  /** Whether the session shows tray icons; stock GNOME does not. */
  showsTray?: boolean;
}): Promise<Desktop> {
  const browser = await startBrowser();
  const session = await createSession(options.showsTray ?? true);
  const args = [runner, mainBundle, `--data-dir=${options.dataDirectory}`, ...(options.args ?? [])];
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    env: {
      ...process.env,
      NO_PROXY: '127.0.0.1',
      PEREZVON_VAULT: 'memory',
      PEREZVON_LOCALE: 'en',
      PATH: `${session}${delimiter}${process.env.PATH}`,
      XDG_CONFIG_HOME: join(session, 'config'),
      ...options.env,
      PEREZVON_DOUBLE_BROWSER: browser.webSocketUrl,
    },
  });
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  let last: Partial<Ending> = {};
  const ended = new Promise<Ending>((resolve) => child.once('close', (code) => resolve({ ...last, code })));
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let lastId = 0;
  child.on('message', (message: { id: number; value?: unknown; error?: string; last?: Partial<Ending> }) => {
    if (message.last !== undefined) {
      last = message.last;
      return;
    }
    const { id, value, error } = message;
    if (error === undefined) waiting.get(id)?.resolve(value);
    else waiting.get(id)?.reject(new Error(error));
    waiting.delete(id);
  });
  ended.then(({ code }) => {
    for (const { reject } of waiting.values()) reject(new Error(`the program has ended (${code})\n${stderr}`));
    waiting.clear();
  });

  const evaluate: Desktop['evaluate'] = (inside, argument) =>
    new Promise((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, { resolve: resolve as (value: unknown) => void, reject });
      child.send({ id: lastId, source: String(inside), argument });
    });

  const connection = await chromium.connectOverCDP(browser.endpoint);
  const [context] = connection.contexts();
  if (context === undefined) throw new Error('the browser has no context');

  async function pageAt(pathname: string): Promise<Page> {
    for (;;) {
      const found = context?.pages().find((page) => {
        const url = URL.parse(page.url());
        return url?.hostname.endsWith('.app.localhost') && url.pathname === pathname;
      });
      if (found !== undefined) {
        await found.waitForLoadState();
        return found;
      }
      const gone = await Promise.race([ended, new Promise<undefined>((resolve) => setTimeout(resolve, 25))]);
      if (gone !== undefined) throw new Error(`the program has ended (${gone.code})\n${stderr}`);
    }
  }

  return {
    page: () => pageAt('/index.html'),
    popup: () => pageAt('/popup/index.html'),
    evaluate,
    trayMenu: () => evaluate(({ world }) => world.trays[0]?.menu?.labels() ?? []),
    clickTrayMenu: (label) => evaluate(({ world }, asked: string) => world.trays[0]?.menu?.click(asked), label),
    notifications: () =>
      evaluate(({ world }) =>
        world.shown
          .map((held) => held.deref())
          .filter((each) => each?.visible === true)
          .map((each) => ({
            tag: each?.options.id ?? '',
            title: each?.options.title ?? '',
            body: each?.options.body ?? '',
          })),
      ),
    clickNotification: (tag) =>
      evaluate(({ world }, asked: string) => {
        const held = world.shown.map((each) => each.deref()).find((each) => each?.visible && each.options.id === asked);
        if (held === undefined) throw new Error(`no notification "${asked}" is shown`);
        held.click();
      }, tag),
    stderr: () => stderr,
    ended,
    async close() {
      child.kill('SIGKILL');
      await ended;
      await connection.close().catch(() => {});
      await browser.close();
      await rm(session, { recursive: true, force: true });
    },
  };
}

/** A folder of commands and settings that stands for the user's session: what it answers of the tray is settled. */
async function createSession(showsTray: boolean): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'perezvon-session-'));
  await writeFile(join(folder, 'gdbus'), `#!/bin/sh\necho "(${showsTray},)"\n`, { mode: 0o755 });
  return folder;
}
