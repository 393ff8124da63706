import { compact } from '../../../shared/domain/compact.ts';
import { cause } from '../release-cause.ts';
import type { StandCall, StandLeg } from './call.ts';

/** A call that is over, as a test or the demo describes it. */
export interface PastCall {
  direction: 'in' | 'out';
  /** Digits as the service writes them; empty when hidden. */
  remote: string;
  line?: string;
  /** Epoch ms. */
  startedAt: number;
  /** Of the one phone, where `legs` names none. */
  ringSeconds?: number;
  /** Left out, nobody answered. */
  talkSeconds?: number;
  cause?: number;
  sipId?: string;
  uuid?: string;
  cid?: string;
  /** Every phone of the call; times and answers of the call are then theirs. */
  legs?: readonly PastLeg[];
  /** Left out, as the account's recording settings say. */
  recorded?: boolean;
}

export interface PastLeg {
  sipId: string;
  cid?: string;
  /** Seconds after the call began. */
  after?: number;
  /** Left out, it took the call without having rung. */
  ringSeconds?: number;
  /** Left out, it did not take the call. */
  talkSeconds?: number;
  /** Of Q.850. */
  cause?: number;
}

interface Origin {
  uuid(): string;
  nextCid(): string;
  mainSipId: string;
  mainNumber: string;
}

export function pastCall(past: PastCall, { uuid, nextCid, mainSipId, mainNumber }: Origin): StandCall {
  const { direction, remote, startedAt } = past;
  const ended = past.cause ?? (past.talkSeconds === undefined ? cause.noAnswer : cause.normal);
  const { ringSeconds = 0, talkSeconds, sipId = mainSipId, cid } = past;
  const only: PastLeg = {
    sipId,
    ringSeconds,
    cause: ended,
    ...compact({ talkSeconds, cid }),
  };
  const legs = (past.legs ?? [only]).map((leg) => pastLeg(leg, startedAt, leg.cid ?? nextCid()));
  const talked = legs
    .filter((leg) => leg.answeredAt !== undefined)
    .toSorted((one, other) => (one.answeredAt ?? 0) - (other.answeredAt ?? 0));
  const [first] = talked;
  return {
    uuid: past.uuid ?? uuid(),
    direction,
    remote,
    line: past.line ?? mainNumber,
    legs,
    startedAt,
    endedAt: Math.max(...legs.map((leg) => leg.endedAt ?? startedAt)),
    cause: past.cause ?? (talked.at(-1) ?? legs.at(-1))?.cause ?? cause.normal,
    ...(first?.answeredAt === undefined ? {} : { answeredAt: first.answeredAt, answeredLeg: first }),
  };
}

function pastLeg(leg: PastLeg, callStartedAt: number, cid: string): StandLeg {
  const began = callStartedAt + (leg.after ?? 0) * 1000;
  const answeredAt = began + (leg.ringSeconds ?? 0) * 1000;
  const took = leg.talkSeconds !== undefined;
  return {
    cid,
    sipId: leg.sipId,
    ...(leg.ringSeconds === undefined ? {} : { rangAt: began }),
    ...(took ? { answeredAt } : {}),
    endedAt: answeredAt + (leg.talkSeconds ?? 0) * 1000,
    cause: leg.cause ?? (took ? cause.normal : cause.noAnswer),
  };
}
