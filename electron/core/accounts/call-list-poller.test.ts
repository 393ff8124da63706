import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../../test/fakes/manual-clock.ts';
import { type CallListPoller, createCallListPoller } from './call-list-poller.ts';

type Outcome = 'ok' | 'failed' | 'stop';
interface Round {
  at: number;
  signal: AbortSignal;
  end(outcome: Outcome): Promise<void>;
}

/** Lets everything run that can run while the clock stands still. */
const settle = async () => {
  for (let turns = 0; turns < 3; turns += 1) await new Promise((resolve) => setImmediate(resolve));
};

function createScene(options: { pace?: number; random?: () => number } = {}) {
  const clock = createManualClock();
  const rounds: Round[] = [];
  const start = clock.now();
  const reader: CallListPoller = createCallListPoller({
    clock,
    pace: () => options.pace ?? 30_000,
    random: options.random ?? (() => 0.5),
    read: (signal) =>
      new Promise((resolve) => {
        // As the session's own reading: it ends when it is given up.
        signal.addEventListener('abort', () => resolve('stop'));
        rounds.push({
          at: clock.now() - start,
          signal,
          async end(outcome) {
            resolve(outcome);
            await settle();
          },
        });
      }),
  });
  const wait = () => (reader.nextAt() ?? Number.NaN) - clock.now();
  return { clock, rounds, reader, wait, last: () => rounds.at(-1) as Round };
}

describe('the reader of lists', () => {
  it('reads at its pace, counted from the end of a round', async () => {
    const { clock, rounds, reader, wait, last } = createScene();
    reader.start();
    clock.advance(0);
    expect(reader.nextAt()).toBeUndefined();
    clock.advance(7_000);
    await last().end('ok');
    expect(wait()).toBe(30_000);
    clock.advance(29_999);
    expect(rounds).toHaveLength(1);
    clock.advance(1);
    expect(rounds.map(({ at }) => at)).toEqual([0, 37_000]);
    await reader.close();
  });

  it('backs off within bounds, wider with every failure, and starts over after a good round', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.integer({ min: 1, max: 20 }),
        async (at, times) => {
          const { clock, reader, wait, last } = createScene({ random: () => at });
          reader.start();
          clock.advance(0);
          let before = 0;
          for (let failures = 0; failures < times; failures += 1) {
            await last().end('failed');
            expect(wait()).toBeGreaterThanOrEqual(Math.max(1_000, before));
            expect(wait()).toBeLessThanOrEqual(300_000);
            before = wait();
            clock.advance(wait());
          }
          await last().end('ok');
          clock.advance(wait());
          await last().end('failed');
          expect(wait()).toBeLessThanOrEqual(6_000);
          await reader.close();
        },
      ),
      { numRuns: 20 },
    );
  });

  it('spreads its tries: two that failed together do not come back together', async () => {
    const waits = await Promise.all(
      [0.1, 0.9].map(async (at) => {
        const { clock, reader, wait, last } = createScene({ random: () => at });
        reader.start();
        clock.advance(0);
        await last().end('failed');
        await reader.close();
        return wait();
      }),
    );
    expect(waits[1]).toBeGreaterThan((waits[0] ?? 0) * 2);
  });

  it('reads sooner when asked, never later, and once more when asked during a round', async () => {
    const { clock, rounds, reader, wait, last } = createScene();
    reader.start();
    clock.advance(0);
    reader.soon(4_000);
    await last().end('ok');
    expect(wait()).toBe(4_000);
    reader.soon(20_000);
    expect(wait()).toBe(4_000);
    reader.soon(1_000);
    clock.advance(1_000);
    expect(rounds).toHaveLength(2);
    await last().end('ok');
    expect(wait()).toBe(30_000);
    await reader.close();
  });

  it('waits for the user after what trying again would not mend', async () => {
    const { clock, rounds, reader, last } = createScene();
    reader.start();
    clock.advance(0);
    await last().end('stop');
    expect(reader.nextAt()).toBeUndefined();
    reader.soon(0);
    clock.advance(3_600_000);
    expect(rounds).toHaveLength(1);
    reader.restart();
    clock.advance(0);
    expect(rounds).toHaveLength(2);
    await reader.close();
  });

  it('gives a hanging round up when it is restarted, and counts no failure', async () => {
    const { clock, rounds, reader, wait, last } = createScene();
    reader.start();
    clock.advance(0);
    await last().end('failed');
    reader.restart();
    clock.advance(0);
    expect(rounds).toHaveLength(2);
    reader.restart();
    expect(last().signal.aborted).toBe(true);
    await settle();
    clock.advance(0);
    expect(rounds).toHaveLength(3);
    await last().end('failed');
    expect(wait()).toBeLessThanOrEqual(6_000);
    await reader.close();
  });

  it('ends with what is under way and leaves no timer', async () => {
    const { clock, reader, last, rounds } = createScene();
    reader.start();
    clock.advance(0);
    const closing = reader.close();
    expect(last().signal.aborted).toBe(true);
    await closing;
    reader.soon(0);
    reader.restart();
    clock.advance(3_600_000);
    expect(rounds).toHaveLength(1);
    expect(clock.pending()).toBe(0);
  });
});
