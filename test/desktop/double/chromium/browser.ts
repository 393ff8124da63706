import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/**
 * A headless Chromium of its own, with a profile of its own and no way out to a network. It ends with this process. Port 0 is any
 * that is free.
 */
export async function startBrowser(debuggingPort: number): Promise<{ webSocketUrl: string }> {
  const profile = mkdtempSync(join(tmpdir(), 'perezvon-chromium-'));
  const child = spawn(
    process.env.CHROMIUM_PATH ?? 'chromium',
    [
      ...[
        '--headless=new',
        `--remote-debugging-port=${debuggingPort}`,
        `--user-data-dir=${profile}`,
        '--no-startup-window',
      ],
      ...['--no-first-run', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
      ...['--autoplay-policy=no-user-gesture-required', '--mute-audio', '--force-prefers-reduced-motion'],
      // `*.localhost` is loopback by itself; nothing else has an address.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE *.localhost',
      // Nothing is said over the pipe: it breaks when this process is killed, and then the browser ends.
      '--remote-debugging-pipe',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
    // A group of its own: Debian's `chromium` is a script that waits for the browser, and killing the script would
    // leave the browser behind.
    { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'], detached: true },
  );
  process.once('exit', () => {
    try {
      process.kill(-(child.pid ?? 0), 'SIGKILL');
    } catch {
      // It is gone already.
    }
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  });
  let said = '';
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stderr as NodeJS.ReadableStream })
      .on('line', (line) => {
        said += `${line}\n`;
        const webSocketUrl = /^DevTools listening on (ws:\/\/\S+)/.exec(line)?.[1];
        if (webSocketUrl !== undefined) resolve({ webSocketUrl });
      })
      .once('close', () => reject(new Error(`Chromium did not start:\n${said}`)));
    child.once('error', reject);
  });
}
