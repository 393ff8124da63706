import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { ensureBundles } from '../../build/setup/bundles.mjs';
import { enterProgram } from '../fixtures/contract-client.ts';

const main = fileURLToPath(new URL('../../out/web/main.js', import.meta.url));
const limit = 64;

beforeAll(ensureBundles);

let directory: string;
/** Nobody asks anything by them. */
const sockets = new Set<Socket>();
let presses: boolean;
let program: ChildProcess | undefined;
beforeEach(() => {
  presses = true;
  directory = mkdtempSync(join(tmpdir(), 'perezvon-descriptors-'));
});
afterEach(() => {
  letGo();
  program?.kill('SIGKILL');
  rmSync(directory, { recursive: true, force: true });
});

function letGo(): void {
  presses = false;
  for (const socket of sockets) socket.destroy();
}

it.skipIf(process.platform === 'win32')(
  'no descriptor left ends nothing: the page is told on, and new ones come in again',
  async () => {
    const command = [process.execPath, main, '--demo', '--no-open', '--port=0', `--data-dir=${directory}`];
    const child = spawn('sh', ['-c', `ulimit -n ${limit}; exec "$0" "$@"`, ...command], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PEREZVON_VAULT: 'memory' },
    });
    program = child;
    const ended = once(child, 'exit');
    let [out, said] = ['', ''];
    child.stdout.on('data', (text) => {
      out += text;
    });
    child.stderr.on('data', (text) => {
      said += text;
    });
    const address = await vi.waitFor(() => out.match(/http:\S+/)?.[0] ?? Promise.reject(new Error(said)));
    const { client, close, ended: cutOff } = await enterProgram(address);
    const updates = await client.updates.watch();

    const { hostname, port } = new URL(address);
    let turnedAway = 0;
    function press(): void {
      if (!presses) return;
      const socket = connect(Number(port), hostname);
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        turnedAway += 1;
        setTimeout(press, 50);
      });
    }
    for (let n = 0; n < 2 * limit; n += 1) press();
    await vi.waitFor(() => expect(turnedAway).toBeGreaterThan(limit));
    // Told every 15 s, in which the network was looked at thrice.
    const told = async () => {
      for await (const update of updates) if (update.kind === 'alive') return update.kind;
    };
    expect(await Promise.race([told(), cutOff])).toBe('alive');
    expect(await client.accounts.list()).toHaveLength(3);

    letGo();
    const { origin } = new URL(address);
    await vi.waitFor(async () => expect((await fetch(origin)).status).toBe(401));
    close();
    expect(child.exitCode).toBeNull();
    child.kill('SIGTERM');
    expect([(await ended)[0], said]).toEqual([0, '']);
  },
);
