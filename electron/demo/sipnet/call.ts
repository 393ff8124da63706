/** One phone of the account taking part in a call. */
export interface StandLeg {
  cid: string;
  /** The main account or the child this phone belongs to. */
  sipId: string;
}

/** A call as the stand's switchboard knows it. Times are epoch ms. */
export interface StandCall {
  uuid: string;
  direction: 'in' | 'out';
  /** The other side; empty when hidden. */
  remote: string;
  /** The own number that was called or shown. */
  line: string;
  /** The first is the one that lists name while nobody has answered. */
  legs: StandLeg[];
  startedAt: number;
  answeredAt?: number;
  /** Which leg talked. */
  answeredLeg?: StandLeg;
  endedAt?: number;
  /** Q.850 cause of the end. */
  cause: number;
  /** Whether there is audio, and until when it is kept. */
  recordedUntil?: number;
  /** A leg of an ordered call that this service keeps to itself: see the traps of callbacks. */
  unlisted?: boolean;
  unposted?: boolean;
}

/** Whole seconds from the first ring on, so far or in all. */
export function lastedSeconds(call: StandCall, now: number): number {
  return Math.max(0, Math.round(((call.endedAt ?? now) - call.startedAt) / 1000));
}

/** Whole seconds of conversation so far, or in all. */
export function talkSeconds(call: StandCall, now: number): number {
  if (call.answeredAt === undefined) return 0;
  return Math.max(0, Math.round(((call.endedAt ?? now) - call.answeredAt) / 1000));
}

/** The leg under which lists show the call. */
export function listedLeg(call: StandCall): StandLeg {
  const leg = call.answeredLeg ?? call.legs[0];
  if (leg === undefined) throw new Error('a call has at least one leg');
  return leg;
}

export const causeTexts: Readonly<Record<number, string>> = {
  16: 'Normal call clearing',
  17: 'User busy',
  19: 'No answer from user',
  21: 'Call rejected',
  41: 'Temporary failure',
};
