import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import type { Clock } from '../../electron/core/ports.ts';
import { createSystemClock } from '../../electron/core/system-clock.ts';
import type { JourneyStep } from '../../electron/demo/autosecretary/call.ts';
import { type AutosecretaryStand, createAutosecretaryStand } from '../../electron/demo/autosecretary/stand.ts';
import type { Traps } from '../../electron/demo/autosecretary/traps.ts';
import { createRandom } from '../../electron/demo/random.ts';
import { allCalls } from '../fixtures/all-calls.ts';
import { histories } from '../fixtures/histories.ts';
import { connectDraft, draftFor, type RunningCore, startCore } from '../fixtures/running-core.ts';
import type { ImportTask } from './import-program.ts';

/** A month of some numbers, as unkindly as their provider may list it; `npm run prove -- numbers` does it with 50,000 records of ten. */
const records = histories(400);
/** At which shares of the reading the program is killed: each start costs seconds. */
const kills = records < 5000 ? [0.3] : [0.15, 0.4, 0.7];
const seed = process.env.PEREZVON_SEED ?? 'numbers';
const numbers = Array.from({ length: records < 5000 ? 3 : 10 }, (_, index) => `49500003${10 + index}`);
const day = 24 * 3600_000;
const hour = 3600_000;
const patience = { timeout: 60_000 + records * 20 };

const [desk, second] = ['89430000611', '89430000612'];
const journeys: readonly (readonly JourneyStep[])[] = [
  [{ kind: 'ring', destinations: [desk], seconds: 20, end: 'no-answer' }],
  [{ kind: 'stop', reason: 'no-destination-active' }],
  [
    { kind: 'menu', choice: 2, seconds: 4 },
    { kind: 'ring', destinations: [desk], seconds: 9, end: 'busy' },
    { kind: 'ring', destinations: [second], seconds: 4, end: 'answered', by: second },
    { kind: 'talk', by: second, seconds: 40 },
  ],
  [
    { kind: 'ring', destinations: [desk, second], seconds: 5, end: 'answered', by: desk },
    { kind: 'talk', by: desk, seconds: 30, recorded: true },
    { kind: 'transfer', to: second, seconds: 3, succeeds: true },
    { kind: 'talk', by: second, seconds: 60 },
  ],
  [
    { kind: 'queue', seconds: 30 },
    { kind: 'ring', destinations: [desk], seconds: 12, end: 'caller-left' },
  ],
];
/** Several records of a call, each written twice under ids that say nothing of time, in an order of their own. */
const unkind: Partial<Traps> = {
  recordsOfCall: 'by-leg',
  repeatedRows: 'under-new-seqid',
  ids: 'scattered',
  rowOrder: 'id',
  links: 'always',
  scalars: 'strings',
  unknownFields: true,
  callers: 'with-8',
};

let stand: AutosecretaryStand | undefined;
let running: RunningCore | undefined;
afterEach(async () => {
  await running?.close();
  await stand?.close();
  running = undefined;
  stand = undefined;
});

interface Month {
  stand: AutosecretaryStand;
  draft: ImportTask['draft'];
  /** What the log should hold: by who called, and no caller called twice. */
  expected: Map<string, object>;
  /** From then on what was late is listed. */
  lateMs: number;
}

/** Calls in no order; a third of them within one day, which is more than an answer holds, and some of the last day are late. */
async function openMonth(traps: Partial<Traps> = {}): Promise<Month> {
  const random = createRandom(seed);
  const opened = await createAutosecretaryStand({
    numbers: numbers.map((phone) => ({ phone })),
    authorization: { kind: 'api-key', key: 'key' },
    traps: { ...unkind, ...traps },
  });
  stand = opened;
  const expected = new Map<string, object>();
  const now = Date.now();
  for (let index = 0, written = 0; written < records; index += 1) {
    const journey = journeys[index % journeys.length] ?? [];
    const agoMs = 10 * 60_000 + (index % 3 === 0 ? 5 * day + random.next() * day : random.next() * 29 * day);
    const isLate = index % 7 === 0 && agoMs < 20 * hour;
    const un = numbers[Math.floor(random.next() * numbers.length)] ?? '';
    const caller = String(79_430_000_000 + 1_000_000 + index);
    const call = opened.addCall({
      un,
      caller,
      journey,
      startedAt: Math.floor((now - agoMs) / 1000) * 1000,
      ...(isLate ? { listedAt: now + hour } : {}),
    });
    written += call.legs.length * 2;
    // A record may tell all of its call so far: so the longest talk counts, and not the sum.
    const talkSeconds = Math.max(...call.legs.map(({ steps }) => talkIn(steps.map(({ step }) => step))));
    const line = `+7 495 000-03-${un.slice(-2)}`;
    expected.set(`+${caller}`, {
      line,
      startedAt: call.startedAt,
      talkSeconds,
      state: talkSeconds > 0 ? 'ended' : 'missed',
    });
  }
  const described = draftFor(opened.url, { provider: 'autosecretary', label: 'Clinic', ownNumber: '' });
  const draft = {
    ...described,
    credentials: { kind: 'apikey' as const, apikey: 'key' },
    webhook: false as const,
    replaceHook: false as const,
  };
  return { stand: opened, draft, expected, lateMs: 2 * hour };
}

