import { cause } from '../release-cause.ts';
import { legBegan, type StandCall, type StandLeg, secondsUntil } from './call.ts';
import { cidOf, uuidOf } from './call-ids.ts';
import { parties } from './call-parties.ts';
import { writeTime } from './time-forms.ts';
import type { HookState } from './traps/event-traps.ts';
import type { Traps } from './traps.ts';

/** Something that happened to a leg of a call, as the webhook tells it (SIPNET API 2.7.0, 6.9). */
export interface HookEvent {
  call: StandCall;
  leg: StandLeg;
  state: HookState;
  /** Epoch ms. */
  at: number;
}

const rank: Readonly<Record<HookState, number>> = { INVITE: 0, CONNECTED: 1, BYE: 2 };

/** All that has happened to the call, in its order, as far as this service tells it. */
export function eventsOf(call: StandCall, traps: Traps): HookEvent[] {
  if (call.unposted) return [];
  return call.legs
    .flatMap((leg) => legEvents(call, leg, traps))
    .filter(({ state }) => !traps.loseEvents.includes(state))
    .toSorted((one, other) => one.at - other.at || rank[one.state] - rank[other.state]);
}

function legEvents(call: StandCall, leg: StandLeg, { legsLeftRinging, transferEvents }: Traps): HookEvent[] {
  const silent = transferEvents === 'silent' && call.answeredAt !== undefined && call.answeredLeg !== leg;
  if (silent && legBegan(leg, call) > (call.answeredAt ?? 0)) return [];
  const holdsOn = transferEvents === 'silent' && call.answeredLeg === leg;
  const isLeftRinging = legsLeftRinging === 'silent' && leg.cause === cause.elsewhere;
  const moments: readonly [HookState, number | undefined][] = [
    ['INVITE', leg.rangAt],
    ['CONNECTED', leg.answeredAt],
    ['BYE', isLeftRinging ? undefined : holdsOn ? call.endedAt : leg.endedAt],
  ];
  return moments.flatMap(([state, at]) => (at === undefined ? [] : [{ call, leg, state, at }]));
}

/** Whether nothing more can come of the call. */
export function isLastEvent({ call }: HookEvent, index: number, events: readonly HookEvent[]): boolean {
  return call.endedAt !== undefined && index === events.length - 1;
}

export type HookBody = Readonly<Record<string, unknown>>;

export function hookBody({ call, leg, state, at }: HookEvent, traps: Traps): HookBody {
  const { caller, callee } = parties(call, leg, 'hook', traps);
  const cid = cidOf(call, leg, traps);
  return {
    call_id: uuidOf(call, leg, traps),
    // The cid of another leg of ours never begins so.
    cid: state === 'CONNECTED' && traps.connectedUnderNewCid ? `8${cid.slice(1)}` : cid,
    callee_id: callee,
    caller_id: caller,
    ...dated('created', call.startedAt, traps),
    direction: call.direction,
    ...dated('event_created', at, traps),
    sip_id: leg.sipId,
    state,
    ...duration(call, leg, state, at, traps),
  };
}

function duration(call: StandCall, leg: StandLeg, state: HookState, at: number, traps: Traps): HookBody {
  if (traps.hookDuration === 'absent') return {};
  const from = traps.hookDuration === 'whole-call' ? legBegan(leg, call) : leg.answeredAt;
  const seconds = state === 'BYE' && from !== undefined ? secondsUntil(from, at, at) : 0;
  return { duration: traps.scalars === 'strings' ? String(seconds) : seconds };
}

function dated(name: 'created' | 'event_created', instant: number, { hookDates }: Traps): HookBody {
  return hookDates === 'absent' ? {} : { [name]: writeTime(instant, hookDates) };
}
