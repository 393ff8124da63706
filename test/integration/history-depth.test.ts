import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { LiveCard } from '../../shared/contract/updates.ts';
import { allCalls } from '../fixtures/all-calls.ts';
import { connectDraft, draftFor, type RunningCore, startCore } from '../fixtures/running-core.ts';
import { openStand, type StandUnderTest } from '../fixtures/sipnet-account.ts';

const day = 24 * 3600_000;
let under: StandUnderTest;
let running: RunningCore;

beforeEach(async () => {
  under = await openStand();
  for (const days of [20, 80, 150]) {
    under.stand.addCall({ direction: 'in', remote: '79161000232', startedAt: under.clock.now() - days * day });
  }
  running = await startCore({ ports: { clock: under.clock } });
});
afterEach(async () => {
  await running.close();
  await under.close();
});

/** The one account, once nothing of its past is being read. */
async function read() {
  await vi.waitFor(
    async () => {
      under.clock.advance(10);
      const [account] = await running.client.accounts.list();
      expect([account?.status.state, account?.status.importing]).toEqual(['polling', undefined]);
    },
    { interval: 5 },
  );
  const [account] = await running.client.accounts.list();
  return account?.history;
}
/** Since how many days all is known. */
const daysOf = (since: number | undefined) => Math.round((under.clock.now() - (since ?? 0)) / day);
/** How many days ago the known calls were. */
async function known(): Promise<number[]> {
  return (await allCalls(running.client)).map(({ startedAt }) => daysOf(startedAt));
}

it('reads three months at SIPNET, and further from there where the user wants more', async () => {
  const { id } = await connectDraft(running.client, { ...draftFor(under.stand.url), webhook: false });
  const first = await read();
  expect(first).toMatchObject({ depth: 'quarter', canReadOn: false });
  expect(daysOf(first?.knownSince)).toBe(92);
  expect(await known()).toEqual([20, 80]);

  const before = under.stand.requestsFor('calls').length;
  await running.client.accounts.readHistory({ id, depth: 'year' });
  const second = await read();
  // Nothing was called in the three months before the oldest call.
  expect(second).toMatchObject({ depth: 'year', end: 'empty', canReadOn: true });
  expect(daysOf(second?.knownSince)).toBeGreaterThan(235);
  expect(await known()).toEqual([20, 80, 150]);
  // What was known was not asked for again, but for what may be new.
  expect(under.stand.requestsFor('calls').length - before).toBeLessThan(225);
});

it('says of a caller since when nobody of that number called, and of no time before', async () => {
  const { id } = await connectDraft(running.client, { ...draftFor(under.stand.url), webhook: false });
  await running.client.accounts.readHistory({ id, depth: 'week' });
  await read();
  const before: LiveCard['before'][] = [];
  running.core.watch((update) => {
    if (update.kind === 'card') before.push(update.card.before);
  });
  const call = under.stand.ring({ from: '79161000232' });
  await call.miss();
  under.clock.advance(60_000);
  await running.client.accounts.retry({ id });
  await vi.waitFor(async () => {
    under.clock.advance(10);
    expect(before[0]?.count).toBe(0);
  });
  expect(daysOf(before[0]?.since)).toBe(7);
  // More of the past: the card on the screen says so.
  await running.client.accounts.readHistory({ id, depth: 'quarter' });
  await vi.waitFor(async () => {
    under.clock.advance(1);
    expect(before.at(-1)).toMatchObject({ count: 2 });
  });
});
