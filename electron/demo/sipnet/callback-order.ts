import type { StandClock } from '../clock.ts';
import { cause, type StandCall } from './call.ts';
import type { RingingCall, Switchboard } from './switchboard.ts';
import type { Traps } from './traps.ts';

/** How ordered calls go by themselves; `manual` leaves every step to the test. */
export type CallbackScript = CallbackTimings | 'manual' | ((destinations: readonly string[]) => CallbackTimings);
export interface CallbackTimings {
  /** Until the own phone is taken; `never` rings until the limit. */
  sourceAnswersMs: number | 'never';
  destinationAnswersMs: number | 'never' | 'busy';
  talkMs: number;
  ringLimitMs: number;
}

export const usualCallback: CallbackTimings = {
  sourceAnswersMs: 3_000,
  destinationAnswersMs: 5_000,
  talkMs: 30_000,
  ringLimitMs: 40_000,
};

export type CallbackOrderState = 'ringing-source' | 'ringing-destination' | 'connected' | 'ended' | 'failed';

/** One gencall or genmulticall, from the order to the end. Steps resolve when their events were posted. */
export interface CallbackOrder {
  id: string;
  source: string;
  destinations: readonly string[];
  orderedAt: number;
  state(): CallbackOrderState;
  /** The leg to the phone that rings first. */
  sourceCall: StandCall;
  /** One per destination, once they ring. */
  calls(): readonly StandCall[];
  answerSource(): Promise<void>;
  /** Left out, the first destination. */
  answerDestination(destination?: string): Promise<void>;
  hangUp(): Promise<void>;
  /** Nobody takes it, or it is refused: a cause of Q.850. */
  fail(reason?: number): Promise<void>;
}

interface OrderDeps {
  switchboard: Switchboard;
  traps: Traps;
  clock: StandClock;
  uuid(): string;
  ownNumber: string;
}

export function createCallbackOrder(
  { switchboard, traps, clock, uuid, ownNumber }: OrderDeps,
  order: { id: string; source: string; destinations: readonly string[] },
): CallbackOrder {
  const pbxId = uuid();
  const line = traps.callbackCli === 'source' ? order.source : ownNumber;
  let state: CallbackOrderState = 'ringing-source';
  let legs: RingingCall[] = [];

  const sourceLeg = switchboard.dial(
    { remote: order.source, line: ownNumber },
    {
      uuid: pbxId,
      unlisted: traps.callbackRows !== 'both-legs',
      unposted: traps.callbackEvents !== 'both-legs',
    },
  );

  async function end(next: 'ended' | 'failed', reason: number): Promise<void> {
    state = next;
    const open = [...legs, sourceLeg].filter((leg) => leg.call.endedAt === undefined);
    await Promise.all(open.map((leg) => leg.fail(reason)));
  }

  return {
    ...order,
    orderedAt: clock.now(),
    state: () => state,
    sourceCall: sourceLeg.call,
    calls: () => legs.map((leg) => leg.call),
    async answerSource() {
      if (state !== 'ringing-source') throw new Error(`the order is ${state}`);
      await sourceLeg.answer();
      state = 'ringing-destination';
      legs = order.destinations.map((remote, index) =>
        switchboard.dial(
          { remote, line },
          // The PBX call is one; further destinations of a multicall are further calls of it.
          { uuid: index === 0 ? pbxId : uuid(), unposted: traps.callbackEvents === 'none' },
        ),
      );
      await Promise.all(legs.map((leg) => leg.invited));
    },
    async answerDestination(destination) {
      if (state !== 'ringing-destination' && state !== 'connected') throw new Error(`the order is ${state}`);
      const leg = destination === undefined ? legs[0] : legs.find((one) => one.call.remote === destination);
      if (!leg) throw new Error('no such destination');
      state = 'connected';
      await leg.answer();
    },
    hangUp: () => end(state === 'connected' ? 'ended' : 'failed', cause.normal),
    fail: (reason = cause.noAnswer) => end('failed', reason),
  };
}

/** Lets an order go its way by the clock; the answer stops it. */
export function driveOrder(order: CallbackOrder, timings: CallbackTimings, clock: StandClock): () => void {
  let stopped = false;
  let cancel: () => void = () => undefined;

  function later(ms: number, step: () => Promise<void>): void {
    if (stopped) return;
    cancel = clock.after(ms, () => {
      // A step fails only when a test has taken the order over by hand.
      step().catch(() => undefined);
    });
  }

  function ringDestination(): void {
    const answers = timings.destinationAnswersMs;
    if (answers === 'busy') later(0, () => order.fail(cause.busy));
    else if (answers === 'never') later(timings.ringLimitMs, () => order.fail());
    else {
      later(answers, async () => {
        await order.answerDestination();
        later(timings.talkMs, () => order.hangUp());
      });
    }
  }

  if (timings.sourceAnswersMs === 'never') later(timings.ringLimitMs, () => order.fail());
  else {
    later(timings.sourceAnswersMs, async () => {
      await order.answerSource();
      ringDestination();
    });
  }
  return () => {
    stopped = true;
    cancel();
  };
}
