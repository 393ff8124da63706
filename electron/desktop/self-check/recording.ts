import * as z from 'zod';
import type { SelfCheckWords } from '../../../shared/words/self-check.ts';
import { detailOf, type Finding, failed, ok } from '../../core/self-check/check.ts';
import { judgeRange, type ProbeRecording, rangeHeader } from '../../core/self-check/probe-recording.ts';
import { fetchPart, seekMiddle } from './inside-page.ts';
import type { ProbeWindow } from './probe-window.ts';

const part = z.object({ status: z.number(), contentRange: z.string(), bytes: z.array(z.number()) });

/** The page gets a part of a recording. */
export async function checkRecording(
  window: ProbeWindow,
  recording: ProbeRecording,
  words: SelfCheckWords,
): Promise<Finding> {
  const { bytes, ...answer } = await window.run(fetchPart, { path: recording.path, range: rangeHeader }, part);
  return judgeRange({ ...answer, bytes: Uint8Array.from(bytes) }, recording, words);
}

const sought = z.object({ duration: z.number(), position: z.number(), seekableTo: z.number() });

/** Players count in frames, and files are told in whole samples. Seconds. */
const tolerance = 0.5;

/** A player goes to the middle of a recording, which Chromium lets it only where ranges are answered. */
export async function checkSeeking(
  window: ProbeWindow,
  recording: ProbeRecording,
  words: SelfCheckWords,
): Promise<Finding> {
  try {
    const found = await window.run(seekMiddle, recording.path, sought);
    const { duration, position, seekableTo } = found;
    const isThere =
      Math.abs(duration - recording.seconds) < tolerance &&
      Math.abs(position - recording.seconds / 2) < tolerance &&
      seekableTo === duration;
    return isThere ? ok() : failed(words.noSeeking(JSON.stringify(found)));
  } catch (error) {
    return failed(words.noSeeking(detailOf(error)));
  }
}
