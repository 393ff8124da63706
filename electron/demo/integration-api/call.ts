import type { AudioSource } from './audio-source.ts';

/** A call as the platform knows it. Times are epoch ms. */
export interface StandCall {
  direction: 'in' | 'out';
  /** The own number, ten digits. */
  line: string;
  /** Digits with the country's code; empty when hidden. */
  remote: string;
  startedAt: number;
  answeredAt?: number;
  endedAt?: number;
  recording?: StandRecording;
  /** The caller left a message; whether somebody has heard it. */
  voicemail?: 'unread' | 'read';
  /** A leg of an ordered call that lists keep to themselves. */
  unlisted?: boolean;
}

export interface StandRecording {
  /** `callRecordId` of lists, `recordFileId` of requests. */
  id: string;
  /** Made when somebody asks for it. */
  audio(): Promise<AudioSource>;
}

/** Whole seconds of conversation so far, or in all. */
export function talkSeconds(call: StandCall, now: number): number {
  if (call.answeredAt === undefined) return 0;
  return Math.max(0, Math.round(((call.endedAt ?? now) - call.answeredAt) / 1000));
}
