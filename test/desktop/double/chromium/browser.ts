import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';

export interface Browser {
  /** For Playwright's `connectOverCDP`. */
  endpoint: string;
  /** For the double. */
  webSocketUrl: string;
  close(): Promise<void>;
}

/** A headless Chromium of its own, with a profile of its own and no way out to a network. */
export async function startBrowser(): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'perezvon-chromium-'));
  const child = spawn(
    browserPath(),
    [
      '--headless=new',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      '--no-first-run',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--autoplay-policy=no-user-gesture-required',
      '--mute-audio',
      // `*.localhost` is loopback by itself; nothing else has an address.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE *.localhost',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      'about:blank',
    ],
    // A group of its own: Debian's `chromium` is a script that waits for the browser, and killing the script would
    // leave the browser behind.
    { stdio: ['ignore', 'ignore', 'pipe'], detached: true },
  );
  const kill = () => killGroup(child);
  process.once('exit', kill);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const close = async () => {
    process.removeListener('exit', kill);
    kill();
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const webSocketUrl = await readDevToolsUrl(child);
    return { endpoint: `http://${new URL(webSocketUrl).host}`, webSocketUrl, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function browserPath(): string {
  const named = [process.env.CHROMIUM_PATH, '/usr/bin/chromium'].find((path) => path && existsSync(path));
  return named ?? chromium.executablePath();
}

function readDevToolsUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const url = /DevTools listening on (ws:\/\/\S+)/.exec(text)?.[1];
      if (url !== undefined) resolve(url);
    });
    child.once('error', reject);
    child.once('close', () => reject(new Error(`Chromium did not start: ${text}`)));
  });
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}
