import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as rest } from 'node:timers/promises';
import { createSipnetStand } from '../../../electron/demo/sipnet/stand.ts';
import { type Delays, delaysOf } from '../../bench/event-loop-delays.ts';
import { connectDraft, draftFor, startCore } from '../../fixtures/running-core.ts';
import { testAccount } from '../../fixtures/sipnet-account.ts';

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
  const stand = await createSipnetStand({ account: testAccount, makeAudio: async () => new Uint8Array() });
  let running = await startCore({ directory: join(directory, 'core') });
  const idle = fork(new URL('../../bench/idle-loop.ts', import.meta.url));
  try {
    const url = String(relayUrl);
    await running.client.settings.update({ relay: { mode: 'standalone', url, publicUrl: url, port: 0 } });
    const account = await connectDraft(running.client, { ...draftFor(stand.url), webhook: true });
    await running.client.accounts.readHistory({ id: account.id, depth: 'week' });
    while ((await running.client.accounts.list())[0]?.status.state !== 'live') await rest(20);
    await running.core.close();
    await post(stand.settings().hookUrl ?? '', events, callOf);

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
    const orders = stand.requestsFor('gencall').length;
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
    await stand.close();
    relay.kill();
    idle.kill();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The events of phones that ring, posted fifty at a time as a provider does that had to wait. */
async function post(hookUrl: string, events: number, callOf: Burst['callOf']): Promise<void> {
  for (let serial = 0; serial < events; serial += 50) {
    const some = Array.from({ length: Math.min(50, events - serial) }, (_, index) => serial + index);
    const posted = await Promise.all(
      some.map((each) => fetch(hookUrl, { method: 'POST', body: hook(callOf(each), each) })),
    );
    if (posted.some(({ ok }) => !ok)) throw new Error('the relay does not take what is posted');
  }
}

/** The event of one phone that rings. */
function hook(callId: string, serial: number): string {
  const now = new Date().toISOString();
  const gmt = `${now.slice(8, 10)}.${now.slice(5, 7)}.${now.slice(0, 4)} ${now.slice(11, 19)}`;
  return JSON.stringify({
    ...{ call_id: callId, cid: String(serial), callee_id: '74950000110', created: gmt, event_created: gmt },
    ...{ caller_id: `7916${String(1_000_000 + serial)}`, direction: 'in', sip_id: String(serial), state: 'INVITE' },
    duration: '0',
  });
}
