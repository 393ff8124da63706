import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createSipnetStand, type SipnetStand } from '../../electron/demo/sipnet/stand.ts';
import { type RelayProcess, startRelayProcess } from '../fixtures/relay-process.ts';
import { connectDraft, draftFor, type RunningCore, startCore } from '../fixtures/running-core.ts';
import { testAccount } from '../fixtures/sipnet-account.ts';

const token = 'the token of this relay';
let directory: string;
let provider: SipnetStand;
let relay: RelayProcess;
let running: RunningCore;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'perezvon-private-relay-'));
  provider = await createSipnetStand({
    account: testAccount,
    callbacks: 'manual',
    makeAudio: async () => new Uint8Array(),
  });
  relay = await startRelayProcess(['--data-dir', directory, '--port', '0'], { RELAY_TOKEN: token });
  running = await startCore();
  await running.client.settings.update({ relay: { mode: 'standalone', url: relay.url, publicUrl: '', port: 0 } });
});
afterEach(async () => {
  await running.close();
  await provider.close();
  await relay.end('SIGTERM');
  rmSync(directory, { recursive: true, force: true });
});

const status = async () => (await running.client.accounts.list())[0]?.status;

it('hears through a private relay once it has its token, which no hook URL tells', async () => {
  const { settings, missed } = running.client;
  await expect(settings.testRelay((await settings.get()).relay)).rejects.toMatchObject({ code: 'RELAY_UNREACHABLE' });
  await connectDraft(running.client, { ...draftFor(provider.url), webhook: true, replaceHook: false });
  await vi.waitFor(async () => expect((await status())?.state).toBe('failing'));
  const shut = provider.settings().hookUrl;

  await settings.setRelayToken({ token });
  expect(await settings.testRelay((await settings.get()).relay)).toMatchObject({ ok: true });
  await vi.waitFor(async () => expect((await status())?.state).toBe('live'));
  // The hook takes a pass along that is made of the token.
  const { hookUrl } = provider.settings();
  expect(hookUrl).not.toBe(shut);
  expect(hookUrl).not.toContain(token);

  const call = provider.ring({ from: '79430000211' });
  await call.miss();
  await vi.waitFor(async () => expect(await missed.list({})).toHaveLength(1));
  expect(provider.deliveries.map(({ status: answered }) => answered)).toEqual([200, 200]);
});
