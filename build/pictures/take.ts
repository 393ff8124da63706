import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { missingForSession } from '../../test/e2e/fixtures/linux-session.ts';
import { takeDesktop } from './desktop-pictures.ts';
import { takeNotifications } from './notification-pictures.ts';
import { takePages } from './page-pictures.ts';

/**
 * Takes the README's pictures of the demo account in the running program, so that they never show what the program does
 * not: `node build/pictures/take.ts [pages] [notifications] [desktop]`, after a build. CHROMIUM_PATH names the browser.
 */
const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));

const kinds: Record<string, (scratch: string) => Promise<void>> = {
  pages: (scratch) => withDemo(scratch, (address) => takePages(address, here)),
  async notifications(scratch) {
    const missing = missingForSession();
    if (missing.length > 0) throw new Error(`not installed: ${missing.join(', ')}`);
    await withDemo(scratch, (address) => takeNotifications(address, join(scratch, 'browser'), here));
  },
  desktop: (scratch) => takeDesktop(scratch, here),
};

const asked = process.argv.slice(2);
for (const [kind, take] of Object.entries(kinds)) {
  if (asked.length > 0 && !asked.includes(kind)) continue;
  const scratch = mkdtempSync(join(tmpdir(), 'perezvon-pictures-'));
  try {
    await take(scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Runs the web host with the demo account for as long as its pictures are taken. */
async function withDemo(scratch: string, take: (address: string) => Promise<void>): Promise<void> {
  const program = spawn(
    process.execPath,
    [join(root, 'out/web/main.js'), '--demo', '--no-open', '--port', '0', '--data-dir', join(scratch, 'data')],
    { env: { ...process.env, PEREZVON_VAULT: 'memory', PEREZVON_LOCALE: 'en' }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  try {
    await take(await readyAddress(program));
  } finally {
    const ended = new Promise((resolve) => program.once('exit', resolve));
    if (program.exitCode === null && program.kill('SIGTERM')) await ended;
  }
}

async function readyAddress(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('the program has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /^Perezvon is ready: (\S+)$/.exec(line)?.[1];
    if (address !== undefined) return address;
  }
  throw new Error('the program ended before it was ready');
}