function talkIn(steps: readonly JourneyStep[]): number {
  return steps.reduce((sum, step) => sum + (step.kind === 'talk' ? step.seconds : 0), 0);
}

/** Waits of seconds are over in moments: what is waited for is only that a provider recovers. */
function hurried(): Clock {
  const clock = createSystemClock();
  return { now: clock.now, after: (ms, run) => clock.after(ms / 20, run) };
}

const imported = () =>
  vi.waitFor(async () => {
    const { state, importing } = (await running?.client.accounts.list())?.[0]?.status ?? {};
    expect({ state, importing }).toEqual({ state: 'polling', importing: undefined });
  }, patience);

/** By who called, as often as they stand in the log. */
async function logged(): Promise<[string, object][]> {
  if (running === undefined) return [];
  const calls = await allCalls(running.client);
  return calls.map(({ remote, line, startedAt, talkSeconds = 0, state }) => [
    remote.e164 ?? remote.raw,
    { line, startedAt, talkSeconds, state },
  ]);
}

async function expectWhole({ expected }: Month): Promise<void> {
  const found = await logged();
  expect(new Map(found)).toEqual(expected);
  expect(found).toHaveLength(expected.size);
}

it('any history of records is every call once, with its outcome, those that come late among them', async () => {
  const month = await openMonth();
  running = await startCore();
  await connectDraft(running.client, month.draft);
  await imported();
  const early = await logged();
  expect(early.length).toBeLessThan(month.expected.size);
  expect(new Set(early.map(([who]) => who)).size).toBe(early.length);
  month.stand.setClockOffset(month.lateMs);
  running = await running.restart();
  const { id } = (await running.client.accounts.list())[0] ?? { id: '' };
  const counted = async () => (await running?.client.accounts.details({ id }))?.lines.map(({ calls }) => calls) ?? [];
  const sum = (counts: readonly number[]) => counts.reduce((one, other) => one + other, 0);
  await vi.waitFor(async () => expect(sum(await counted())).toBe(month.expected.size), patience);
  await expectWhole(month);
});

it('any history of records is read whole though half of the answers are 503', async () => {
  const random = createRandom(`${seed} 503`);
  const pattern = Array.from({ length: 400 }, (_, index) => index % 2 === 0).sort(() => random.next() - 0.5);
  const month = await openMonth({ fault: { kind: 'status', status: 503, pattern, operations: ['cdr/bytime'] } });
  month.stand.setClockOffset(month.lateMs);
  running = await startCore({ ports: { clock: hurried() } });
  const { id } = await connectDraft(running.client, month.draft);
  await imported();
  await running.client.accounts.retry({ id });
  await expectWhole(month);
});

it('any history of records is read whole and once though the program is killed in the middle of it', async () => {
  const month = await openMonth({ slowAnswersMs: 5 });
  month.stand.setClockOffset(month.lateMs);
  const directory = mkdtempSync(join(tmpdir(), 'perezvon-numbers-'));
  for (const until of kills) {
    const program = fork(new URL('import-program.ts', import.meta.url));
    await once(program, 'message');
    program.send({ directory, draft: month.draft });
    let share = 0;
    while (share < until) [share] = (await once(program, 'message')) as [number];
    program.kill('SIGKILL');
    await once(program, 'exit');
  }
  running = await startCore({ directory });
  const [account] = await running.client.accounts.list();
  const before = await logged();
  expect(before.length).toBeGreaterThan(0);
  expect(before.length).toBeLessThan(month.expected.size);
  expect(new Set(before.map(([who]) => who)).size).toBe(before.length);
  await running.client.accounts.update({ id: account?.id ?? '', credentials: month.draft.credentials });
  await imported();
  await expectWhole(month);
});
