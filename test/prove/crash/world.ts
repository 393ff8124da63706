import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createRandom } from '../../../electron/demo/random.ts';
import { createSipnetStand, type SipnetStand } from '../../../electron/demo/sipnet/stand.ts';
import { connectDraft, draftFor } from '../../fixtures/running-core.ts';
import { testAccount } from '../../fixtures/sipnet-account.ts';
import { callbackScript } from './callers.ts';
import { type Clicks, createClicks } from './clicks.ts';
import { createSurvivingApp, type SurvivingApp } from './surviving-app.ts';
import { type SurvivingRelay, startSurvivingRelay } from './surviving-relay.ts';

/** A provider that never dies, a relay and a program that do, and one account between them. */
export interface World {
  stand: SipnetStand;
  relay: SurvivingRelay;
  app: SurvivingApp;
  appDirectory: string;
  accountId: string;
  clicks: Clicks;
  /** What was found wrong at a start. */
  complaints: string[];
  close(): Promise<void>;
}

/** Far beyond any run: nothing is listed before it is taken back. */
const listsHidden = { listLagMs: 24 * 3600_000 };
const usual = {
  // Half an hour, beyond what a relay takes to come back on any machine: what is lost then is lost by us.
  retryFailedEvents: 10_000,
  // Orders take a moment, so that kills meet them on their way.
  slowAnswersMs: 80,
};

export function showLists(stand: SipnetStand): void {
  stand.setTraps(usual);
}

export async function openWorld(seed: string): Promise<World> {
  const directory = await mkdtemp(join(tmpdir(), 'perezvon-crash-'));
  const appDirectory = join(directory, 'app');
  const complaints: string[] = [];
  const stand = await createSipnetStand({
    account: testAccount,
    traps: { ...usual, ...listsHidden },
    callbacks: callbackScript,
    makeAudio: async () => new Uint8Array(),
  });
  const relay = await startSurvivingRelay(join(directory, 'relay'));
  let clicks: Clicks | undefined;

  const app = createSurvivingApp({
    dataDirectory: appDirectory,
    async onStart({ client, shown }) {
      const stored = await client.callbacks.recent({ limit: 100 });
      for (const { remote, state } of stored) {
        if (state === 'ordering') complaints.push(`${remote.raw} is still being ordered after a start`);
      }
      for (const { to, inFlight } of clicks?.all ?? []) {
        const order = stored.find(({ remote }) => remote.e164 === `+${to}`);
        if (!inFlight || order?.state !== 'unknown') continue;
        if (!shown.some(({ id }) => id === order.id)) complaints.push(`${to} is unknown and nobody is told`);
      }
    },
  });
  await app.start();
  const { client } = await app.connection();
  await client.settings.update({ relay: { mode: 'standalone', url: relay.url, publicUrl: '', port: 8787 } });
  const { id: accountId } = await connectDraft(client, {
    ...draftFor(stand.url),
    webhook: true,
    replaceHook: false,
  });
  // Nobody called before, and a provider this slow would be asked about it all the time.
  await client.accounts.readHistory({ id: accountId, depth: 'week' });
  // Its channel was read once: of one that nobody has read a relay keeps the last hundred events.
  while ((await client.accounts.list())[0]?.status.state !== 'live') await wait(50);
  clicks = createClicks(app, accountId, createRandom(`${seed} clicks`));

  return {
    stand,
    relay,
    app,
    appDirectory,
    accountId,
    clicks,
    complaints,
    async close() {
      await app.close();
      await relay.close();
      await stand.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
