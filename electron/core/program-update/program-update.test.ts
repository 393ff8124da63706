import { describe, expect, it, vi } from 'vitest';
import type { ProgramUpdate, UpdateChoice } from '../../../shared/contract/program-update.ts';
import { createManualClock } from '../../../test/fakes/manual-clock.ts';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { type ProgramUpdater, UpdateError } from '../ports.ts';
import { createProgramUpdates } from './program-update.ts';

const release = { version: '1.2.3', notes: '' };

/** A program on a line, with a feed that has a newer version unless the test says otherwise. */
function createProgram(port: Partial<ProgramUpdater> = {}, begin: { choice?: UpdateChoice; busy?: boolean } = {}) {
  const clock = createManualClock();
  const told: ProgramUpdate[] = [];
  const asked: string[] = [];
  const now = { choice: begin.choice ?? 'by-hand', busy: begin.busy ?? false };
  const updates = createProgramUpdates({
    updater: {
      obstacle: async () => undefined,
      async check() {
        asked.push('check');
        return release;
      },
      async download() {
        asked.push('download');
      },
      async install() {
        asked.push('install');
        await new Promise(() => {});
      },
      ...port,
    },
    clock,
    logger: silentLogger,
    choice: () => now.choice,
    isBusy: () => now.busy,
    onChange: (state) => told.push(state),
  });
  const reach = (kind: ProgramUpdate['kind']) => vi.waitUntil(() => updates.state().kind === kind);
  return { updates, clock, told, asked, now, reach };
}

describe('updates of the program', () => {
  it('go step by step, each because the user said so, and tell of every step', async () => {
    const { updates, told, asked, reach } = createProgram({
      async download(onProgress) {
        for (const share of [0.1, 0.101, 0.5, 1]) onProgress(share);
      },
    });
    await updates.start();
    expect(updates.check()).toEqual({ kind: 'checking' });
    await reach('available');
    updates.download();
    await reach('ready');
    expect(updates.restart()).toEqual({ kind: 'restarting', release });
    expect(updates.restart()).toEqual({ kind: 'restarting', release });
    expect(asked).toEqual(['check', 'install']);
    expect(told.map((state) => (state.kind === 'downloading' ? state.share : state.kind))).toEqual([
      ...['checking', 'available', 0, 0.1, 0.5, 1, 'ready', 'restarting'],
    ]);
  });

  it('begin no download and no restart while a call is there', async () => {
    const { updates, asked, now, reach } = createProgram();
    await updates.start();
    updates.check();
    await reach('available');
    now.busy = true;
    expect(updates.download()).toEqual({ kind: 'available', release });
    now.busy = false;
    updates.download();
    await reach('ready');
    now.busy = true;
    expect(updates.restart()).toEqual({ kind: 'ready', release });
    expect(asked).toEqual(['check', 'download']);
  });

  it('download by themselves where they may, as soon as the call is over', async () => {
    const { updates, clock, asked, now, reach } = createProgram({}, { choice: 'download' });
    await updates.start();
    clock.advance(60_000);
    now.busy = true;
    await reach('available');
    updates.review();
    expect(asked).toEqual(['check']);
    now.busy = false;
    updates.review();
    await reach('ready');
    expect(asked).toEqual(['check', 'download']);
  });

  it('are looked for once a day, and soon again when a call was in the way', async () => {
    const none = vi.fn(async () => undefined);
    const { updates, clock, now } = createProgram({ check: none }, { choice: 'check', busy: true });
    await updates.start();
    clock.advance(60_000);
    expect(none).not.toHaveBeenCalled();
    now.busy = false;
    clock.advance(5 * 60_000);
    await vi.waitUntil(() => updates.state().kind === 'idle');
    clock.advance(24 * 3600_000);
    await vi.waitUntil(() => none.mock.calls.length === 2 && updates.state().kind === 'idle');
    expect(updates.state()).toEqual({ kind: 'idle', checkedAt: clock.now() });
    now.choice = 'by-hand';
    clock.advance(72 * 3600_000);
    expect(none).toHaveBeenCalledTimes(2);
    updates.close();
    expect(clock.pending()).toBe(0);
  });

  it('are looked for at once when the user lets the program look', async () => {
    const { updates, clock, asked, now, reach } = createProgram();
    now.choice = 'check';
    updates.review();
    expect(clock.pending()).toBe(0);
    now.choice = 'by-hand';
    updates.review();
    await updates.start();
    now.choice = 'check';
    updates.review();
    updates.review();
    clock.advance(0);
    await reach('available');
    expect(asked).toEqual(['check']);
    expect(clock.pending()).toBe(1);
  });

  it('say what went wrong, and nothing after the end', async () => {
    const { updates, told, reach } = createProgram({
      check: async () => {
        throw new UpdateError('not-signed');
      },
    });
    await updates.start();
    updates.check();
    await reach('failed');
    expect(updates.state()).toEqual({ kind: 'failed', during: 'check', problem: 'not-signed' });
    updates.check();
    updates.close();
    const before = told.length;
    await new Promise((resolve) => setImmediate(resolve));
    expect(told).toHaveLength(before);
  });

  it('tell of a restart that did not happen', async () => {
    const { updates, reach } = createProgram({ install: async () => {} });
    await updates.start();
    updates.check();
    await reach('available');
    updates.download();
    await reach('ready');
    updates.restart();
    await reach('failed');
    expect(updates.state()).toEqual({ kind: 'failed', during: 'restart', problem: 'not-installed', release });
  });

  it('are off where they cannot be, with the reason, and ask for nothing', async () => {
    const check = vi.fn();
    const { updates, clock, told } = createProgram({ obstacle: async () => 'read-only', check }, { choice: 'check' });
    await updates.start();
    expect(told).toEqual([{ kind: 'off', reason: 'read-only' }]);
    updates.check();
    clock.advance(48 * 3600_000);
    expect(check).not.toHaveBeenCalled();
  });
});
