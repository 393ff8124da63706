import { screens } from '../../e2e/fixtures/screens.ts';
import type { PageSample } from './sampled-page.ts';
import type { ProcessSample } from './sampled-process.ts';

/** What program and page held at one moment of a soak. */
export interface SoakSample extends ProcessSample, PageSample {
  minute: number;
  /** How late a process beside it was that does nothing. */
  idleLateP99Ms: number;
}

export interface SoakMeasure {
  measure: string;
  /** Once warm, and in the end: the middle of a fifth of all samples each, in whole rounds of all screens. */
  warm: number;
  end: number;
  /** Undefined where it is only told, and nothing is asked of it. */
  allowed: string | undefined;
  isHeld: boolean;
}

/** Until then caches fill. */
const warmUpShare = 0.2;
const growth = 1.05;
/** A request that is under way while it is counted is no leak. */
const fewMore = 6;
/** A page that draws sixty times a second. */
const frameMs = 1000 / 60;

/** Each sample is of the next screen, and screens differ: only whole rounds can be compared. */
const round = screens.length;
/** Samples of too short a time say nothing: at least a round in the beginning and another one in the end. */
const fewestSamples = 2 * round;

export function judgeSoak(samples: readonly SoakSample[]): SoakMeasure[] {
  const warm = samples.filter(({ minute }) => minute >= (samples.at(-1)?.minute ?? 0) * warmUpShare);
  if (warm.length < fewestSamples) throw new Error(`${warm.length} samples after the warm-up say nothing`);
  const fifth = Math.max(1, Math.floor(samples.length / 5 / round)) * round;
  const ends = (of: (sample: SoakSample) => number) =>
    [warm.slice(0, fifth), warm.slice(-fifth)].map((some) => middle(some.map(of))) as [number, number];
  const mebi = (bytes: number) => Number((bytes / 2 ** 20).toFixed(2));

  function flat(measure: string, of: (sample: SoakSample) => number, shown = (value: number) => value): SoakMeasure {
    const [before, after] = ends(of);
    return { measure, warm: shown(before), end: shown(after), allowed: '+5 %', isHeld: after <= before * growth };
  }
  function steady(measure: string, of: (sample: SoakSample) => number): SoakMeasure {
    const [before, after] = ends(of);
    return { measure, warm: before, end: after, allowed: `+${fewMore}`, isHeld: after <= before + fewMore };
  }
  function prompt(): SoakMeasure {
    const own = ends(({ lateP99Ms }) => lateP99Ms);
    const idle = middle(warm.map(({ idleLateP99Ms }) => idleLateP99Ms));
    const [before, after] = own.map((ms) => Number(ms.toFixed(1))) as [number, number];
    const allowed = frameMs + idle;
    return {
      measure: 'event loop late, p99, ms',
      warm: before,
      end: after,
      allowed: `${allowed.toFixed(1)} (a frame, and ${idle.toFixed(1)} of an idle process)`,
      isHeld: middle(warm.map(({ lateP99Ms }) => lateP99Ms)) <= allowed,
    };
  }

  return [
    flat('program: held after collecting, MiB', ({ heldBytes }) => heldBytes, mebi),
    flat('program: resident, MiB', ({ rssBytes }) => rssBytes, mebi),
    flat('page: objects after collecting, MiB', ({ pageObjectBytes }) => pageObjectBytes, mebi),
    {
      ...flat('page: all after collecting, with compiled code, MiB', ({ pageBytes }) => pageBytes, mebi),
      allowed: undefined,
      isHeld: true,
    },
    flat('page: nodes', ({ pageNodes }) => pageNodes),
    flat('page: listeners', ({ pageListeners }) => pageListeners),
    steady('program: timers', ({ timers }) => timers),
    steady('program: descriptors', ({ descriptors = 0 }) => descriptors),
    prompt(),
  ];
}

function middle(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
