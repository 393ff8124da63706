import type { StandCall, StandLeg } from './call.ts';
import type { Traps } from './traps.ts';

/** The `cid` of a leg as the wire has it (SIPNET API 2.7.0, 6.9). Long ones are next to each other beyond 2^53. */
export function cidOf({ legs }: StandCall, leg: StandLeg, { cids, longIds }: Traps): string {
  const { cid } = cids === 'per-call' ? (legs[0] ?? leg) : leg;
  return longIds ? `9${cid.padStart(18, '0')}` : cid;
}

/** The uuid under which the PBX knows a leg: its call's, or one of its own. */
export function uuidOf({ uuid, legs }: StandCall, leg: StandLeg, { callIds }: Traps): string {
  if (callIds === 'per-call') return uuid;
  const index = legs.indexOf(leg);
  return index === 0 ? uuid : `${uuid.slice(0, -4)}${index.toString(16).padStart(4, '0')}`;
}

/** Long ids are numbers in JSON and not texts, as PHP writes what a database gives it. */
export function longNumbers(json: string, { longIds }: Traps): string {
  return longIds ? json.replace(/"(9\d{18})"/g, '$1') : json;
}
