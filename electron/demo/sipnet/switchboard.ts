import type { StandClock } from '../clock.ts';
import type { Random } from '../random.ts';
import { cause } from '../release-cause.ts';
import type { StandCall, StandLeg } from './call.ts';
import type { HookPoster } from './hook-poster.ts';
import { type PastCall, pastCall } from './past-call.ts';

/** Where calls happen: keeps them all, and tells the hook what it is to be told. */
export interface Switchboard {
  /** In the order they began. */
  calls: readonly StandCall[];
  /** Puts a call of the past into the lists. */
  addCall(call: PastCall): StandCall;
  /** An incoming call begins to ring. */
  ring(call: RingOptions): RingingCall;
  /** An outgoing call of a phone begins to ring. `parts` replace what it would be by itself. */
  dial(call: { remote: string; line: string; sipId: string }, parts?: Partial<StandCall>): RingingCall;
}

export interface RingOptions {
  /** Empty when hidden. */
  from: string;
  /** The line; left out, the first. */
  to?: string;
  /** SIP ids of the phones that ring together; left out, the main account's. */
  children?: readonly string[];
}

/** The rest of a call's life. Each step resolves when its events were posted, and throws after the end. */
export interface RingingCall {
  call: StandCall;
  /** Resolves when the INVITEs were posted. */
  invited: Promise<void>;
  /** A further phone rings: the next of a hunt, or the one that the call is to be handed to. */
  ringAlso(sipId: string): Promise<void>;
  /** One phone stops ringing while the call goes on. */
  stopRinging(sipId: string, reason?: number): Promise<void>;
  /** Somebody takes it: the first phone, or the one named, also one that did not ring. */
  answer(sipId?: string): Promise<void>;
  /** A talk is handed on to another phone, whether or not that rang. */
  handOver(sipId: string): Promise<void>;
  hangUp(): Promise<void>;
  /** The caller gives up. */
  miss(): Promise<void>;
  reject(): Promise<void>;
  /** Ends unanswered for a reason of Q.850. */
  fail(reason: number): Promise<void>;
}

interface SwitchboardDeps {
  clock: StandClock;
  random: Random;
  hooks: HookPoster;
  mainSipId: string;
  mainNumber: string;
  /** Until when a call that ended now is kept as audio; undefined when it is not recorded. */
  recordedUntil(call: StandCall): number | undefined;
}

export function createSwitchboard(deps: SwitchboardDeps): Switchboard {
  const { clock, random, hooks, mainSipId, mainNumber, recordedUntil } = deps;
  const calls: StandCall[] = [];
  let cidCount = random.integer(0, 9999);

  /** Unique across restarts as well: a client keeps what it once heard under these ids. */
  function nextCid(): string {
    cidCount = (cidCount + 1) % 10_000;
    return `7${Math.floor(clock.now() / 1000)}${String(cidCount).padStart(4, '0')}`;
  }

  function begin(parts: Pick<StandCall, 'direction' | 'remote' | 'line' | 'legs'> & Partial<StandCall>): RingingCall {
    const call: StandCall = { uuid: random.uuid(), startedAt: clock.now(), cause: cause.normal, ...parts };
    calls.push(call);

    function checkOpen(): void {
      if (call.endedAt !== undefined) throw new Error('the call has ended');
    }

    async function end(reason: number): Promise<void> {
      checkOpen();
      call.endedAt = clock.now();
      call.cause = reason;
      letGo(call.legs, reason);
      const until = recordedUntil(call);
      if (until !== undefined) call.recordedUntil = until;
      await hooks.tell(call);
    }

    /** Of these, the phones that still ring or talk. */
    function letGo(legs: readonly StandLeg[], reason: number): void {
      for (const leg of legs) {
        if (leg.endedAt !== undefined) continue;
        leg.endedAt = clock.now();
        leg.cause = reason;
      }
    }

    return {
      call,
      invited: hooks.tell(call),
      async ringAlso(sipId) {
        checkOpen();
        call.legs.push({ cid: nextCid(), sipId, rangAt: clock.now() });
        await hooks.tell(call);
      },
      async stopRinging(sipId, reason = cause.noAnswer) {
        checkOpen();
        letGo([openLeg(call, sipId)], reason);
        await hooks.tell(call);
      },
      async answer(sipId) {
        checkOpen();
        if (call.answeredLeg) throw new Error('the call is answered');
        const leg = openLeg(call, sipId);
        leg.answeredAt = clock.now();
        call.answeredAt = leg.answeredAt;
        call.answeredLeg = leg;
        letGo(
          call.legs.filter((other) => other !== leg),
          cause.elsewhere,
        );
        await hooks.tell(call);
      },
      async handOver(sipId) {
        checkOpen();
        if (!call.answeredLeg) throw new Error('nobody has answered the call');
        const leg = openLeg(call, sipId);
        leg.answeredAt = clock.now();
        letGo(
          call.legs.filter((other) => other !== leg),
          cause.normal,
        );
        await hooks.tell(call);
      },
      hangUp: () => end(cause.normal),
      miss: () => end(call.direction === 'in' ? cause.normal : cause.noAnswer),
      reject: () => end(cause.rejected),
      fail: (reason) => end(reason),
    };
  }

  /** The leg of a phone that rings; one is added where it does not. Left out, the first. */
  function openLeg(call: StandCall, sipId: string | undefined): StandLeg {
    const open = call.legs.filter((leg) => leg.endedAt === undefined);
    const known = sipId === undefined ? open[0] : open.find((leg) => leg.sipId === sipId);
    if (known) return known;
    const added = { cid: nextCid(), sipId: sipId ?? mainSipId };
    call.legs.push(added);
    return added;
  }

  return {
    calls,
    addCall(past) {
      const call = pastCall(past, { uuid: random.uuid, nextCid, mainSipId, mainNumber });
      const until = past.recorded === false ? undefined : recordedUntil(call);
      if (until !== undefined) call.recordedUntil = until;
      calls.push(call);
      return call;
    },
    ring({ from, to, children }) {
      const phones = children ?? [mainSipId];
      const legs = phones.map((sipId) => ({ cid: nextCid(), sipId, rangAt: clock.now() }));
      return begin({ direction: 'in', remote: from, line: to ?? mainNumber, legs });
    },
    dial({ remote, line, sipId }, parts) {
      const leg = { cid: nextCid(), sipId, rangAt: clock.now() };
      return begin({ direction: 'out', remote, line, legs: [leg], ...parts });
    },
  };
}
