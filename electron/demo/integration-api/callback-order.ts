import type { StandCall } from './call.ts';
import type { LiveCall, Switchboard } from './switchboard.ts';
import type { Traps } from './traps.ts';

export type CallbackOrderState = 'ringing-source' | 'ringing-destination' | 'connected' | 'ended' | 'failed';

/** One callback/create, from the order to the end. */
export interface CallbackOrder {
  /** The own number that rings first, ten digits. */
  phoneFrom: string;
  /** The other side, digits with the country's code. */
  remote: string;
  /** Epoch ms. */
  orderedAt: number;
  state(): CallbackOrderState;
  /** The leg to the own number, and the leg to the other side once it rings. */
  legs(): readonly StandCall[];
  answerSource(): Promise<void>;
  answerDestination(): Promise<void>;
  hangUp(): Promise<void>;
  /** Nobody takes it, or it is refused: lists of this platform show no cause. */
  fail(): Promise<void>;
}

/**
 * Orders a call between an own number and another. That the own number rings first is told by its price, which is an
 * incoming call's on PhoneFrom (Integration API, callback/create); how lists show it is not documented.
 */
export function createCallbackOrder(
  { switchboard, traps, orderedAt }: { switchboard: Switchboard; traps: Traps; orderedAt: number },
  { phoneFrom, remote }: { phoneFrom: string; remote: string },
): CallbackOrder {
  let state: CallbackOrderState = 'ringing-source';
  const unlistedSource = traps.callbackRows !== 'both-legs';
  const legs: LiveCall[] = [switchboard.dial({ direction: 'in', line: phoneFrom, remote, unlisted: unlistedSource })];

  async function end(next: 'ended' | 'failed'): Promise<void> {
    state = next;
    const open = legs.filter((leg) => leg.call.endedAt === undefined);
    await Promise.all(open.map((leg) => leg.hangUp()));
  }

  return {
    phoneFrom,
    remote,
    orderedAt,
    state: () => state,
    legs: () => legs.map((leg) => leg.call),
    async answerSource() {
      if (state !== 'ringing-source') throw new Error(`the order is ${state}`);
      await legs[0]?.answer();
      state = 'ringing-destination';
      const unlisted = traps.callbackRows === 'none';
      legs.push(switchboard.dial({ direction: 'out', line: phoneFrom, remote, unlisted }));
    },
    async answerDestination() {
      if (state !== 'ringing-destination') throw new Error(`the order is ${state}`);
      await legs[1]?.answer();
      state = 'connected';
    },
    hangUp: () => end(state === 'connected' ? 'ended' : 'failed'),
    fail: () => end('failed'),
  };
}
