import type { StandCall } from './call.ts';

/** Addresses that carry access by themselves: one unguessable key a call. */
export interface RecordingLinks {
  keyFor(call: StandCall): string;
  callOf(key: string): StandCall | undefined;
}

export function createRecordingLinks(makeKey: () => string): RecordingLinks {
  const keys = new Map<StandCall, string>();
  const calls = new Map<string, StandCall>();
  return {
    keyFor(call) {
      const key = keys.get(call) ?? makeKey();
      keys.set(call, key);
      calls.set(key, call);
      return key;
    },
    callOf: (key) => calls.get(key),
  };
}
