import type { StandCall, StandLeg } from './call.ts';
import { CallAudio } from './call-audio.ts';

/** Addresses that carry access by themselves: one unguessable key a recording. */
export interface RecordingLinks {
  keyFor(call: StandCall, talk?: StandLeg): string;
  audioOf(key: string): CallAudio | undefined;
}

export function createRecordingLinks(makeKey: () => string): RecordingLinks {
  const keys = new Map<StandCall | StandLeg, string>();
  const audio = new Map<string, CallAudio>();
  return {
    keyFor(call, talk) {
      const key = keys.get(talk ?? call) ?? makeKey();
      keys.set(talk ?? call, key);
      audio.set(key, new CallAudio(call, talk));
      return key;
    },
    audioOf: (key) => audio.get(key),
  };
}
