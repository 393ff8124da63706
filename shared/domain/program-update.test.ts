import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ProgramUpdate, programUpdate, updateChoice, updateProblems } from '../contract/program-update.ts';
import { stepUpdate, type UpdateEvent, type UpdateMoment, type UpdateOrder } from './program-update.ts';

const release = { version: '1.2.3', notes: 'Rings louder.' };
const idle: ProgramUpdate = { kind: 'idle' };

const events: fc.Arbitrary<UpdateEvent> = fc.oneof(
  ...(['check', 'download', 'restart', 'due', 'review', 'downloaded'] as const).map((kind) => fc.constant({ kind })),
  fc.constant({ kind: 'found' as const, release }),
  fc.record({ kind: fc.constant('nothing-newer' as const), at: fc.nat() }),
  fc.record({ kind: fc.constant('progress' as const), share: fc.double({ min: -1, max: 2 }) }),
  fc.record({ kind: fc.constant('failed' as const), problem: fc.constantFrom(...updateProblems) }),
);
const moments: fc.Arbitrary<UpdateMoment> = fc.record({
  busy: fc.boolean(),
  choice: fc.constantFrom(...updateChoice.options),
});
const histories = fc.array(fc.tuple(events, moments), { maxLength: 60 });

/** Which state an order is the beginning of. */
const startOf: Record<UpdateOrder, ProgramUpdate['kind']> = {
  check: 'checking',
  download: 'downloading',
  install: 'restarting',
};

interface Seen {
  event: UpdateEvent;
  moment: UpdateMoment;
  before: ProgramUpdate;
  after: ProgramUpdate;
  order: UpdateOrder | undefined;
}

function live(start: ProgramUpdate, history: readonly (readonly [UpdateEvent, UpdateMoment])[]): Seen[] {
  let state = start;
  return history.map(([event, moment]) => {
    const before = state;
    const step = stepUpdate(before, event, moment);
    state = step.state;
    return { event, moment, before, after: state, order: step.order };
  });
}

/** Any life of an update, every step of it looked at. */
function always(holds: (seen: Seen) => void, start: ProgramUpdate = idle) {
  fc.assert(
    fc.property(histories, (history) => {
      for (const seen of live(start, history)) holds(seen);
    }),
    { numRuns: 2000 },
  );
}

describe('any life of an update', () => {
  it('starts no download and installs nothing while a call is there', () => {
    always(({ moment, order }) => {
      if (moment.busy) expect(['download', 'install']).not.toContain(order);
    });
  });

  it('has one order under way at most, and its state says which', () => {
    always(({ event, before, after, order }) => {
      if (order === undefined) return;
      expect(after.kind).toBe(startOf[order]);
      // An answer ends the check, and what follows from it may begin; nothing else is cut short.
      expect(['downloading', 'restarting']).not.toContain(before.kind);
      if (before.kind === 'checking') expect(event.kind).toBe('found');
    });
  });

  it('installs only what was downloaded, and only because the user said so', () => {
    fc.assert(
      fc.property(histories, (history) => {
        let downloaded = false;
        for (const { event, before, after, order } of live(idle, history)) {
          if (before.kind === 'downloading' && after.kind === 'ready') downloaded = true;
          if (after.kind !== 'restarting' || before.kind === 'restarting') continue;
          expect({ order, downloaded, by: event.kind }).toEqual({ order: 'install', downloaded: true, by: 'restart' });
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('does nothing by itself unless the user chose so', () => {
    always(({ event, moment, order }) => {
      if (order === undefined || moment.choice !== 'by-hand') return;
      expect(event.kind).toBe({ check: 'check', download: 'download', install: 'restart' }[order]);
    });
  });

  it('only goes forward while it downloads', () => {
    always(({ before, after }) => {
      if (before.kind === 'downloading' && after.kind === 'downloading') {
        expect(after.share).toBeGreaterThanOrEqual(before.share);
      }
    });
  });

  it('is what the contract can tell', () => {
    always(({ after }) => {
      programUpdate.parse(after);
    });
  });

  it('stays off where it cannot be', () => {
    const off: ProgramUpdate = { kind: 'off', reason: 'no-feed' };
    always(({ after, order }) => {
      expect(after).toBe(off);
      expect(order).toBeUndefined();
    }, off);
  });
});

describe('an update', () => {
  const byHand: UpdateMoment = { busy: false, choice: 'by-hand' };
  const run = (history: readonly UpdateEvent[], moment = byHand, start: ProgramUpdate = idle) => {
    const seen = live(
      start,
      history.map((event) => [event, moment]),
    );
    return { orders: seen.flatMap(({ order }) => order ?? []), state: seen.at(-1)?.after ?? start };
  };
  const found: UpdateEvent[] = [{ kind: 'check' }, { kind: 'found', release }];

  it('goes from a look to a restart, each step by hand', () => {
    const rest: UpdateEvent[] = [
      { kind: 'download' },
      { kind: 'progress', share: 0.5 },
      { kind: 'downloaded' },
      { kind: 'restart' },
    ];
    expect(run([...found, ...rest])).toEqual({
      orders: ['check', 'download', 'install'],
      state: { kind: 'restarting', release },
    });
  });

  it('downloads by itself, where it may, once the call is over', () => {
    const waiting = run(found, { busy: true, choice: 'download' });
    expect(waiting).toEqual({ orders: ['check'], state: { kind: 'available', release } });
    expect(run([{ kind: 'review' }], { busy: false, choice: 'download' }, waiting.state)).toEqual({
      orders: ['download'],
      state: { kind: 'downloading', release, share: 0 },
    });
  });

  it('begins no look of its own during a call', () => {
    expect(run([{ kind: 'due' }], { busy: true, choice: 'check' }).orders).toEqual([]);
    expect(run([{ kind: 'due' }], { busy: false, choice: 'check' }).orders).toEqual(['check']);
  });

  it('waits with the download and the restart that the user asks for until the call is over', () => {
    const available: ProgramUpdate = { kind: 'available', release };
    const ready: ProgramUpdate = { kind: 'ready', release };
    const during: UpdateMoment = { busy: true, choice: 'by-hand' };
    expect(run([{ kind: 'download' }], during, available)).toEqual({ orders: [], state: available });
    expect(run([{ kind: 'restart' }], during, ready)).toEqual({ orders: [], state: ready });
    expect(run([{ kind: 'restart' }], byHand, ready).orders).toEqual(['install']);
  });

  it('can be tried again from where it failed', () => {
    const unread = run([{ kind: 'check' }, { kind: 'failed', problem: 'slow' }]);
    expect(unread.state).toEqual({ kind: 'failed', during: 'check', problem: 'slow' });
    expect(run([{ kind: 'check' }], byHand, unread.state).orders).toEqual(['check']);

    const broken = run([...found, { kind: 'download' }, { kind: 'failed', problem: 'tampered' }]);
    expect(broken.state).toEqual({ kind: 'failed', during: 'download', problem: 'tampered', release });
    expect(run([{ kind: 'download' }], byHand, broken.state).orders).toEqual(['download']);

    const refused = run([
      ...found,
      { kind: 'download' },
      { kind: 'downloaded' },
      { kind: 'restart' },
      { kind: 'failed', problem: 'not-installed' },
    ]);
    expect(refused.state).toEqual({ kind: 'failed', during: 'restart', problem: 'not-installed', release });
    expect(run([{ kind: 'restart' }], byHand, refused.state).orders).toEqual(['install']);
  });
});
