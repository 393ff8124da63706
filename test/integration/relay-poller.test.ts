import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHttp } from '../../electron/core/http/client.ts';
import type { Http } from '../../electron/core/http/http.ts';
import { createSystemClock } from '../../electron/core/system-clock.ts';
import { checkRelay, createReadKey, hookUrl } from '../../electron/core/webhooks/relay-keys.ts';
import { createRelaySource } from '../../electron/core/webhooks/relay-source.ts';
import type { HookBatch, Poller } from '../../electron/core/webhooks/source.ts';
import { createPoller } from '../../electron/core/webhooks/webhook-poller.ts';
import { silentLogger } from '../fakes/silent-logger.ts';
import { type RelayProcess, startRelayProcess } from '../fixtures/relay-process.ts';

describe('the poller with a relay', () => {
  const token = 'the token of this relay';
  const clock = createSystemClock();
  let directory: string;
  let http: Http;
  let relay: RelayProcess;
  let poller: Poller;
  let readKey: string;
  let batches: HookBatch[];
  /** Makes the sink fail, as a full disk would. */
  let failures: number;

  const start = (port: number) =>
    startRelayProcess(['--data-dir', join(directory, 'relay'), '--port', String(port)], { RELAY_TOKEN: token });
  const numbers = () => batches.flatMap(({ events }) => events.map(({ body }) => (body as { n: number }).n));
  const hears = (expected: number[]) => vi.waitFor(() => expect(numbers()).toEqual(expected));
  async function post(...posted: number[]): Promise<void> {
    for (const n of posted) {
      const body = JSON.stringify({ n });
      const { status } = await http.request({
        url: hookUrl(relay.url, readKey, token),
        method: 'POST',
        body,
        retry: 'once',
      });
      expect(status).toBe(200);
    }
  }

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'perezvon-relay-poller-'));
    http = createHttp({ clock, logger: silentLogger });
    readKey = createReadKey();
    batches = [];
    failures = 0;
    relay = await start(0);
    poller = createPoller({
      source: createRelaySource({ http, url: relay.url, readKey, token }),
      sink: {
        cursor: () => batches.at(-1)?.next,
        async accept(batch) {
          if (failures-- > 0) throw new Error('disk full');
          batches.push(batch);
        },
      },
      clock,
      logger: silentLogger,
      random: () => 0.1,
      onStatus() {},
    });
    poller.start();
    await vi.waitFor(() => expect(poller.status().state).toBe('listening'));
  });
  afterEach(async () => {
    await poller.close();
    await http.close();
    await relay.end('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  });

  it('hears each event once and in order, over a killed relay and a sink that fails', async () => {
    await post(1, 2, 3);
    await hears([1, 2, 3]);
    failures = 2;
    await post(4, 5);
    await hears([1, 2, 3, 4, 5]);
    const { port } = relay;
    await relay.end('SIGKILL');
    await vi.waitFor(() => expect(poller.status().state).toBe('failing'));
    relay = await start(port);
    await post(6, 7);
    await hears([1, 2, 3, 4, 5, 6, 7]);
    expect(batches.some(({ gap }) => gap)).toBe(false);
    expect(poller.status()).toMatchObject({ state: 'listening' });
    expect(await checkRelay({ http, url: relay.url, token })).toMatchObject({ ok: true });
  });

  it('hears of a gap when the relay lost what it had', async () => {
    await post(1, 2);
    await hears([1, 2]);
    const { port } = relay;
    await relay.end('SIGKILL');
    rmSync(join(directory, 'relay'), { recursive: true });
    relay = await start(port);
    await post(3);
    await hears([1, 2, 3]);
    expect(batches.filter(({ gap }) => gap)).toHaveLength(1);
    const sequences = batches.flatMap(({ events }) => events.map(({ sequence }) => sequence));
    expect(new Set(sequences).size).toBe(3);
  });

  it('ends at once while the relay holds its question', async () => {
    await poller.close();
    expect(poller.status().state).toBe('stopped');
    await post(1);
    expect(numbers()).toEqual([]);
  });
});
