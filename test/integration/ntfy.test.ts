import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSipnetStand, type SipnetStand } from '../../electron/demo/sipnet/stand.ts';
import type { Settings } from '../../shared/contract/settings.ts';
import type { Update } from '../../shared/contract/updates.ts';
import { allCalls } from '../fixtures/all-calls.ts';
import { createNtfyStand, type NtfyStand, type NtfyStandOptions } from '../fixtures/ntfy-stand.ts';
import { connectDraft, draftFor, type RunningCore, startCore } from '../fixtures/running-core.ts';
import { testAccount } from '../fixtures/sipnet-account.ts';

let provider: SipnetStand;
let ntfy: NtfyStand;
let running: RunningCore;

afterEach(async () => {
  await running.close();
  await provider.close();
  await ntfy.close();
});

const relay = (fields: Partial<Settings['relay']> = {}): Settings['relay'] => ({
  mode: 'ntfy',
  url: ntfy.url,
  publicUrl: '',
  port: 0,
  ...fields,
});

async function open(options: NtfyStandOptions = {}): Promise<void> {
  provider = await createSipnetStand({
    account: testAccount,
    callbacks: 'manual',
    makeAudio: async () => new Uint8Array(),
  });
  provider.setTraps({ retryFailedEvents: 100 });
  ntfy = await createNtfyStand(options);
  running = await startCore();
  await running.client.settings.update({ relay: relay() });
}

const connect = () => connectDraft(running.client, { ...draftFor(provider.url), webhook: true, replaceHook: false });
const status = async () => (await running.client.accounts.list())[0]?.status;
const isLive = () => vi.waitFor(async () => expect((await status())?.state).toBe('live'), { interval: 50 });
/** The stream stands, so that what is posted is heard as it happens. */
const isListening = () => vi.waitFor(() => expect(ntfy.streams()).toBe(1));
const calls = () => allCalls(running.client);
const missed = () => running.client.missed.list({});

async function callAndHangUp(from: string): Promise<void> {
  const call = provider.ring({ from });
  await call.miss();
}

describe('a line that is heard through ntfy', () => {
  beforeEach(() => open());

  it('rings, misses, and tells the provider a topic that cannot be guessed', async () => {
    await connect();
    expect(provider.settings().hookUrl).toMatch(new RegExp(`^${ntfy.url}/perezvon-[\\w-]{43}$`));
    await isLive();
    await isListening();
    const cards: string[] = [];
    const stop = running.core.watch((update: Update) => {
      if (update.kind === 'card') cards.push(update.card.call.state);
    });
    const call = provider.ring({ from: '79430000211' });
    await vi.waitFor(() => expect(cards).toContain('ringing'));
    await call.miss();
    await vi.waitFor(async () => expect(await missed()).toMatchObject([{ tries: 1 }]));
    stop();
  });

  it('loses nothing and doubles nothing when the server goes away and returns', async () => {
    await connect();
    await isLive();
    await isListening();
    await callAndHangUp('79430000211');
    await vi.waitFor(async () => expect(await calls()).toHaveLength(1));
    await ntfy.stop();
    await vi.waitFor(async () => expect(await status()).toMatchObject({ state: 'failing', works: ['lists'] }));
    expect((await status())?.nextTryAt).toBeGreaterThan(0);
    const whileAway = callAndHangUp('79430000212');
    await ntfy.start();
    await whileAway;
    running.core.wake();
    await isLive();
    await vi.waitFor(async () => expect(await calls()).toHaveLength(2));
    await callAndHangUp('79430000213');
    await vi.waitFor(async () => expect(await missed()).toHaveLength(3));
    expect(await calls()).toHaveLength(3);
    expect((await missed()).map(({ tries }) => tries)).toEqual([1, 1, 1]);
  });

  it('goes to the lists at once when the server forgot what it knew', async () => {
    await connect();
    await isLive();
    await isListening();
    await callAndHangUp('79430000211');
    await vi.waitFor(async () => expect(await missed()).toHaveLength(1));
    // The listing that follows every call is over; from now on only a gap makes the next one come this soon.
    const listings = provider.requestsFor('calls').length;
    await vi.waitFor(() => expect(provider.requestsFor('calls').length).toBeGreaterThan(listings));
    await ntfy.stop();
    provider.setTraps({ retryFailedEvents: 0 });
    await callAndHangUp('79430000212');
    await ntfy.start();
    ntfy.age(13 * 3600);
    await isListening();
    await vi.waitFor(async () => expect(await missed()).toHaveLength(2));
    expect(await calls()).toHaveLength(2);
  });

  it('moves the hook when the settings choose another way, and takes it away when it leaves', async () => {
    const { id } = await connect();
    await isLive();
    await running.client.settings.update({ relay: relay({ mode: 'embedded' }) });
    await vi.waitFor(() => expect(provider.settings().hookUrl).toMatch(/\/hook\/[\w-]{43}$/));
    await isLive();
    expect(await running.client.accounts.hook({ id })).toMatchObject({ state: 'ours' });
    await running.client.settings.update({ relay: relay({ mode: 'none' }) });
    expect(await running.client.accounts.hook({ id })).toEqual({ state: 'none' });
    expect(await running.client.accounts.remove({ id })).toEqual({ hook: 'cleared' });
    expect(provider.settings().hookUrl).toBeUndefined();
  });
});

