import { extensionOf } from '../party-format.ts';
import { parseParty } from '../phone-number.ts';
import { findScheduleFaults, type ScheduleFault, sharedWeek } from '../schedule/schedule-faults.ts';
import type { PbxLineSettings } from './pbx-line-settings.ts';

/** Where something is wrong: names of fields and ids, from the line downwards. */
export type FaultPlace = readonly string[];

export type LineFault =
  | { kind: 'number' | 'dial-seconds'; place: FaultPlace }
  | { kind: 'schedule'; place: FaultPlace; fault: ScheduleFault };

/** Integration API, Vats/settings/set. */
const longestDialSeconds = 90;

/** Everything that the provider would refuse, each at its place; none means that the settings may be sent. */
export function findLineFaults({ plainPhone, mode, profiles }: PbxLineSettings): LineFault[] {
  const faults: LineFault[] = [];
  // A number that was never given is legal where nobody is sent to it.
  if (plainPhone !== undefined && (plainPhone.number !== '' || mode === 'phone')) {
    const place = ['plainPhone'];
    if (!isForwardable(plainPhone.number)) faults.push({ kind: 'number', place: [...place, 'number'] });
    if (!isWithin(plainPhone.dialSeconds, 1)) faults.push({ kind: 'dial-seconds', place: [...place, 'dialSeconds'] });
  }
  for (const profile of profiles) {
    const place = ['profiles', profile.id];
    for (const block of profile.blocks) {
      for (const [index, { number, dialSeconds }] of block.numbers.entries()) {
        const here = [...place, 'blocks', block.id, 'numbers', String(index)];
        if (!isForwardable(number)) faults.push({ kind: 'number', place: [...here, 'number'] });
        if (!isWithin(dialSeconds, 0)) faults.push({ kind: 'dial-seconds', place: [...here, 'dialSeconds'] });
      }
    }
    for (const fault of findScheduleFaults(profile.schedule, sharedWeek)) {
      faults.push({ kind: 'schedule', place: [...place, 'schedule'], fault });
    }
  }
  return faults;
}

/** Ten digits, or with 8 or +7 in front: a Russian number in any form comes to one of these (see `forwardingForm`). */
function isForwardable(number: string): boolean {
  return forwardingForm(number) !== undefined;
}

/** A number to forward to in the form that the provider writes itself; undefined for what it would refuse. */
export function forwardingForm(number: string): string | undefined {
  const digits = number.replace(/[\s().-]/g, '');
  if (/^(?:\+7|8)?\d{10}$/.test(digits)) return `8${digits.slice(-10)}`;
  const party = parseParty(number);
  // Nobody dials an extension of a number that calls are sent on to.
  if (extensionOf(party) !== undefined) return undefined;
  return party.e164?.startsWith('+7') ? `8${party.e164.slice(2)}` : undefined;
}

function isWithin(seconds: number, least: number): boolean {
  return Number.isInteger(seconds) && seconds >= least && seconds <= longestDialSeconds;
}
