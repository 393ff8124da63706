import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createManualClock } from '../../../test/fakes/manual-clock.ts';
import type { StoredImport } from '../database/account-rows.ts';
import { aheadMs, createHistoryImport, type HistoryImport, type Slice } from './history-import.ts';

const day = 24 * 3600_000;
const reachMs = 28 * day;

/** What is kept between runs, and what was read whole. */
function createScene(firstSliceMs = day) {
  const clock = createManualClock();
  let kept: StoredImport | undefined;
  const read: { from: number; to: number }[] = [];
  const told: (number | undefined)[] = [];
  const rows = {
    historyImport: () => kept,
    setHistoryImport: (_id: string, left: StoredImport | undefined) => {
      kept = left;
    },
  };
  let history: HistoryImport;
  const start = () => {
    history = createHistoryImport({
      ...{ accountId: 'a', rows, clock, reachMs, firstSliceMs },
      onProgress: () => told.push(history.progress()?.share),
    });
    return history;
  };
  const readWhole = async ({ from, to, onPiece }: Slice) => {
    onPiece({ calls: 3, share: 0.5 });
    onPiece({ calls: 4, share: 0.5 });
    read.push({ from, to });
  };
  return { clock, read, told, start, readWhole, always: () => true, signal: new AbortController().signal };
}

/** Whether slices, however they overlap, leave nothing out between two instants. */
function covers(slices: readonly { from: number; to: number }[], from: number, to: number): boolean {
  let reached = to;
  for (const slice of slices.toSorted((a, b) => b.to - a.to)) {
    if (slice.to >= reached && slice.from < reached) reached = slice.from;
  }
  return reached <= from;
}

it('reads a month in ever longer slices, the newest day first', async () => {
  const { clock, read, told, start, readWhole, always, signal } = createScene();
  const history = start();
  history.begin();
  const until = clock.now() + aheadMs;
  await history.readOn(readWhole, always, signal);
  expect(read.map(({ from, to }) => Math.round((to - from) / day))).toEqual([1, 1, 2, 4, 8, 12]);
  expect(read[0]?.to).toBe(until);
  expect(covers(read, until - aheadMs - reachMs, until)).toBe(true);
  expect(history.progress()).toBeUndefined();
  const shares = told.filter((share) => share !== undefined);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares[0]).toBe(0);
});

it('tells how far it is', async () => {
  const { clock, start, readWhole, signal } = createScene();
  const history = start();
  history.begin();
  expect(history.progress()).toEqual({ share: 0, calls: 0, readBackTo: clock.now() });
  await history.readOn(readWhole, () => false, signal);
  const { share, calls, readBackTo } = history.progress() ?? {};
  expect([calls, readBackTo]).toEqual([7, clock.now() + aheadMs - day]);
  expect(share).toBeCloseTo(1 / 28, 3);
});

it('reads everything at least once, wherever it breaks off and whenever the program starts anew', async () => {
  const end = fc.constantFrom('whole', 'fails', 'stops', 'crashes', 'pauses');
  await fc.assert(
    fc.asyncProperty(fc.array(end, { maxLength: 30 }), fc.constantFrom(day, 3 * day, reachMs), async (ends, first) => {
      const { clock, read, start, readWhole } = createScene(first);
      let history = start();
      history.begin();
      const until = clock.now() + aheadMs;
      const plan = ends.values();
      while (history.progress() !== undefined) {
        const before = history.progress();
        const turn = new AbortController();
        const crash = Promise.withResolvers<'crashed'>();
        let next: string | undefined;
        const reading = history.readOn(
          async (slice) => {
            next = plan.next().value ?? 'whole';
            slice.onPiece({ calls: 1, share: 0.4 });
            if (next === 'fails') throw new Error('the line broke');
            if (next === 'stops') turn.abort();
            slice.signal.throwIfAborted();
            // Of a program that is gone nothing more is heard.
            if (next === 'crashes') {
              crash.resolve('crashed');
              await new Promise(() => {});
            }
            await readWhole(slice);
          },
          () => next !== 'pauses',
          turn.signal,
        );
        const ended = reading.then(
          () => 'read' as const,
          () => 'broke' as const,
        );
        const outcome = await Promise.race([ended, crash.promise]);
        if (outcome !== 'read') expect(history.progress()?.readBackTo).toBeLessThanOrEqual(before?.readBackTo ?? 0);
        if (outcome === 'crashed') history = start();
        clock.advance(60_000);
      }
      expect(covers(read, until - aheadMs - reachMs, until)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

it('stops where it is cancelled, and begins anew from now', async () => {
  const { clock, read, start, readWhole, always, signal } = createScene();
  const history = start();
  history.begin();
  await history.readOn(readWhole, () => false, signal);
  await history.readOn(
    async (slice) => {
      history.cancel();
      expect(slice.signal.aborted).toBe(true);
      slice.onPiece({ calls: 5, share: 1 });
    },
    always,
    signal,
  );
  expect(history.progress()).toBeUndefined();
  expect(read).toHaveLength(1);
  clock.advance(day);
  history.begin();
  await history.readOn(readWhole, () => false, signal);
  expect(read[1]?.to).toBe(clock.now() + aheadMs);
  // Begun anew in the middle of a slice: that slice is none of the new reading.
  await history.readOn(
    async () => {
      history.begin();
    },
    () => false,
    signal,
  );
  expect(history.progress()).toMatchObject({ share: 0, calls: 0 });
});
