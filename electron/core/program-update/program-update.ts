import { isDeepStrictEqual } from 'node:util';
import type { ProgramUpdate, UpdateChoice } from '../../../shared/contract/program-update.ts';
import { stepUpdate, type UpdateEvent, type UpdateOrder } from '../../../shared/domain/program-update.ts';
import { type Clock, type Logger, type ProgramUpdater, UpdateError } from '../ports.ts';

/** A newer version of this program, on the user's terms and never during a call. */
export interface ProgramUpdates {
  state(): ProgramUpdate;
  /** Wishes of the user; each answers how things stand then. */
  check(): ProgramUpdate;
  download(): ProgramUpdate;
  restart(): ProgramUpdate;
  /** A call came or went, or the settings changed. */
  review(): void;
  /** Finds out whether this copy can be replaced at all, and looks for newer versions from now on if the user wants it. */
  start(): Promise<void>;
  close(): void;
}

export interface ProgramUpdatesDeps {
  /** Undefined in a host that cannot replace itself. */
  updater: ProgramUpdater | undefined;
  clock: Clock;
  logger: Logger;
  choice: () => UpdateChoice;
  /** Whether a call is on the screen or a callback is under way. */
  isBusy: () => boolean;
  onChange: (state: ProgramUpdate) => void;
}

/** The start has other work, and whoever starts the program wants to see calls first. */
const firstLookMs = 60_000;
const lookEveryMs = 24 * 3600_000;
/** When it was time and somebody was on the phone. */
const lookAgainMs = 5 * 60_000;

export function createProgramUpdates(deps: ProgramUpdatesDeps): ProgramUpdates {
  const { updater, clock, logger, onChange } = deps;
  let state: ProgramUpdate = updater === undefined ? { kind: 'off', reason: 'other-host' } : { kind: 'idle' };
  let closed = false;
  /** Undefined before it is known that there is anything to look for. */
  let cancelLook: (() => void) | undefined;
  let choice = deps.choice();

  function hear(event: UpdateEvent): ProgramUpdate {
    if (closed) return state;
    const before = state;
    const { state: next, order } = stepUpdate(before, event, { busy: deps.isBusy(), choice: deps.choice() });
    state = next;
    if (!isDeepStrictEqual(before, next)) onChange(next);
    if (order !== undefined && updater !== undefined) void carryOut(updater, order);
    return state;
  }

  async function carryOut(port: ProgramUpdater, order: UpdateOrder): Promise<void> {
    try {
      hear(await outcomes[order](port));
    } catch (error) {
      logger.warn('update-failed', { order, error });
      hear({ kind: 'failed', problem: error instanceof UpdateError ? error.problem : 'unknown' });
    }
  }

  const outcomes: Record<UpdateOrder, (port: ProgramUpdater) => Promise<UpdateEvent>> = {
    async check(port) {
      const release = await port.check();
      return release === undefined ? { kind: 'nothing-newer', at: clock.now() } : { kind: 'found', release };
    },
    async download(port) {
      await port.download((share) => hear({ kind: 'progress', share: wholePercents(share) }));
      return { kind: 'downloaded' };
    },
    async install(port) {
      await port.install();
      // The program goes on: whatever was to end it did not.
      return { kind: 'failed', problem: 'not-installed' };
    },
  };

  function lookIn(ms: number): void {
    cancelLook = clock.after(ms, () => {
      hear({ kind: 'due' });
      lookIn(deps.isBusy() && state.kind !== 'checking' ? lookAgainMs : lookEveryMs);
    });
  }

  return {
    state: () => state,
    check: () => hear({ kind: 'check' }),
    download: () => hear({ kind: 'download' }),
    restart: () => hear({ kind: 'restart' }),
    review() {
      const before = choice;
      choice = deps.choice();
      hear({ kind: 'review' });
      // Whoever has just let the program look does not mean tomorrow.
      if (before !== 'by-hand' || choice === before || cancelLook === undefined) return;
      cancelLook();
      lookIn(0);
    },
    async start() {
      const obstacle = await updater?.obstacle();
      if (closed || updater === undefined) return;
      if (obstacle === undefined) return lookIn(firstLookMs);
      state = { kind: 'off', reason: obstacle };
      onChange(state);
    },
    close() {
      closed = true;
      cancelLook?.();
    },
  };
}

/** Every listener is told of every step: a hundred of them are enough. */
function wholePercents(share: number): number {
  return Math.floor(share * 100) / 100;
}