describe('a private ntfy server', () => {
  const readToken = 'tk_reader_of_this_server';
  beforeEach(() => open({ access: { readToken, everyone: 'write-only' } }));

  it('is read with the token from the vault, which is never told', async () => {
    await connect();
    await vi.waitFor(async () =>
      expect(await status()).toMatchObject({
        state: 'failing',
        works: ['lists'],
        problem: { code: 'RELAY_UNREACHABLE', detail: 'ntfy answered 403. forbidden' },
      }),
    );
    expect(await running.client.settings.setRelayToken({ token: readToken })).toEqual({ hasToken: true });
    await isLive();
    await isListening();
    await callAndHangUp('79430000211');
    await vi.waitFor(async () => expect(await missed()).toHaveLength(1));
    expect(provider.settings().hookUrl).not.toContain(readToken);
    expect(JSON.stringify(await running.client.settings.get())).not.toContain(readToken);
  });

  it('is told by the test from one that lets us in, and the token goes to no other server', async () => {
    const { settings } = running.client;
    await expect(settings.testRelay(relay())).rejects.toMatchObject({
      code: 'RELAY_UNREACHABLE',
      data: { detail: 'The ntfy server refuses reading: HTTP 403.' },
    });
    expect(await settings.testRelay({ ...relay(), token: readToken })).toMatchObject({ ok: true });
    expect(await settings.relayToken()).toEqual({ hasToken: false });
    await settings.setRelayToken({ token: readToken });
    expect(await settings.testRelay(relay())).toMatchObject({ ok: true });
    const other = await createNtfyStand({ access: { readToken, everyone: 'write-only' } });
    await expect(settings.testRelay(relay({ url: other.url }))).rejects.toMatchObject({ code: 'RELAY_UNREACHABLE' });
    expect(other.lastSubscription()?.authorization).toBeUndefined();
    await settings.update({ relay: relay({ url: other.url }) });
    expect(await settings.relayToken()).toEqual({ hasToken: false });
    await other.close();
    await settings.update({ relay: relay() });
    expect(await settings.relayToken()).toEqual({ hasToken: true });
    expect(await settings.setRelayToken({ token: '' })).toEqual({ hasToken: false });
  });

  it('has no token to keep where there is no server', async () => {
    await running.client.settings.update({ relay: relay({ mode: 'none' }) });
    await expect(running.client.settings.setRelayToken({ token: 'x' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});

describe('a server that shuts providers out', () => {
  beforeEach(() => open({ access: { readToken: 'tk', everyone: 'deny' } }));

  it('is found by the test before calls are lost', async () => {
    await expect(running.client.settings.testRelay({ ...relay(), token: 'tk' })).rejects.toMatchObject({
      data: { detail: 'The ntfy server refuses posting without a token: HTTP 403.' },
    });
  });
});
