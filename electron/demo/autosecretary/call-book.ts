import { compact } from '../../../shared/domain/compact.ts';
import { cutIntoLegs, type JourneyStep, type StandCall, type StandLeg } from './call.ts';

export interface PlacedCall {
  /** The universal number, ten digits. */
  un: string;
  /** Digits with the country's code; empty when hidden. */
  caller: string;
  /** Epoch ms; a call that has not ended by now goes on by the clock. */
  startedAt: number;
  journey: readonly JourneyStep[];
  /** Epoch ms: its records show from then on. Left out, as the traps say. */
  listedAt?: number;
}

/** Every call of the service, by number and in the order in which they were placed. */
export interface CallBook {
  calls: readonly StandCall[];
  of(un: string): readonly StandCall[];
  place(call: PlacedCall, now: number): StandCall;
}

/** Of the sample, as of its day: where the two counts of ids begin. */
const sample = { id: 34_460_583, seqid: 315_001_021, at: Date.UTC(2012, 9, 2) };

export function createCallBook(): CallBook {
  const calls: StandCall[] = [];
  const byNumber = new Map<string, StandCall[]>();
  const nextId = createIdSource(sample.id);
  const nextSeqid = createIdSource(sample.seqid);

  return {
    calls,
    of: (un) => byNumber.get(un) ?? [],
    place({ un, caller, startedAt, journey, listedAt }, now) {
      const cut = cutIntoLegs(startedAt, journey);
      const endedAt = cut.at(-1)?.at(-1)?.to ?? startedAt;
      const isLive = endedAt > now;
      const legs = cut.map((steps): StandLeg => {
        const from = steps[0]?.from ?? startedAt;
        const to = steps.at(-1)?.to ?? startedAt;
        const seqids = { atStart: nextSeqid(from, isLive), atEnd: nextSeqid(to, isLive) };
        return { startedAt: from, endedAt: to, steps, seqids };
      });
      const id = nextId(startedAt, isLive);
      const call = { id, un, caller, startedAt, endedAt, legs, ...compact({ listedAt }) };
      calls.push(call);
      const ofNumber = byNumber.get(un);
      if (ofNumber === undefined) byNumber.set(un, [call]);
      else ofNumber.push(call);
      return call;
    },
  };
}

/**
 * Ids follow time, two a second: one and the same past has the same ids at every start, and calls that go on while the
 * stand runs have odd ones, which no past will have.
 */
function createIdSource(first: number): (instant: number, isLive: boolean) => number {
  const given = new Set<number>();
  const evenFirst = first - (first % 2);
  return (instant, isLive) => {
    let id = evenFirst + 2 * Math.max(0, Math.floor((instant - sample.at) / 1000)) + (isLive ? 1 : 0);
    while (given.has(id)) id += 2;
    given.add(id);
    return id;
  };
}
