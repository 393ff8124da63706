import type { ProgramUpdate, Release, UpdateChoice, UpdateProblem } from '../contract/program-update.ts';

/** What of the moment decides what may begin. */
export interface UpdateMoment {
  /** See `isLineBusy`: no download starts then, and nothing is installed. */
  busy: boolean;
  choice: UpdateChoice;
}

export type UpdateEvent =
  /** Wishes of the user. */
  | { kind: 'check' }
  | { kind: 'download' }
  | { kind: 'restart' }
  /** It is time to look again. */
  | { kind: 'due' }
  /** The moment may have changed. */
  | { kind: 'review' }
  /** How orders went. `at`: epoch ms. */
  | { kind: 'found'; release: Release }
  | { kind: 'nothing-newer'; at: number }
  | { kind: 'progress'; share: number }
  | { kind: 'downloaded' }
  | { kind: 'failed'; problem: UpdateProblem };

/** What is to be done because of an event; its outcome comes back as another event. */
export type UpdateOrder = 'check' | 'download' | 'install';

export interface UpdateStep {
  state: ProgramUpdate;
  order?: UpdateOrder;
}

/**
 * The life of an update. An event that does not fit the state changes nothing: answers come late, and wishes twice. At
 * most one order is under way at any time.
 */
export function stepUpdate(before: ProgramUpdate, event: UpdateEvent, moment: UpdateMoment): UpdateStep {
  const step = move(before, event, moment);
  // What the user lets the program download by itself waits for the end of a call and begins then.
  const waits = step.state.kind === 'available' && moment.choice === 'download' && !moment.busy;
  return waits ? move(step.state, { kind: 'download' }, moment) : step;
}

function move(state: ProgramUpdate, event: UpdateEvent, { busy, choice }: UpdateMoment): UpdateStep {
  switch (event.kind) {
    case 'check':
      return mayCheck(state) ? { state: { kind: 'checking' }, order: 'check' } : { state };
    case 'due':
      return choice === 'by-hand' || busy ? { state } : move(state, { kind: 'check' }, { busy, choice });
    case 'download': {
      const release = downloadable(state);
      if (release === undefined || busy) return { state };
      return { state: { kind: 'downloading', release, share: 0 }, order: 'download' };
    }
    case 'restart': {
      const release = installable(state);
      return release === undefined || busy ? { state } : { state: { kind: 'restarting', release }, order: 'install' };
    }
    case 'review':
      return { state };
    case 'found':
      return { state: state.kind === 'checking' ? { kind: 'available', release: event.release } : state };
    case 'nothing-newer':
      return { state: state.kind === 'checking' ? { kind: 'idle', checkedAt: event.at } : state };
    case 'progress':
      // Parts of a file come in any order; what is shown goes forward only.
      return state.kind === 'downloading' && event.share > state.share
        ? { state: { ...state, share: Math.min(1, event.share) } }
        : { state };
    case 'downloaded':
      return { state: state.kind === 'downloading' ? { kind: 'ready', release: state.release } : state };
    case 'failed':
      return { state: fail(state, event.problem) };
  }
}

/** Once a version is on the disk it is that one which waits: the next one is found after the restart. */
function mayCheck(state: ProgramUpdate): boolean {
  return state.kind === 'idle' || state.kind === 'available' || (state.kind === 'failed' && state.during !== 'restart');
}

function downloadable(state: ProgramUpdate): Release | undefined {
  if (state.kind === 'available') return state.release;
  return state.kind === 'failed' && state.during === 'download' ? state.release : undefined;
}

function installable(state: ProgramUpdate): Release | undefined {
  if (state.kind === 'ready') return state.release;
  return state.kind === 'failed' && state.during === 'restart' ? state.release : undefined;
}

function fail(state: ProgramUpdate, problem: UpdateProblem): ProgramUpdate {
  switch (state.kind) {
    case 'checking':
      return { kind: 'failed', during: 'check', problem };
    case 'downloading':
      return { kind: 'failed', during: 'download', problem, release: state.release };
    case 'restarting':
      return { kind: 'failed', during: 'restart', problem, release: state.release };
    default:
      return state;
  }
}
