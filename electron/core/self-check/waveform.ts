import type { SelfCheckWords } from '../../../shared/words/self-check.ts';
import type { WaveformMaker } from '../recordings/waveform/waveform-maker.ts';
import { detailOf, type Finding, failed, ok } from './check.ts';
import type { ProbeRecording } from './probe-recording.ts';

/** A thread whose program is a file of its own comes up, in a package out of its archive, and draws a recording. */
export async function checkWaveform(
  maker: WaveformMaker,
  { file, seconds }: ProbeRecording,
  signal: AbortSignal,
  words: SelfCheckWords,
): Promise<Finding> {
  try {
    const { durationSeconds } = await maker.make(file, signal);
    // It adds up the parts of a file as they come.
    return Math.round(durationSeconds) === seconds ? ok() : failed(words.noWaveform(`${durationSeconds} s`));
  } catch (error) {
    return failed(words.noWaveform(detailOf(error)));
  } finally {
    await maker.close();
  }
}
