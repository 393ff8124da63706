import type { Waveform } from '../../../shared/contract/recording.ts';

/** A jump to a moment lands a little beside it: from so near to the end, s, nothing is left to be skipped. */
const slack = 0.1;

/** Where to go on from `at` when nobody speaks there; undefined where somebody does. All in seconds. */
export function endOfSilence(silences: Waveform['silences'], at: number): number | undefined {
  return silences.find(([from, to]) => at >= from && at < to - slack)?.[1];
}

/** How much of the recording is silence, s. */
export function silenceLength(silences: Waveform['silences']): number {
  return silences.reduce((sum, [from, to]) => sum + (to - from), 0);
}
