import type { StandClock } from '../clock.ts';
import type { Random } from '../random.ts';
import { cause } from '../release-cause.ts';
import type { StandCall, StandLeg } from './call.ts';
import type { HookPoster } from './hook-poster.ts';
import type { Traps } from './traps.ts';

/** Where calls happen: keeps them all, and tells the hook what it is to be told. */
export interface Switchboard {
  /** In the order they began. */
  calls: readonly StandCall[];
  /** Puts a call of the past into the lists. */
  addCall(call: PastCall): StandCall;
  /** An incoming call begins to ring. */
  ring(call: RingOptions): RingingCall;
  /** An outgoing call begins to ring. `parts` replace what it would be by itself. */
  dial(call: { remote: string; line: string }, parts?: Partial<StandCall>): RingingCall;
}

export interface PastCall {
  direction: 'in' | 'out';
  /** Digits as the service writes them; empty when hidden. */
  remote: string;
  line?: string;
  /** Epoch ms. */
  startedAt: number;
  ringSeconds?: number;
  /** Left out, nobody answered. */
  talkSeconds?: number;
  cause?: number;
  sipId?: string;
  uuid?: string;
  cid?: string;
  /** Left out, as the account's recording settings say. */
  recorded?: boolean;
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
  /** Somebody takes it: the first phone, or the one named, also one that did not ring. */
  answer(sipId?: string): Promise<void>;
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
  traps(): Traps;
  mainSipId: string;
  mainNumber: string;
  /** Until when a call that ended now is kept as audio; undefined when it is not recorded. */
  recordedUntil(call: StandCall): number | undefined;
}

export function createSwitchboard(deps: SwitchboardDeps): Switchboard {
  const { clock, random, hooks, traps, mainSipId, mainNumber, recordedUntil } = deps;
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
    const ringing = new Set(call.legs);
    const invited = settle(call.legs.map((leg) => hooks.post(call, leg, 'INVITE')));

    function checkOpen(): void {
      if (call.endedAt !== undefined) throw new Error('the call has ended');
    }

    async function end(reason: number): Promise<void> {
      checkOpen();
      call.endedAt = clock.now();
      call.cause = reason;
      const until = recordedUntil(call);
      if (until !== undefined) call.recordedUntil = until;
      const legs = call.answeredLeg ? [call.answeredLeg] : [...ringing];
      await settle(legs.map((leg, index) => hooks.post(call, leg, 'BYE', index === legs.length - 1)));
    }

    return {
      call,
      invited,
      async answer(sipId) {
        checkOpen();
        if (call.answeredLeg) throw new Error('the call is answered');
        const leg = legOf(call, sipId);
        call.answeredAt = clock.now();
        call.answeredLeg = leg;
        ringing.delete(leg);
        const losers = traps().legsLeftRinging === 'bye' ? [...ringing] : [];
        await settle([hooks.post(call, leg, 'CONNECTED'), ...losers.map((loser) => hooks.post(call, loser, 'BYE'))]);
      },
      hangUp: () => end(cause.normal),
      miss: () => end(call.direction === 'in' ? cause.normal : cause.noAnswer),
      reject: () => end(cause.rejected),
      fail: (reason) => end(reason),
    };
  }

  function legOf(call: StandCall, sipId: string | undefined): StandLeg {
    const known = sipId === undefined ? call.legs[0] : call.legs.find((leg) => leg.sipId === sipId);
    if (known) return known;
    const added = { cid: nextCid(), sipId: sipId ?? mainSipId };
    call.legs.push(added);
    return added;
  }

  return {
    calls,
    addCall(past) {
      const answeredAt = past.startedAt + (past.ringSeconds ?? 0) * 1000;
      const leg = { cid: past.cid ?? nextCid(), sipId: past.sipId ?? mainSipId };
      const call: StandCall = {
        uuid: past.uuid ?? random.uuid(),
        direction: past.direction,
        remote: past.remote,
        line: past.line ?? mainNumber,
        legs: [leg],
        startedAt: past.startedAt,
        endedAt: answeredAt + (past.talkSeconds ?? 0) * 1000,
        cause: past.cause ?? (past.talkSeconds === undefined ? cause.noAnswer : cause.normal),
        ...(past.talkSeconds === undefined ? {} : { answeredAt, answeredLeg: leg }),
      };
      const until = past.recorded === false ? undefined : recordedUntil(call);
      if (until !== undefined) call.recordedUntil = until;
      calls.push(call);
      return call;
    },
    ring({ from, to, children }) {
      const phones = children ?? [mainSipId];
      const shared = nextCid();
      const legs = phones.map((sipId) => ({ cid: traps().cids === 'per-call' ? shared : nextCid(), sipId }));
      return begin({ direction: 'in', remote: from, line: to ?? mainNumber, legs });
    },
    dial: ({ remote, line }, parts) =>
      begin({ direction: 'out', remote, line, legs: [{ cid: nextCid(), sipId: mainSipId }], ...parts }),
  };
}

async function settle(posts: readonly Promise<void>[]): Promise<void> {
  await Promise.all(posts);
}
