import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../../test/fakes/manual-clock.ts';
import type { StoredHistory } from './account-rows.ts';
import { aheadMs, createHistoryImport, type HistoryImport, type Slice } from './history-import.ts';

const day = 24 * 3600_000;
const contractReachMs = 28 * day;

const refusal = new Error('so far back nothing is given');

/** What is kept between runs, and what was read whole. */
function createScene(firstSliceMs = day, reach: 'contract' | 'unknown' = 'contract') {
  const clock = createManualClock();
  let kept: StoredHistory = { depth: 'quarter', knownFrom: undefined, end: undefined, left: undefined };
  const read: { from: number; to: number }[] = [];
  const told: (number | undefined)[] = [];
  const rows = {
    history: () => kept,
    setHistory: (_id: string, history: StoredHistory) => {
      kept = history;
    },
  };
  let history: HistoryImport;
  const start = () => {
    history = createHistoryImport({
      accountId: 'a',
      rows,
      clock,
      firstSliceMs,
      reachMs: reach === 'contract' ? contractReachMs : undefined,
      isRefusal: (error) => error === refusal,
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
  expect(covers(read, until - aheadMs - contractReachMs, until)).toBe(true);
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
    fc.asyncProperty(
      fc.array(end, { maxLength: 30 }),
      fc.constantFrom(day, 3 * day, contractReachMs),
      async (ends, first) => {
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
        expect(covers(read, until - aheadMs - contractReachMs, until)).toBe(true);
      },
    ),
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

describe('where nobody knows how far the lists reach', () => {
  const week = 7 * day;

  /** Lists that hold calls for so long, and refuse what is older than `givenMs`. */
  function createUnlimited({ heldMs = Number.POSITIVE_INFINITY, givenMs = Number.POSITIVE_INFINITY } = {}) {
    const scene = createScene(week, 'unknown');
    const now = scene.clock.now();
    const read = async ({ from, to, onPiece }: Slice) => {
      if (from < now - givenMs) throw refusal;
      onPiece({ calls: to > now - heldMs ? 1 : 0, share: 1 });
      scene.read.push({ from, to });
    };
    const history = scene.start();
    const readAll = () => history.readOn(read, scene.always, scene.signal);
    /** How many days back all is known. */
    const knownDays = () => Math.round((now - (history.known().knownSince ?? now)) / day);
    return { ...scene, history, now, readAll, knownDays };
  }

  it('reads as far as the user wants, in slices of one length, and says since when it knows', async () => {
    const { history, read, readAll, knownDays, now } = createUnlimited();
    expect(history.known()).toMatchObject({ depth: 'quarter', canReadOn: true });
    expect(history.known()).not.toHaveProperty('knownSince');
    history.begin();
    await readAll();
    expect(knownDays()).toBe(92);
    expect(covers(read, now - 92 * day, now)).toBe(true);
    expect(read.every(({ from, to }) => to - from <= week)).toBe(true);
    expect(history.known()).toMatchObject({ canReadOn: false });
  });

  it('goes on where it stopped when more is wanted, and reads nothing twice', async () => {
    const { history, read, readAll, knownDays, now } = createUnlimited();
    history.reach('week');
    await readAll();
    expect(knownDays()).toBe(7);
    const before = read.length;
    history.reach('year');
    await readAll();
    expect(knownDays()).toBe(366);
    expect(Math.max(...read.slice(before).map(({ to }) => to))).toBeLessThanOrEqual(now - 7 * day);
    expect(covers(read, now - 366 * day, now)).toBe(true);
  });

  it('reads no more than is wanted when less is, and forgets nothing of what it knows', async () => {
    const { history, read, readAll, readWhole, signal, knownDays } = createUnlimited();
    history.begin();
    await history.readOn(readWhole, () => read.length < 4, signal);
    history.reach('week');
    expect(history.progress()).toBeUndefined();
    await readAll();
    expect([read.length, knownDays()]).toEqual([4, 28]);
  });

  it('stops after three months without a call, and tries three more where the user wants it', async () => {
    const { history, readAll, knownDays } = createUnlimited({ heldMs: 40 * day });
    history.reach('all');
    expect(history.progress()).not.toHaveProperty('share');
    await readAll();
    const known = knownDays();
    expect(known).toBeGreaterThanOrEqual(130);
    expect(known).toBeLessThan(150);
    expect(history.known()).toMatchObject({ end: 'empty', canReadOn: true });
    history.reach('all');
    await readAll();
    expect(knownDays()).toBeGreaterThanOrEqual(known + 90);
  });

  it('stops where the provider refuses, and claims nothing beyond', async () => {
    const { history, readAll, knownDays } = createUnlimited({ givenMs: 50 * day });
    history.begin();
    await readAll();
    expect(history.progress()).toBeUndefined();
    expect(history.known()).toMatchObject({ end: 'refused', canReadOn: true });
    expect(knownDays()).toBe(49);
  });

  it('takes a refusal of the newest part for what it is', async () => {
    const { history, readAll } = createUnlimited({ givenMs: 0 });
    history.begin();
    await expect(readAll()).rejects.toBe(refusal);
    expect(history.progress()).toMatchObject({ calls: 0 });
  });

  it('gives up an old part that fails again and again, though not at once', async () => {
    const { history, always, signal, now, knownDays } = createUnlimited();
    history.begin();
    let tries = 0;
    const read = async ({ from, onPiece }: Slice) => {
      if (from < now - 30 * day) {
        tries += 1;
        throw new Error('500');
      }
      onPiece({ calls: 1, share: 1 });
    };
    for (let round = 0; round < 3; round += 1)
      await expect(history.readOn(read, always, signal)).rejects.toThrow('500');
    await history.readOn(read, always, signal);
    expect(tries).toBe(4);
    expect(history.known()).toMatchObject({ end: 'refused' });
    expect(knownDays()).toBe(28);
  });

  it('claims no day that was not read, whatever breaks off and whatever is wanted meanwhile', async () => {
    const step = fc.constantFrom('whole', 'fails', 'refused', 'restart', 'week', 'quarter', 'year', 'cancel', 'begin');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const { clock, read, start, readWhole, signal } = createScene(week, 'unknown');
        let history = start();
        history.begin();
        for (const next of steps) {
          if (next === 'restart') history = start();
          else if (next === 'cancel') history.cancel();
          else if (next === 'begin') history.begin();
          else if (next === 'week' || next === 'quarter' || next === 'year') history.reach(next);
          else {
            const fails = next === 'fails' ? new Error('the line broke') : refusal;
            const one = next === 'whole' ? readWhole : () => Promise.reject(fails);
            await history.readOn(one, () => false, signal).catch(() => {});
          }
          const { knownSince } = history.known();
          if (knownSince !== undefined) expect(covers(read, knownSince, clock.now())).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});
