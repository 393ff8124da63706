import type { StandClock } from '../clock.ts';
import { cause } from '../release-cause.ts';
import type { StandCall } from './call.ts';
import type { RingingCall, Switchboard } from './switchboard.ts';
import type { Traps } from './traps.ts';

export type CallbackOrderState = 'ringing-source' | 'ringing-destination' | 'connected' | 'ended' | 'failed';

/** One gencall or genmulticall, from the order to the end. Steps resolve when their events were posted. */
export interface CallbackOrder {
  id: string;
  /** The SIP id of the account that ordered it. */
  owner: string;
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
  order: Pick<CallbackOrder, 'id' | 'owner' | 'source' | 'destinations'>,
): CallbackOrder {
  const pbxId = uuid();
  const line = traps.callbackCli === 'source' ? order.source : ownNumber;
  let state: CallbackOrderState = 'ringing-source';
  let legs: RingingCall[] = [];

  const sourceLeg = switchboard.dial(
    { remote: order.source, line: ownNumber, sipId: order.owner },
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
          { remote, line, sipId: order.owner },
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
      if (traps.multicallAnswer === 'each') return;
      const others = legs.filter((one) => one !== leg && one.call.endedAt === undefined);
      await Promise.all(others.map((one) => one.fail(cause.elsewhere)));
    },
    hangUp: () => end(state === 'connected' ? 'ended' : 'failed', cause.normal),
    fail: (reason = cause.noAnswer) => end('failed', reason),
  };
}
