import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../../test/fakes/manual-clock.ts';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { HttpError } from '../http/http.ts';
import type { HookBatch, HookSource, PollerStatus } from './source.ts';
import { createPoller } from './webhook-poller.ts';

interface Question {
  cursor: string | undefined;
  signal: AbortSignal;
  answer(batch: Partial<HookBatch>): void;
  fail(error: unknown): void;
}

/** A source whose every question is answered by the test. */
function createScriptedSource() {
  const asked: Question[] = [];
  const wanted: ((question: Question) => void)[] = [];
  let resets = 0;
  const source: HookSource = {
    id: 'scripted',
    read: (cursor, signal) =>
      new Promise((resolve, reject) => {
        const question: Question = {
          cursor,
          signal,
          answer: (batch) => resolve({ events: [], next: cursor ?? '0', gap: false, ...batch }),
          fail: reject,
        };
        const want = wanted.shift();
        if (want === undefined) asked.push(question);
        else want(question);
      }),
    reset() {
      resets += 1;
    },
  };
  return {
    source,
    question: (): Promise<Question> => {
      const next = asked.shift();
      return next === undefined ? new Promise((resolve) => wanted.push(resolve)) : Promise.resolve(next);
    },
    unanswered: () => asked.length,
    resets: () => resets,
  };
}

function createScene(options: { accept?: (batch: HookBatch) => void; random?: () => number } = {}) {
  const manual = createManualClock();
  let slept = 0;
  const clock = {
    ...manual,
    now: () => manual.now() + slept,
    /** The machine sleeps: the clock on the wall goes on, and no timer runs. */
    sleep(ms: number) {
      slept += ms;
    },
  };
  const script = createScriptedSource();
  const accepted: HookBatch[] = [];
  const statuses: PollerStatus[] = [];
  const heard: ((status: PollerStatus) => void)[] = [];
  let cursor: string | undefined;
  const poller = createPoller({
    source: script.source,
    clock,
    logger: silentLogger,
    random: options.random ?? (() => 0.5),
    sink: {
      cursor: () => cursor,
      async accept(batch) {
        options.accept?.(batch);
        accepted.push(batch);
        cursor = batch.next;
      },
    },
    onStatus(status) {
      statuses.push(status);
      for (const listener of heard.splice(0)) listener(status);
    },
  });
  return {
    clock,
    accepted,
    statuses,
    poller,
    ...script,
    nextStatus: () => new Promise<PollerStatus>((resolve) => heard.push(resolve)),
  };
}

