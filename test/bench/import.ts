/**
 * The first reading of a busy contract's month: 100,000 calls of 30 lines from the Integration API into the whole core, with
 * a page that looks on. What counts is that the program stays responsive meanwhile: the event-loop delay of the core's
 * process, as `monitorEventLoopDelay` tells it with a timer every millisecond, beside that of a process that does nothing at
 * the same time: what else the machine does delays both. Run: node test/bench/import.ts
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { connectDraft, startCore } from '../fixtures/running-core.ts';
import { type Delays, delaysOf } from './event-loop-delays.ts';
import type { StandReady, StandTask } from './import-stand.ts';

const task: StandTask = { lines: 30, calls: 100_000 };
const frameMs = 1000 / 60;

const child = fork(new URL('import-stand.ts', import.meta.url));
await once(child, 'message');
child.send(task);
const [stand] = (await once(child, 'message')) as [StandReady];

const running = await startCore();
const { client, core } = running;

/** As the page does: the newest calls are read again when they changed. */
let pages = 0;
const ended = new AbortController();
async function lookOn(): Promise<void> {
  for await (const update of await client.updates.watch(undefined, { signal: ended.signal })) {
    if (update.kind !== 'calls') continue;
    await client.calls.list({ filter: { kind: 'all' } });
    pages += 1;
  }
}
const looking = lookOn().catch(() => {});

const account = await connectDraft(client, {
  provider: 'sunsim',
  label: 'Busy',
  baseUrl: stand.url,
  ownNumber: '',
  numbers: stand.numbers,
  credentials: { kind: 'token', token: stand.token },
  webhook: false,
  replaceHook: false,
});

const idle = fork(new URL('idle-loop.ts', import.meta.url));
await once(idle, 'message');
const delay = monitorEventLoopDelay({ resolution: 1 });
const begin = performance.now();
delay.enable();
let firstCallMs: number | undefined;
await new Promise<void>((resolve) => {
  const stop = core.watch((update) => {
    if (update.kind === 'calls') firstCallMs ??= performance.now() - begin;
    if (update.kind !== 'accounts') return;
    const status = update.accounts.find(({ id }) => id === account.id)?.status;
    if (status?.state !== 'polling' || status.importing !== undefined) return;
    stop();
    resolve();
  });
});
const milliseconds = performance.now() - begin;
delay.disable();
const { lines } = await client.accounts.details({ id: account.id });
const calls = lines.reduce((sum, line) => sum + line.calls, 0);

console.log(`${task.calls.toLocaleString('en')} calls of ${task.lines} lines, read for the first time`);
console.table({
  'calls in the log': calls.toLocaleString('en'),
  'first call in the log after, ms': firstCallMs?.toFixed(0),
  'all after, s': (milliseconds / 1000).toFixed(1),
  'calls a second': (calls / (milliseconds / 1000)).toFixed(0),
  'pages read meanwhile': pages,
});
idle.send('tell');
const [idleDelays] = (await once(idle, 'message')) as [Delays];
console.log(`Event-loop delay, ms; a frame of the screen is ${frameMs.toFixed(1)}`);
console.table({
  'the core, importing': delaysOf(delay),
  'a process that does nothing': idleDelays,
});

ended.abort();
await running.close();
await looking;
child.kill();
idle.kill();
