import { ensureBundles } from '../../../build/setup/bundles.mjs';
import { createRandom, type Random } from '../../../electron/demo/random.ts';
import { allCalls } from '../../fixtures/all-calls.ts';
import { startCallers } from './callers.ts';
import { judgeClicks, judgeEvents, judgeHistory, judgeMissed, wasTaken } from './verdict.ts';
import { openWorld, showLists, type World } from './world.ts';

/** What a run under kills came to. */
export interface CrashReport {
  seed: string;
  relayKills: number;
  appKills: number;
  calls: number;
  acknowledgedEvents: number;
  clicks: number;
  /** Clicks that were under way when a process died. */
  interruptedClicks: number;
  unknownOrders: number;
  /** What must never be; empty when all is well. */
  complaints: string[];
}

const deadlineMs = 120_000;
/** A poller whose relay was down rests up to 30 s before it asks again. */
const settlingMs = 120_000;

/**
 * Kills the relay and the program with SIGKILL, in turns of chance, while people call and are called back; then looks at
 * what is left. The seed decides what is done and when; what meets what is still up to the machine.
 */
export async function runCrashes({ kills, seed }: { kills: number; seed: string }): Promise<CrashReport> {
  await ensureBundles();
  const world = await openWorld(seed);
  try {
    // Each its share: on a slow machine the one that restarts faster would take them all.
    const ofRelay = Math.ceil(kills / 2);
    const callers = startCallers({
      stand: world.stand,
      random: createRandom(`${seed} callers`),
      callBack: world.clicks.click,
    });
    const [relayKills, appKills] = await Promise.all([
      killRelay(world, ofRelay, createRandom(`${seed} relay`)),
      killApp(world, kills - ofRelay, createRandom(`${seed} app`)),
    ]);
    await callers.stop();
    const complaints = await judge(world);
    const { client } = await world.app.connection();
    const stored = await client.callbacks.recent({ limit: 100 });
    return {
      seed,
      relayKills,
      appKills,
      complaints,
      calls: world.stand.calls.length,
      acknowledgedEvents: world.stand.deliveries.filter(wasTaken).length,
      clicks: world.clicks.all.length,
      interruptedClicks: world.clicks.all.filter(({ interrupted }) => interrupted).length,
      unknownOrders: stored.filter(({ state }) => state === 'unknown').length,
    };
  } finally {
    await world.close();
  }
}

async function killRelay({ relay }: World, kills: number, random: Random): Promise<number> {
  for (let count = 0; count < kills; count += 1) {
    await sleep(random.integer(50, 900));
    await relay.killAndRestart(random.integer(0, 250));
  }
  return kills;
}

/** Some die before they are ready, some while the vault opens, most while they work. */
async function killApp({ app }: World, kills: number, random: Random): Promise<number> {
  for (let count = 0; count < kills; ) {
    await sleep(random.integer(0, 900));
    await app.kill();
    count += 1;
    while (count < kills && random.chance(0.25)) {
      const starting = app.start();
      await sleep(random.integer(0, 1_500));
      await app.kill();
      count += 1;
      await starting;
    }
    await app.start();
  }
  return kills;
}

async function judge(world: World): Promise<string[]> {
  const { stand, app, accountId, complaints } = world;
  const { client } = await app.connection();
  // Everything is posted by now: callers wait for their posts, and orders end by themselves.
  await until(() => stand.orders.every((order) => order.state() === 'ended' || order.state() === 'failed'));
  await settled(() => judgeEvents(world));
  const byEvents = [
    ...judgeEvents(world),
    ...(await settled(async () => judgeHistory(listed(world), await allCalls(client), false))),
  ];

  showLists(stand);
  for (let reading = 0; reading < 2; reading += 1) {
    const before = stand.requestsFor('attempts').length;
    await client.accounts.retry({ id: accountId });
    await until(() => stand.requestsFor('attempts').some((entry, at) => at >= before && entry.outcome === 'success'));
  }
  const withLists = await settled(async () => [
    ...judgeHistory(listed(world), await allCalls(client), true),
    ...(await judgeMissed(listed(world), client)),
    ...judgeClicks(world, await client.callbacks.recent({ limit: 100 })),
  ]);
  return [
    ...complaints,
    ...byEvents.map((one) => `by events: ${one}`),
    ...withLists.map((one) => `with lists: ${one}`),
  ];
}

function listed({ stand }: World) {
  return stand.calls.filter(({ unlisted }) => unlisted !== true);
}

/** Asks until nothing is complained of; what is still said at the deadline stays. */
async function settled(judge: () => string[] | Promise<string[]>): Promise<string[]> {
  const deadline = Date.now() + settlingMs;
  for (;;) {
    const complaints = await judge();
    if (complaints.length === 0 || Date.now() > deadline) return complaints;
    await sleep(200);
  }
}

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + deadlineMs;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('nothing more happens');
    await sleep(50);
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
