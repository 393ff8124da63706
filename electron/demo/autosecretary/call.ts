/** Something that happens to a call; the next begins when it is over. Seconds are whole. */
export type JourneyStep =
  | { kind: 'greeting'; seconds: number }
  | { kind: 'menu'; choice: number; seconds: number }
  /** The caller dials a short number. */
  | { kind: 'extension'; ext: string; seconds: number }
  | { kind: 'queue'; seconds: number }
  | RingStep
  | { kind: 'talk'; by: string; seconds: number; recorded?: boolean }
  | { kind: 'transfer'; to: string; seconds: number; succeeds: boolean }
  | { kind: 'message'; seconds: number }
  /** The service gives the call up. */
  | { kind: 'stop'; reason: StopReason };

/** Destinations that ring together stop together. */
export type RingStep = { kind: 'ring'; destinations: readonly string[]; seconds: number } & (
  | { end: 'answered'; by: string }
  | { end: 'no-answer' | 'busy' | 'busy-tone' | 'caller-left' }
);

export type StopReason =
  | 'no-destination-active'
  | 'no-destination-free'
  | 'no-channels'
  | 'queue-full'
  | 'limit-exceeded'
  | 'billing';

/** A call as the service knows it, from its beginning on. Times are epoch ms. */
export interface StandCall {
  /** `id` of its records. */
  id: number;
  /** The universal number, ten digits. */
  un: string;
  /** Digits with the country's code; empty when hidden. */
  caller: string;
  startedAt: number;
  endedAt: number;
  legs: readonly StandLeg[];
  /** Its records show from then on, whatever the traps say. */
  listedAt?: number;
}

/** A part of a call that may have a record of its own: it begins where another destination rings. */
export interface StandLeg {
  startedAt: number;
  endedAt: number;
  steps: readonly TimedStep[];
  /** `seqid` of its record, given when it begins or when it ends: see the traps. */
  seqids: { atStart: number; atEnd: number };
}

export interface TimedStep {
  step: JourneyStep;
  /** Epoch ms. */
  from: number;
  to: number;
}

export function secondsOf(step: JourneyStep): number {
  return 'seconds' in step ? step.seconds : 0;
}

/** The steps with their times, cut into legs: wherever other destinations ring, and where a call is transferred. */
export function cutIntoLegs(startedAt: number, journey: readonly JourneyStep[]): TimedStep[][] {
  const legs: TimedStep[][] = [[]];
  let hasRung = false;
  let at = startedAt;
  for (const step of journey) {
    const rings = step.kind === 'ring' || step.kind === 'transfer';
    if (rings && hasRung) legs.push([]);
    hasRung ||= rings;
    const to = at + secondsOf(step) * 1000;
    legs.at(-1)?.push({ step, from: at, to });
    at = to;
  }
  return legs;
}

/** Who talked to the caller first; undefined when nobody did. */
export function answeredBy(call: StandCall): string | undefined {
  for (const { step } of call.legs.flatMap((leg) => leg.steps)) if (step.kind === 'talk') return step.by;
  return undefined;
}
