import type { SelfCheckWords } from '../../../shared/words/self-check.ts';
import type { Finding } from '../../core/self-check/check.ts';
import { judgeRange, type ProbeRecording, rangeHeader } from '../../core/self-check/probe-recording.ts';
import { ask, enter } from './ask.ts';
import type { House } from './house.ts';

export async function checkRecording(house: House, recording: ProbeRecording, words: SelfCheckWords): Promise<Finding> {
  const visitor = await enter(house.mintLaunchUrl());
  const { status, headers, body } = await ask(house.origin, recording.path, { ...visitor, range: rangeHeader });
  return judgeRange({ status, contentRange: headers['content-range'] ?? '', bytes: body }, recording, words);
}
