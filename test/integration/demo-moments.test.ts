import { afterEach, expect, it, vi } from 'vitest';
import type { Logger } from '../../electron/core/ports.ts';
import { createDemoProvider } from '../../electron/demo/demo-provider.ts';
import type { Call } from '../../shared/contract/call.ts';
import { allCalls } from '../fixtures/all-calls.ts';
import { createMovedClock } from '../fixtures/moved-clock.ts';
import { type RunningCore, startCore } from '../fixtures/running-core.ts';

let running: RunningCore | undefined;
afterEach(() => running?.close());

/** By the clock of Moscow, where the demo's shop is, unless a zone is named. What a newcomer sees must not depend on any of them. */
const moments = [
  ['a Monday morning before anybody works', '2026-11-30T07:59:58+03:00'],
  ['a Monday morning', '2026-11-30T09:00:01+03:00'],
  ['ten seconds to midnight', '2026-11-28T23:59:50+03:00'],
  ['a minute past midnight on a Sunday', '2026-11-29T00:01:00+03:00'],
  ['the last day of a month', '2026-11-30T23:30:00+03:00'],
  ['the first day of March in a common year', '2027-03-01T00:00:05+03:00'],
  ['the last of February in a leap year', '2028-02-29T12:00:00+03:00'],
  ['the first of January', '2027-01-01T00:00:02+03:00'],
  ['a change to summer time in Berlin', '2027-03-28T01:59:55+01:00'],
  ['a time beyond 32 bits', '2038-06-01T12:00:00+03:00'],
] as const;

it.each(moments)('%s: a call rings, all is there once, and nothing is wrong', async (_, begin) => {
  const clock = createMovedClock(Date.parse(begin));
  const complaints: string[] = [];
  const logger: Logger = {
    debug() {},
    info() {},
    warn: (event) => complaints.push(event),
    error: (event) => complaints.push(event),
  };
  running = await startCore({ ports: { clock, logger, demo: createDemoProvider({ clock }) } });
  const { client, notices } = running;
  const rang: string[] = [];
  running.core.watch(() => rang.push(...[...notices.values()].map(({ kind }) => kind)));
  await client.host.startDemo();
  await vi.waitFor(() => expect(rang).toContain('incoming'));
  await vi.waitFor(async () => {
    for (const { status } of await client.accounts.list()) expect(status.importing).toBeUndefined();
  });

  const { calls, callers } = await listed();
  expect(calls.length).toBeGreaterThan(100);
  expect(callers).toBeGreaterThan(10);
  const twins = calls.filter((call, index) => calls.some((other, at) => at > index && isSameCall(call, other)));
  expect(twins).toEqual([]);
  expect(calls.filter(({ startedAt }) => startedAt > clock.now())).toEqual([]);
  expect((await client.missed.list({})).length).toBeGreaterThan(0);
  expect(complaints).toEqual([]);
});

async function listed(): Promise<{ calls: Call[]; callers: number }> {
  const calls = running === undefined ? [] : await allCalls(running.client);
  return { calls, callers: new Set(calls.map(({ remote }) => remote.key)).size };
}

const isSameCall = (one: Call, other: Call) =>
  one.direction === other.direction &&
  one.remote.key === other.remote.key &&
  one.line === other.line &&
  Math.abs(one.startedAt - other.startedAt) < 5000;
