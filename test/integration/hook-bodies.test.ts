import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSipnetStand, type SipnetStand } from '../../electron/demo/sipnet/stand.ts';
import { createRelay } from '../../electron/relay/relay.ts';
import type { Settings } from '../../shared/contract/settings.ts';
import { silentLogger } from '../fakes/silent-logger.ts';
import { allCalls } from '../fixtures/all-calls.ts';
import { createNtfyStand } from '../fixtures/ntfy-stand.ts';
import { connectDraft, draftFor, type RunningCore, startCore } from '../fixtures/running-core.ts';
import { testAccount } from '../fixtures/sipnet-account.ts';

/** By which way a hook comes in, and how it is opened. */
const ways: Record<string, () => Promise<{ relay: Settings['relay']; close(): Promise<void> }>> = {
  async relay() {
    const dataDirectory = mkdtempSync(join(tmpdir(), 'perezvon-hook-bodies-'));
    const relay = await createRelay({ dataDirectory, address: '127.0.0.1', port: 0, logger: silentLogger });
    return {
      relay: { mode: 'standalone', url: relay.url, publicUrl: '', port: 0 },
      async close() {
        await relay.close();
        rmSync(dataDirectory, { recursive: true, force: true });
      },
    };
  },
  embedded: async () => ({ relay: { mode: 'embedded', url: '', publicUrl: '', port: 0 }, close: async () => {} }),
  async ntfy() {
    const stand = await createNtfyStand({ messageLimit: 64 * 1024 });
    return { relay: { mode: 'ntfy', url: stand.url, publicUrl: '', port: 0 }, close: stand.close };
  },
};

const form = 'application/x-www-form-urlencoded';

/** The events of one missed call, each as SIPNET posts it. */
function missedCall(callId: string, caller: string) {
  return ['INVITE', 'BYE'].map((state) => ({
    call_id: callId,
    cid: callId,
    callee_id: '74950000110',
    caller_id: caller,
    direction: 'in',
    sip_id: '0042656976',
    state,
    duration: '0',
  }));
}

/** A missed call of `caller` in the bodies that people's services make of it. */
const bodies: Record<string, (caller: string) => { body: string | Buffer<ArrayBuffer>; type?: string }[]> = {
  'JSON as a form': (caller) =>
    missedCall('r2', `+${caller}`).map((event) => ({ body: JSON.stringify(event), type: form })),
  'JSON as a form that was encoded': (caller) =>
    missedCall('r3', `+${caller}`).map((event) => ({
      body: `${encodeURIComponent(JSON.stringify(event))}=`,
      type: form,
    })),
  'a form as JSON': (caller) =>
    missedCall('r4', `+${caller}`).map((event) => ({
      body: String(new URLSearchParams(event)),
      type: 'application/json',
    })),
  'a list': (caller) => [{ body: JSON.stringify(missedCall('r18', caller)), type: 'application/json' }],
  'one event a line': (caller) => [
    {
      body: missedCall('r19', caller)
        .map((event) => JSON.stringify(event))
        .join('\n'),
    },
  ],
  'a list as PHP encodes it': (caller) => [
    {
      body: missedCall('r20', caller)
        .flatMap((event, n) => Object.entries(event).map(([name, value]) => `${n}%5B${name}%5D=${value}`))
        .join('&'),
      type: form,
    },
  ],
  'JSON in a field': (caller) =>
    missedCall('r21', caller).map((event) => ({
      body: `token=x&payload=${encodeURIComponent(JSON.stringify(event))}`,
    })),
  'an envelope': (caller) =>
    missedCall('r23', caller).map((event) => ({ body: JSON.stringify({ type: 'hook', data: event }) })),
  gzip: (caller) => missedCall('r24', caller).map((event) => ({ body: Buffer.from(gzipSync(JSON.stringify(event))) })),
  'UTF-16': (caller) =>
    missedCall('r25', caller).map((event) => ({ body: Buffer.from(JSON.stringify(event), 'utf16le') })),
};
/** Mobile numbers of no operator, one for each kind. */
const callers = Object.keys(bodies).map((_, n) => `794300002${10 + n}`);

describe.each(Object.keys(ways))('by way of %s', (way) => {
  let provider: SipnetStand;
  let running: RunningCore;
  let opened: Awaited<ReturnType<(typeof ways)[string]>>;
  let hook: string;

  beforeEach(async () => {
    provider = await createSipnetStand({
      account: testAccount,
      callbacks: 'manual',
      makeAudio: async () => new Uint8Array(),
    });
    opened = (await ways[way]?.()) as typeof opened;
    running = await startCore();
    await running.client.settings.update({ relay: opened.relay });
    await connectDraft(running.client, { ...draftFor(provider.url), webhook: true, replaceHook: false });
    await vi.waitFor(async () => expect((await running.client.accounts.list())[0]?.status.state).toBe('live'));
    hook = provider.settings().hookUrl ?? '';
  });
  afterEach(async () => {
    await running.close();
    await provider.close();
    await opened.close();
  });

  const post = async ({ body, type }: { body: string | Buffer<ArrayBuffer>; type?: string }) => {
    const answer = await fetch(hook, {
      method: 'POST',
      body,
      headers: type === undefined ? {} : { 'content-type': type },
    });
    expect(answer.status).toBe(200);
  };
  const told = () => allCalls(running.client);

  it('a call is heard whatever its events are wrapped in', async () => {
    for (const [index, make] of Object.values(bodies).entries()) {
      for (const body of make(callers[index] as string)) await post(body);
    }
    await vi.waitFor(async () => {
      const calls = (await told()).map(({ remote, state }) => ({ number: remote.e164, state }));
      expect(calls.sort((a, b) => `${a.number}`.localeCompare(`${b.number}`))).toEqual(
        callers.map((caller) => ({ number: `+${caller}`, state: 'missed' })),
      );
    });
  });

  it('two ids beyond 2^53 are two calls', async () => {
    const event = (id: string, state: string, caller: string) => {
      const [first] = missedCall('ID', caller);
      return { body: JSON.stringify({ ...first, state }).replaceAll('"ID"', id) };
    };
    await post(event('9007199254740993', 'INVITE', '79430000211'));
    await post(event('9007199254740992', 'INVITE', '79430000212'));
    await post(event('9007199254740993', 'BYE', '79430000211'));
    await vi.waitFor(async () => {
      const calls = (await told()).map(({ remote, state }) => [remote.e164, state]);
      expect(calls.sort()).toEqual([
        ['+79430000211', 'missed'],
        ['+79430000212', 'ringing'],
      ]);
    });
  });
});
