import { cause } from '../release-cause.ts';
import { type StandCall, type StandLeg, talkSeconds } from './call.ts';

/**
 * What really happened, for tests that compare what is shown with it. Times are epoch ms; what has not happened yet is
 * undefined.
 */
export interface CallTruth {
  uuid: string;
  direction: 'in' | 'out';
  /** Digits; empty when hidden. */
  remote: string;
  line: string;
  began: number;
  answered: number | undefined;
  ended: number | undefined;
  outcome: CallOutcome;
  /** Of Q.850; undefined while it rings or talks. */
  cause: number | undefined;
  /** SIP ids of those who talked, in their order: more than one where the call was handed on. */
  answeredBy: readonly string[];
  /** Of the other side: from the first answer to the end. */
  talkSeconds: number;
  /** Whether there is audio of it now. */
  recorded: boolean;
  legs: readonly LegTruth[];
}

export type CallOutcome = 'ringing' | 'talking' | 'talked' | 'missed' | 'rejected' | 'busy' | 'no-answer' | 'failed';

export interface LegTruth {
  cid: string;
  sipId: string;
  rang: number | undefined;
  answered: number | undefined;
  ended: number | undefined;
  talkSeconds: number;
  /** Undefined while it rings or talks. */
  why: LegEnd | undefined;
  /** The same as Q.850 has it. */
  cause: number | undefined;
}

export type LegEnd =
  | 'hung-up'
  | 'handed-on'
  | 'answered-elsewhere'
  | 'no-answer'
  | 'caller-gave-up'
  | 'busy'
  | 'rejected'
  | 'failed';

/** The truth of a call as it stands at `now`. */
export function truthOf(call: StandCall, now: number): CallTruth {
  const { uuid, direction, remote, line, startedAt, recordedUntil } = call;
  const [answered, ended] = [until(call.answeredAt, now), until(call.endedAt, now)];
  const talks = call.legs.filter((leg) => until(leg.answeredAt, now) !== undefined);
  return {
    uuid,
    direction,
    remote,
    line,
    began: startedAt,
    answered,
    ended,
    outcome: outcomeOf(call, answered, ended),
    cause: ended === undefined ? undefined : call.cause,
    answeredBy: talks
      .toSorted((one, other) => (one.answeredAt ?? 0) - (other.answeredAt ?? 0))
      .map(({ sipId }) => sipId),
    talkSeconds: answered === undefined ? 0 : talkSeconds(call, now),
    recorded: ended !== undefined && recordedUntil !== undefined && recordedUntil > now,
    legs: call.legs.map((leg) => legTruth(leg, call, now)),
  };
}

function outcomeOf(call: StandCall, answered: number | undefined, ended: number | undefined): CallOutcome {
  if (ended === undefined) return answered === undefined ? 'ringing' : 'talking';
  if (answered !== undefined) return 'talked';
  const incoming = call.direction === 'in';
  switch (call.cause) {
    case cause.busy:
      return 'busy';
    case cause.rejected:
      return 'rejected';
    case cause.normal:
    case cause.noAnswer:
      return incoming ? 'missed' : 'no-answer';
    default:
      return incoming ? 'missed' : 'failed';
  }
}

function legTruth(leg: StandLeg, call: StandCall, now: number): LegTruth {
  const [rang, answered, ended] = [leg.rangAt, leg.answeredAt, leg.endedAt].map((at) => until(at, now));
  const seconds = answered === undefined ? 0 : talkSeconds(leg, now);
  const end = ended === undefined ? {} : { why: endOf(leg, call), cause: leg.cause };
  const { cid, sipId } = leg;
  return { cid, sipId, rang, answered, ended, talkSeconds: seconds, why: undefined, cause: undefined, ...end };
}

function endOf({ answeredAt, endedAt, cause: reason }: StandLeg, call: StandCall): LegEnd {
  if (answeredAt !== undefined) return endedAt === call.endedAt ? 'hung-up' : 'handed-on';
  switch (reason) {
    case cause.elsewhere:
      return 'answered-elsewhere';
    case cause.normal:
      return 'caller-gave-up';
    case cause.noAnswer:
      return 'no-answer';
    case cause.busy:
      return 'busy';
    case cause.rejected:
      return 'rejected';
    default:
      return 'failed';
  }
}

function until(at: number | undefined, now: number): number | undefined {
  return at !== undefined && at <= now ? at : undefined;
}
