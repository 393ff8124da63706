import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createSystemClock } from '../../electron/core/system-clock.ts';
import { createSipnetStand, type SipnetStand } from '../../electron/demo/sipnet/stand.ts';
import { createRelay, type Relay } from '../../electron/relay/relay.ts';
import type { Update } from '../../shared/contract/updates.ts';
import { silentLogger } from '../fakes/silent-logger.ts';
import { connectDraft, draftFor, type RunningCore, startCore } from '../fixtures/running-core.ts';
import { testAccount } from '../fixtures/sipnet-account.ts';

const hour = 3600_000;
let stand: SipnetStand;
let directory: string;
let relay: Relay;
let running: RunningCore;
let updates: Update[];
let outside: Awaited<ReturnType<typeof listenOutside>>;
/** How far everybody's clock is ahead of the test's, ms. */
let later: number;

/** The way to the relay, which a machine that sleeps does not go; the provider posts to the relay all the same. */
async function listenOutside() {
  let asleep = false;
  const server = createServer((incoming, outgoing) => {
    if (asleep) {
      outgoing.destroy();
      return;
    }
    const { method, headers } = incoming;
    const onwards = request(new URL(incoming.url ?? '/', relay.url), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onwards.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onwards.destroy());
    incoming.pipe(onwards);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sleep() {
      asleep = true;
      server.closeAllConnections();
    },
    wake() {
      asleep = false;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

beforeEach(async () => {
  later = 0;
  const system = createSystemClock();
  const clock = { ...system, now: () => system.now() + later };
  directory = await mkdtemp(join(tmpdir(), 'perezvon-sleep-'));
  stand = await createSipnetStand({
    account: testAccount,
    callbacks: 'manual',
    clock,
    makeAudio: async () => new Uint8Array(),
  });
  relay = await createRelay({
    dataDirectory: directory,
    address: '127.0.0.1',
    port: 0,
    logger: silentLogger,
    now: clock.now,
  });
  outside = await listenOutside();
  running = await startCore({ limits: { settle: 20 }, ports: { clock } });
  updates = [];
  running.core.watch((update) => updates.push(update));
  const { client } = running;
  await client.settings.update({ relay: { mode: 'standalone', url: outside.url, publicUrl: relay.url, port: 0 } });
  await connectDraft(client, { ...draftFor(stand.url), webhook: true, replaceHook: false });
  await vi.waitFor(async () => expect((await client.accounts.list())[0]?.status.state).toBe('live'));
});
afterEach(async () => {
  await running.close();
  await outside.close();
  await relay.close();
  await stand.close();
  await rm(directory, { recursive: true, force: true });
});

it('tells after a sleep what it slept through, in one sentence and without ringing for it', async () => {
  outside.sleep();
  await stand.ring({ from: '79161000232' }).miss();
  later = hour;
  outside.wake();
  running.core.wake();
  await vi.waitFor(() => {
    expect(updates.findLast((update) => update.kind === 'digest')).toMatchObject({
      digest: { calls: 1, toCallBack: 1 },
    });
  });
  expect([...running.notices.values()]).toEqual([]);
  expect(updates.filter((update) => update.kind === 'card')).toEqual([]);

  // Whoever rings now is heard at once.
  const ringing = stand.ring({ from: '78123094567' });
  await vi.waitFor(() => expect([...running.notices.values()]).toMatchObject([{ kind: 'incoming' }]));
  await ringing.miss();
});

it('says nothing of a sleep in which nobody called', async () => {
  outside.sleep();
  later = hour;
  outside.wake();
  running.core.wake();
  const ringing = stand.ring({ from: '78123094567' });
  await vi.waitFor(() => expect([...running.notices.values()]).toMatchObject([{ kind: 'incoming' }]));
  await ringing.miss();
  await vi.waitFor(() => expect(updates.findLast((update) => update.kind === 'missed')).toMatchObject({ count: 1 }));
  expect(updates.filter((update) => update.kind === 'digest')).toEqual([]);
});

it('rings for who calls in the moment of waking, and does not tell of that call once more', async () => {
  outside.sleep();
  later = hour;
  const ringing = stand.ring({ from: '78123094567' });
  await vi.waitFor(() => expect(stand.deliveries).not.toEqual([]));
  const before = stand.requestsFor('calls').length;
  outside.wake();
  running.core.wake();
  await vi.waitFor(() => expect([...running.notices.values()]).toMatchObject([{ kind: 'incoming' }]));
  await ringing.miss();
  await vi.waitFor(() => expect(updates.findLast((update) => update.kind === 'missed')).toMatchObject({ count: 1 }));
  // The second reading begins when all is said of the first.
  await vi.waitFor(() => expect(stand.requestsFor('calls').length).toBeGreaterThan(before + 1));
  expect(updates.filter((update) => update.kind === 'digest')).toEqual([]);
});

it('tells of it also where the first word after the sleep is one of the past, which is still being read', async () => {
  const [account] = await running.client.accounts.list();
  await running.client.accounts.readHistory({ id: account?.id ?? '', depth: 'all' });
  outside.sleep();
  await stand.ring({ from: '79161000232' }).miss();
  later = hour;
  const before = stand.requestsFor('calls').length;
  await vi.waitFor(() => expect(stand.requestsFor('calls').length).toBeGreaterThan(before + 2));
  outside.wake();
  await vi.waitFor(() => {
    expect(updates.findLast((update) => update.kind === 'digest')).toMatchObject({
      digest: { calls: 1, toCallBack: 1 },
    });
  });
});