const delivery = (sequence: string) => ({ sequence, ageMs: 0, body: {} });
/** Lets everything run that can run while the clock stands still. */
const settle = async () => {
  for (let turns = 0; turns < 5; turns += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe('the poller', () => {
  it('asks after the cursor that the sink has committed', async () => {
    const { poller, question, accepted } = createScene();
    poller.start();
    const first = await question();
    expect(first.cursor).toBeUndefined();
    first.answer({ events: [delivery('1'), delivery('2')], next: '2' });
    const second = await question();
    expect(second.cursor).toBe('2');
    expect(accepted.map(({ events }) => events.length)).toEqual([2]);
    second.answer({ events: [delivery('3')], next: '3', gap: true });
    expect((await question()).cursor).toBe('3');
    expect(accepted.at(-1)?.gap).toBe(true);
    await poller.close();
  });

  it('does not bother the sink when there is nothing new, and hands over a gap without events', async () => {
    const { poller, question, accepted, clock } = createScene();
    poller.start();
    (await question()).answer({ next: '7' });
    const idle = await question();
    clock.advance(25_000);
    idle.answer({});
    (await question()).answer({ gap: true });
    await question();
    expect(accepted).toMatchObject([
      { next: '7', gap: false },
      { next: '7', gap: true },
    ]);
    await poller.close();
  });

  it('asks again for what was answered while the machine slept, as that says nothing of how old it is', async () => {
    const { poller, question, accepted, clock } = createScene();
    poller.start();
    const asked = await question();
    clock.sleep(3600_000);
    asked.answer({ events: [delivery('1')], next: '1' });
    const again = await question();
    expect([again.cursor, accepted.length]).toEqual([undefined, 0]);
    again.answer({ events: [{ ...delivery('1'), ageMs: 3600_000 }], next: '1' });
    expect((await question()).cursor).toBe('1');
    expect(accepted.map(({ events }) => events[0]?.ageMs)).toEqual([3600_000]);
    await poller.close();
  });

  it('asks for the same batch again when the sink could not commit it', async () => {
    let isDiskFull = true;
    const { poller, question, unanswered, accepted, clock, nextStatus } = createScene({
      accept() {
        if (isDiskFull) throw new Error('disk full');
      },
    });
    poller.start();
    const first = await question();
    const failed = nextStatus();
    first.answer({ events: [delivery('1')], next: '1' });
    expect(await failed).toMatchObject({ state: 'failing', error: { message: 'disk full' } });
    await settle();
    expect(unanswered()).toBe(0);
    isDiskFull = false;
    clock.advance(500);
    const again = await question();
    expect(again.cursor).toBeUndefined();
    again.answer({ events: [delivery('1')], next: '1' });
    expect((await question()).cursor).toBe('1');
    expect(accepted).toHaveLength(1);
    await poller.close();
  });

  it('backs off with full jitter, up to half a minute, and starts over after an answer', async () => {
    const scene = createScene({ random: () => 0.999 });
    scene.poller.start();
    const pauses: number[] = [];
    for (let failures = 0; failures < 7; failures += 1) {
      const question = await scene.question();
      const failed = scene.nextStatus();
      question.fail(new HttpError('unreachable', false));
      const { nextTryAt = 0 } = await failed;
      pauses.push(Math.round((nextTryAt - scene.clock.now()) / 999));
      await settle();
      expect(scene.unanswered()).toBe(0);
      scene.clock.advance(nextTryAt - scene.clock.now());
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 30, 30]);
    const question = await scene.question();
    const listening = scene.nextStatus();
    question.answer({ next: '1' });
    expect(await listening).toMatchObject({
      state: 'listening',
      since: scene.clock.now(),
      lastHeardAt: scene.clock.now(),
    });
    const next = await scene.question();
    const failed = scene.nextStatus();
    next.fail(new HttpError('broken', true));
    const { nextTryAt = 0, lastHeardAt } = await failed;
    expect(nextTryAt - scene.clock.now()).toBe(999);
    expect(lastHeardAt).toBe(scene.clock.now());
    await scene.poller.close();
  });

  it('tells since when a state holds and not when it was last confirmed', async () => {
    const { poller, question, clock, nextStatus } = createScene();
    poller.start();
    const first = nextStatus();
    (await question()).answer({ next: '1' });
    const { since } = await first;
    const idle = await question();
    clock.advance(25_000);
    const second = nextStatus();
    idle.answer({});
    expect(await second).toMatchObject({ state: 'listening', since, lastHeardAt: since + 25_000 });
    await poller.close();
  });

  it('gives a silent connection up after 40 s, even one that does not heed its signal', async () => {
    const { poller, question, clock, nextStatus } = createScene();
    poller.start();
    const silent = await question();
    clock.advance(39_999);
    await settle();
    expect(silent.signal.aborted).toBe(false);
    const failed = nextStatus();
    clock.advance(1);
    expect(await failed).toMatchObject({ state: 'failing', error: { kind: 'timeout' } });
    expect(silent.signal.aborted).toBe(true);
    clock.advance(500);
    const next = await question();
    silent.answer({ events: [delivery('9')], next: '9' });
    next.answer({ events: [delivery('1')], next: '1' });
    expect((await question()).cursor).toBe('1');
    await poller.close();
  });

  it('asks at once when it is woken, from a wait and from a pause, and counts no failure', async () => {
    const { poller, question, clock, nextStatus, resets, statuses } = createScene();
    poller.start();
    const waiting = await question();
    poller.wake();
    expect(waiting.signal.aborted).toBe(true);
    expect(resets()).toBe(1);
    const asked = await question();
    expect(statuses.map(({ state }) => state)).toEqual(['starting']);
    const failed = nextStatus();
    asked.fail(new HttpError('unreachable', false));
    await failed;
    poller.wake();
    const listening = nextStatus();
    (await question()).answer({ next: '1' });
    expect((await listening).state).toBe('listening');
    await question();
    // The watchdog of the question that is open: the pause left no timer behind.
    expect(clock.pending()).toBe(1);
    await poller.close();
    expect(clock.pending()).toBe(0);
  });

  it('asks a source that does not wait once a second and not without end', async () => {
    const { poller, question, clock, unanswered } = createScene();
    poller.start();
    (await question()).answer({ next: '5' });
    (await question()).answer({});
    (await question()).answer({});
    await settle();
    expect(unanswered()).toBe(0);
    clock.advance(1000);
    const next = await question();
    // The same events over and over are no better.
    next.answer({ events: [delivery('5')], next: '5' });
    await settle();
    expect(unanswered()).toBe(0);
    clock.advance(1000);
    (await question()).answer({ events: [delivery('6')], next: '6' });
    await question();
    await poller.close();
  });

  it('goes on when whoever watches it fails, and when the source fails without a promise', async () => {
    const clock = createManualClock();
    let reads = 0;
    const accepted = Promise.withResolvers<HookBatch>();
    const poller = createPoller({
      source: {
        id: 'rude',
        read(_cursor, signal) {
          reads += 1;
          if (reads === 1) throw new Error('no promise');
          if (reads === 2) return Promise.resolve({ events: [delivery('1')], next: '1', gap: false });
          return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
        },
      },
      sink: { cursor: () => undefined, accept: async (batch) => accepted.resolve(batch) },
      clock,
      logger: silentLogger,
      random: () => 0,
      onStatus() {
        throw new Error('nobody catches me');
      },
    });
    poller.start();
    expect((await accepted.promise).next).toBe('1');
    await poller.close();
  });

  it('ends at once when it is closed, while it waits and while it pauses, and asks no more', async () => {
    const waiting = createScene();
    waiting.poller.start();
    const question = await waiting.question();
    await waiting.poller.close();
    expect(question.signal.aborted).toBe(true);
    expect(waiting.poller.status().state).toBe('stopped');

    const pausing = createScene();
    pausing.poller.start();
    const failing = await pausing.question();
    const failed = pausing.nextStatus();
    failing.fail(new Error('down'));
    await failed;
    await pausing.poller.close();
    pausing.poller.wake();
    pausing.poller.start();
    pausing.clock.advance(60_000);
    await settle();
    expect([waiting.unanswered(), pausing.unanswered()]).toEqual([0, 0]);
    expect([waiting.clock.pending(), pausing.clock.pending()]).toEqual([0, 0]);
  });
});
