import { beforeEach, describe, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from '../../../test/fakes/manual-clock.ts';
import { createRandom } from '../random.ts';
import { createHookPoster } from '../sipnet/hook-poster.ts';
import { createSwitchboard, type Switchboard } from '../sipnet/switchboard.ts';
import { noTraps } from '../sipnet/traps.ts';
import { shop } from './cast.ts';
import { createLiveTraffic, firstCallMs, type LiveTraffic } from './live-traffic.ts';

let clock: ManualClock;
let switchboard: Switchboard;
let traffic: LiveTraffic;

beforeEach(() => {
  clock = createManualClock();
  const random = createRandom('live');
  switchboard = createSwitchboard({
    clock,
    random,
    hooks: createHookPoster({ clock, traps: () => noTraps, hookUrls: () => [] }),
    mainSipId: shop.sipId,
    mainNumber: shop.lines[0],
    recordedUntil: () => undefined,
  });
  traffic = createLiveTraffic({ clock, random, ring: switchboard.ring });
});

/** Lets the posts that end a call settle between the steps of the clock. */
async function pass(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second++) {
    clock.advance(1_000);
    await new Promise(setImmediate);
  }
}

describe('calls that ring by themselves', () => {
  it('begin within three seconds', () => {
    clock.advance(firstCallMs - 1);
    expect(switchboard.calls).toHaveLength(0);
    clock.advance(1);
    expect(switchboard.calls.length).toBeGreaterThan(0);
    expect(firstCallMs).toBeLessThanOrEqual(3_000);
  });

  it('come again and again, ring for a while, and are answered or missed', async () => {
    await pass(3_600);
    const { calls } = switchboard;
    expect(calls.length).toBeGreaterThan(60);
    expect(calls.length).toBeLessThan(200);
    const ended = calls.filter((call) => call.endedAt !== undefined);
    const answered = ended.filter((call) => call.answeredAt !== undefined);
    expect(answered.length / ended.length).toBeGreaterThan(0.4);
    expect(answered.length / ended.length).toBeLessThan(0.8);
    for (const call of ended) {
      const rang = ((call.answeredAt ?? call.endedAt ?? 0) - call.startedAt) / 1000;
      expect(rang).toBeGreaterThanOrEqual(6);
      expect(rang).toBeLessThanOrEqual(15);
    }
    const starts = calls.map((call) => call.startedAt).toSorted((one, other) => one - other);
    const pauses = starts.slice(1).map((start, index) => start - (starts[index] ?? 0));
    expect(Math.max(...pauses)).toBeLessThanOrEqual(60_000);
  });

  it('sometimes ring two at once, but never one caller twice, and sometimes on two phones', async () => {
    await pass(3_600);
    const { calls } = switchboard;
    const over = (call: (typeof calls)[number]) => call.answeredAt ?? call.endedAt ?? Number.POSITIVE_INFINITY;
    const together = calls.filter((call, index) => calls.slice(0, index).some((one) => over(one) > call.startedAt));
    expect(together.length).toBeGreaterThan(3);
    const sameCaller = calls.filter((call, index) =>
      calls.slice(0, index).some((one) => one.remote === call.remote && (one.endedAt ?? Infinity) > call.startedAt),
    );
    expect(sameCaller).toEqual([]);
    expect(calls.some((call) => call.legs.length === 2)).toBe(true);
  });

  it.each(Array.from({ length: 40 }, (_, nth) => 7 + nth * 11))(
    'come at once for somebody who begins to look after %s s, and ring on until it is seen',
    async (seconds) => {
      await pass(seconds);
      traffic.hasten();
      await pass(firstCallMs / 1000);
      // A page that takes another seven seconds to be drawn still shows one that rings.
      for (let second = 0; second < 7; second++) {
        await pass(1);
        const ringing = switchboard.calls.filter((call) => (call.answeredAt ?? call.endedAt) === undefined);
        expect(ringing.length, `${second} s after the first ring`).toBeGreaterThan(0);
      }
    },
  );

  it.each([0, 1, 3, 6])(
    'come again for somebody who hears of calls only from %s s after a ring on',
    async (seconds) => {
      clock.advance(firstCallMs);
      await pass(seconds);
      const before = switchboard.calls.length;
      traffic.hastenUnheard();
      await pass(3);
      expect(switchboard.calls.length).toBeGreaterThan(before);
    },
  );

  it('come once for those who hear of calls before it rings', async () => {
    for (let second = 0; second < 2; second++) {
      traffic.hastenUnheard();
      traffic.hasten();
      await pass(1);
    }
    expect(switchboard.calls).toHaveLength(0);
    await pass(1);
    expect(switchboard.calls.length).toBeGreaterThan(0);
  });

  it('are not put off by those who come one after another', async () => {
    await pass(30);
    const before = switchboard.calls.length;
    for (let second = 0; second < 20; second++) {
      traffic.hasten();
      await pass(1);
    }
    const rang = switchboard.calls.length - before;
    expect(rang).toBeGreaterThanOrEqual(2);
    // One for every seven seconds, and sometimes another beside it.
    expect(rang).toBeLessThanOrEqual(7);
  });

  it('stop with the traffic', async () => {
    await pass(60);
    traffic.close();
    const before = switchboard.calls.length;
    await pass(300);
    expect(switchboard.calls).toHaveLength(before);
    expect(clock.pending()).toBe(0);
  });
});
