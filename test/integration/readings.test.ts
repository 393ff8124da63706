import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SecretVault } from '../../electron/core/ports.ts';
import { createSecretVault } from '../../electron/core/secrets/secret-vault.ts';
import { createRelay, type Relay } from '../../electron/relay/relay.ts';
import { silentLogger } from '../fakes/silent-logger.ts';
import { allCalls } from '../fixtures/all-calls.ts';
import { connectDraft, draftFor, type RunningCore, startCore } from '../fixtures/running-core.ts';
import { openStand, type StandUnderTest } from '../fixtures/sipnet-account.ts';

const minute = 60_000;
const hour = 60 * minute;
let under: StandUnderTest;
let running: RunningCore;
let relay: Relay | undefined;
let directory: string;
let vault: SecretVault;

beforeEach(async () => {
  under = await openStand();
  directory = await mkdtemp(join(tmpdir(), 'perezvon-readings-'));
  vault = await createSecretVault({
    dataDirectory: directory,
    logger: silentLogger,
    clock: under.clock,
    environment: { PEREZVON_VAULT: 'memory' },
  });
});
afterEach(async () => {
  await running.close();
  await relay?.close();
  relay = undefined;
  await rm(directory, { recursive: true, force: true });
  await under.close();
});

/** Waits on the clock of the test, which goes on by a hundredth of a second with every look. */
function flows(check: () => Promise<void>): Promise<void> {
  const look = async () => {
    under.clock.advance(10);
    await check();
  };
  return vi.waitFor(look, { interval: 5 });
}

const all = () => allCalls(running.client);
const statusOf = async () => (await running.client.accounts.list())[0]?.status.state;

async function start(): Promise<void> {
  running = await startCore({ directory, ports: { clock: under.clock, vault } });
}

async function connect(webhook: boolean): Promise<void> {
  await start();
  if (webhook) {
    relay = await createRelay({
      dataDirectory: join(directory, 'relay'),
      address: '127.0.0.1',
      port: 0,
      logger: silentLogger,
      now: under.clock.now,
    });
    const settings = { mode: 'standalone' as const, url: relay.url, publicUrl: relay.url, port: 0 };
    await running.client.settings.update({ relay: settings });
  }
  await connectDraft(running.client, { ...draftFor(under.stand.url), webhook, replaceHook: true });
  await flows(async () => expect(await statusOf()).toBe(webhook ? 'live' : 'polling'));
  await settled();
}

/** Nothing is being read any more. */
async function settled(): Promise<void> {
  await flows(async () => {
    const [account] = await running.client.accounts.list();
    const details = await running.client.accounts.details({ id: account?.id ?? '' });
    expect(account?.status.importing).toBeUndefined();
    expect(details.nextListingAt).toBeGreaterThan(under.clock.now());
  });
}

/** Lets so much time pass that the lists are read, and waits until they were. */
async function nextReading(): Promise<void> {
  const [account] = await running.client.accounts.list();
  const { nextListingAt = 0 } = await running.client.accounts.details({ id: account?.id ?? '' });
  under.clock.advance(Math.max(0, nextListingAt - under.clock.now()));
  await settled();
}

describe('a call that lists show only when it is over, under the time at which it began', () => {
  it.each([
    ['14 minutes', 14 * minute, 2],
    ['17 minutes', 17 * minute, 2],
    ['40 minutes', 40 * minute, 2],
    ['almost four hours', 3.9 * hour, 2],
    // What lasts longer than calls do comes with the deep reading.
    ['twenty hours', 20 * hour, 120],
  ])('is in the log with its recording after %s', async (_title, duration, most) => {
    const talk = under.stand.ring({ from: '79161000232' });
    talk.answer();
    const answeredAt = under.clock.now();
    under.clock.advance(duration);
    await connect(false);
    expect(await all()).toEqual([]);
    const talkSeconds = Math.round((under.clock.now() - answeredAt) / 1000);
    await talk.hangUp();
    let taken = 0;
    for (; taken < most && (await all()).length === 0; taken += 1) await nextReading();
    expect(await all()).toMatchObject([{ state: 'ended', talkSeconds, recording: 'remote' }]);
  });

  it('has its recording also where the call itself was heard', async () => {
    await connect(true);
    const talk = under.stand.ring({ from: '79161000232' });
    talk.answer();
    await flows(async () => expect(await all()).toMatchObject([{ state: 'answered' }]));
    under.clock.advance(3 * hour);
    await settled();
    await talk.hangUp();
    await flows(async () => expect(await all()).toMatchObject([{ state: 'ended' }]));
    await nextReading();
    expect(await all()).toMatchObject([{ state: 'ended', recording: 'remote' }]);
  });
});

describe('a call whose end was not heard', () => {
  it('is over within two minutes of its end, though nothing else calls', async () => {
    await connect(true);
    under.stand.setTraps({ loseEvents: ['BYE'] });
    const talk = under.stand.ring({ from: '79161000232' });
    talk.answer();
    await flows(async () => expect(await all()).toMatchObject([{ state: 'answered' }]));
    under.clock.advance(30_000);
    await talk.hangUp();
    const endedAt = under.clock.now();
    while ((await all())[0]?.state === 'answered' && under.clock.now() - endedAt < 10 * minute) await nextReading();
    expect(await all()).toMatchObject([{ state: 'ended', talkSeconds: 30 }]);
    expect(under.clock.now() - endedAt).toBeLessThanOrEqual(2 * minute + 10_000);
  });
});

describe('a call that rang when the program was killed', () => {
  it('rings no more, and waits to be called back, once the lists tell that it was missed', async () => {
    await connect(true);
    const ringing = under.stand.ring({ from: '79161000232' });
    await flows(async () => expect(await all()).toMatchObject([{ state: 'ringing' }]));
    await running.core.close();
    // Its end is lost, and nothing but the lists tells of it.
    under.stand.setTraps({ loseEvents: ['BYE'] });
    under.clock.advance(20_000);
    await ringing.miss();
    under.clock.advance(5000);

    const cards: string[] = [];
    await start();
    running.core.watch((update) => {
      if (update.kind === 'card') cards.push(update.card.call.state);
      if (update.kind === 'snapshot') cards.push(...update.cards.map(({ call }) => call.state));
    });
    await flows(async () => expect(await running.client.missed.list({})).toMatchObject([{ tries: 1 }]));
    expect(await all()).toMatchObject([{ state: 'missed' }]);
    expect(cards).not.toContain('ringing');
  });

  it('rings no more while nothing can be asked, because the vault waits for its passphrase', async () => {
    await connect(true);
    under.stand.ring({ from: '79161000232' });
    await flows(async () => expect(await all()).toMatchObject([{ state: 'ringing' }]));
    await running.core.close();
    vault = await createSecretVault({
      dataDirectory: directory,
      logger: silentLogger,
      clock: under.clock,
      environment: { PEREZVON_VAULT: 'passphrase' },
    });
    await start();
    const cards: string[] = [];
    running.core.watch((update) => {
      if (update.kind === 'snapshot') cards.push(...update.cards.map(({ call }) => call.state));
      if (update.kind === 'card') cards.push(update.card.call.state);
    });
    under.clock.advance(20_000);
    expect(cards).toEqual([]);
    // And it does not ring for ever.
    under.clock.advance(5 * minute);
    expect(await all()).toMatchObject([{ state: 'unknown' }]);
  });
});
