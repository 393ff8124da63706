import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as rest } from 'node:timers/promises';
import { type Delays, delaysOf } from '../../bench/event-loop-delays.ts';
import { connectDraft, draftFor, startCore } from '../../fixtures/running-core.ts';
import type { ProviderAnswer, ProviderQuestion } from './provider-process.ts';

/** What an outage leaves behind at the relay for the next start to read. */
export interface Burst {
  title: string;
  /** How many events wait. */
  events: number;
  /** The provider's id of the call that the event of this number is of. */
  callOf(serial: number): string;
  /** How many calls there are when all are read. */
  calls: number;
}

export interface BurstResult {
  title: string;
  events: number;
  /** From the start of the program until the last event is kept. */
  milliseconds: number;
  calls: { found: number; expected: number };
  /** Of orders that are clicked at once for one number, as many as there are events: how many reached the provider. */
  orders: number;
  /** Event-loop delay of the core's process, as a timer of every millisecond tells it. */
  delays: Delays;
  /** Of a process that does nothing at the same time: what the machine adds. */
  idleDelays: Delays;
}

export function burstsOf(events: number): Burst[] {
  const idOf = (serial: number) => `b6f5a3d2-7f0e-4a55-9d6c-${String(serial).padStart(12, '0')}`;
  return [
    { title: 'as many calls', events, callOf: idOf, calls: events },
    { title: 'one call', events, callOf: () => idOf(0), calls: 1 },
  ];
}

export async function runBurst({ title, events, callOf, calls }: Burst): Promise<BurstResult> {
  const directory = mkdtempSync(join(tmpdir(), 'perezvon-burst-'));
  const relay = fork(new URL('../../bench/relay-server.ts', import.meta.url), ['relay', join(directory, 'relay')]);
  const [relayUrl] = await once(relay, 'message');
  const provider = fork(new URL('./provider-process.ts', import.meta.url));
  const [{ url: providerUrl }] = (await once(provider, 'message')) as [{ url: string }];
  let running = await startCore({ directory: join(directory, 'core') });
  const idle = fork(new URL('../../bench/idle-loop.ts', import.meta.url));
  try {
    const url = String(relayUrl);
    await running.client.settings.update({ relay: { mode: 'standalone', url, publicUrl: url, port: 0 } });
    const account = await connectDraft(running.client, { ...draftFor(providerUrl), webhook: true });
    await running.client.accounts.readHistory({ id: account.id, depth: 'week' });
    while ((await running.client.accounts.list())[0]?.status.state !== 'live') await rest(20);
    await running.core.close();
    await ask(provider, { post: Array.from({ length: events }, (_, serial) => callOf(serial)) });

    await once(idle, 'message');
    const delay = monitorEventLoopDelay({ resolution: 1 });
    running = await running.restart();
    delay.enable();
    const begin = performance.now();
    const sql = new DatabaseSync(join(directory, 'core', 'perezvon.sqlite'), { readOnly: true });
    const count = (table: 'events' | 'calls') =>
      Number(sql.prepare(`SELECT count(*) AS count FROM ${table}`).get()?.count);
    while (count('events') < events) await rest(10);
    const milliseconds = performance.now() - begin;
    delay.disable();
    const found = count('calls');
    sql.close();
    idle.send('tell');
    const [idleDelays] = (await once(idle, 'message')) as [Delays];

    const click = () =>
      running.client.callbacks.order({ clickId: crypto.randomUUID(), accountId: account.id, to: '79161000232' });
    await Promise.allSettled(Array.from({ length: events }, click));
    const answer = await ask(provider, 'orders');
    const orders = typeof answer === 'object' && 'orders' in answer ? answer.orders : Number.NaN;
    return {
      title,
      events,
      milliseconds,
      calls: { found, expected: calls },
      orders,
      delays: delaysOf(delay),
      idleDelays,
    };
  } finally {
    await running.core.close();
    provider.kill();
    relay.kill();
    idle.kill();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function ask(provider: ChildProcess, question: ProviderQuestion): Promise<ProviderAnswer> {
  provider.send(question);
  const [answer] = (await once(provider, 'message')) as [ProviderAnswer];
  return answer;
}
