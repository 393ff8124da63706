/** One phone's part in a call: when it rang, when it took the call, when and why it let go. Times are epoch ms. */
export interface StandLeg {
  cid: string;
  /** The main account or the child this phone belongs to. */
  sipId: string;
  /** Left out where a phone took the call without having rung. */
  rangAt?: number;
  answeredAt?: number;
  /** When it stopped to ring or to talk. */
  endedAt?: number;
  /** Why, as a cause of Q.850. */
  cause?: number;
}

/** A call as the stand's switchboard knows it. Times are epoch ms. */
export interface StandCall {
  uuid: string;
  direction: 'in' | 'out';
  /** The other side; empty when hidden. */
  remote: string;
  /** The own number that was called or shown. */
  line: string;
  /** In the order in which they began. The first is the one that lists name while nobody has answered. */
  legs: StandLeg[];
  startedAt: number;
  answeredAt?: number;
  /** Who took the call; whoever it is handed on to answered later. */
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

/** Whole seconds of conversation so far, or in all; a call that is handed on is one conversation. */
export function talkSeconds(call: Pick<StandCall, 'answeredAt' | 'endedAt'>, now: number): number {
  return call.answeredAt === undefined ? 0 : secondsUntil(call.answeredAt, call.endedAt, now);
}

/** Whole seconds so far, or until an end that has come. */
export function secondsUntil(from: number, end: number | undefined, now: number): number {
  return Math.max(0, Math.round((Math.min(end ?? now, now) - from) / 1000));
}

/** The leg under which lists show the call. */
export function listedLeg(call: StandCall): StandLeg {
  const leg = call.answeredLeg ?? call.legs[0];
  if (leg === undefined) throw new Error('a call has at least one leg');
  return leg;
}

/** When a leg came into the call. */
export function legBegan(leg: StandLeg, call: StandCall): number {
  return leg.rangAt ?? leg.answeredAt ?? call.startedAt;
}

export const causeTexts: Readonly<Record<number, string>> = {
  16: 'Normal call clearing',
  17: 'User busy',
  19: 'No answer from user',
  21: 'Call rejected',
  26: 'Non-selected user clearing',
  41: 'Temporary failure',
};
