import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Client } from '../../shared/contract/contract.ts';
import { silentLogger } from '../../test/fakes/silent-logger.ts';
import { claimInstance } from '../core/instance/instance.ts';
import type { Clock } from '../core/ports.ts';
import { createSystemClock } from '../core/system-clock.ts';
import { shopLabel } from '../demo/traffic/phone-book.ts';
import { parseCommandLine } from './command-line.ts';
import { startWebHost, type WebHost } from './web-host.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'perezvon-web-host-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

async function openClient(launchUrl: string, language = 'en'): Promise<{ client: Client; close(): void }> {
  const { origin } = new URL(launchUrl);
  const launch = await fetch(launchUrl, { redirect: 'manual', headers: { 'accept-language': language } });
  const cookie = launch.headers.get('set-cookie')?.split(';')[0] ?? '';
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/rpc`, { headers: { cookie, origin } });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const client: Client = createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }));
  return { client, close: () => socket.terminate() };
}

/** On the folder of this test, in a system set to English. */
async function startHost(args: string[], clock: Clock = createSystemClock()): Promise<WebHost> {
  const claim = await claimInstance({ dataDirectory: directory, request: { host: 'web', args } });
  if (!('instance' in claim)) throw new Error('the folder belongs to somebody');
  const host = await startWebHost({
    instance: claim.instance,
    commandLine: parseCommandLine(['--port', '0', ...args], directory),
    rendererDirectory: directory,
    logger: silentLogger,
    system: { platform: process.platform, env: { PEREZVON_VAULT: 'memory', PEREZVON_LOCALE: 'en' } },
    clock,
  });
  return {
    ...host,
    async close() {
      await host.close();
      await claim.instance.close();
    },
  };
}

it('notices by itself that the machine slept', async () => {
  const system = createSystemClock();
  let slept = 0;
  const clock = {
    now: () => system.now() + slept,
    // It looks at the clock every five seconds: here a hundred times as often.
    after: (ms: number, run: () => void) => system.after(ms === 5_000 ? 50 : ms, run),
  };
  const host = await startHost([], clock);
  const { client, close } = await openClient(host.mintLaunchUrl());
  // Looked at again every half a minute, and when the program wakes.
  await client.live.doNotDisturb({ on: true, until: clock.now() + 1800_000 });
  const leaving = AbortSignal.timeout(3_000);
  const updates = await client.updates.watch(undefined, { signal: leaving });
  slept = 3600_000;
  let quiet: string | undefined;
  for await (const update of updates) {
    if (update.kind === 'snapshot' || update.kind === 'quiet') quiet = update.quiet.kind;
    if (quiet === 'off') break;
  }
  expect(quiet).toBe('off');
  close();
  await host.close();
});

it('plays the demo to the first who looks, in the language that their browser asks for', async () => {
  const host = await startHost(['--demo']);
  const { client, close } = await openClient(host.mintLaunchUrl(), 'ru-RU,ru;q=0.9');
  const leaving = AbortSignal.timeout(60_000);
  for await (const update of await client.updates.watch(undefined, { signal: leaving })) {
    if (update.kind !== 'snapshot') continue;
    expect(update.accounts.map(({ label }) => label)).toContain(shopLabel.ru);
    break;
  }
  close();
  await host.close();
});
