import { isDeepStrictEqual } from 'node:util';
import type { Brand } from '../brand.ts';
import { Refusal } from '../refusal.ts';
import type { Traps } from '../traps.ts';
import {
  dialModeTerms,
  type LineSettings,
  type Profile,
  type RedirectNum,
  type ScheduleBlock,
  vatsModeTerms,
} from './line-settings.ts';
import { findScheduleFault } from './schedule-rules.ts';

/** Which fields may be changed was said by colour, and the scans are grey: these are taken as never to be changed. */
const readOnly = {
  line: ['contractNum'],
  block: ['typTerm', 'nameTerm'],
} as const;

interface ChangeDeps {
  brand: Brand;
  traps: Traps;
  vipContacts: boolean;
  nextId(): number;
}

/** What a line is set to after a change. Throws Refusal; nothing is stored here. */
export function changeSettings(stored: LineSettings, received: LineSettings, deps: ChangeDeps): LineSettings {
  const { brand, traps, vipContacts } = deps;
  const profiles = pairById(received.profiles, stored.profiles, 'profiles').map(([next, before], index) => {
    // Only the profile for callers in no list may be edited (SunSim Integration API, Vats/settings/set).
    if (vipContacts && index > 0 && !isDeepStrictEqual(next, before)) throw new Refusal('not-editable', 'profiles');
    return changeProfile(before, next, deps);
  });
  const next = restore(base(stored, received, traps), stored, readOnly.line, traps);
  // SunSim documents no choice of modes: `vatsModeCode` is told and not set.
  const moded = brand.hasModes ? next : restore(next, stored, ['vatsModeCode'], traps);
  const { vatsModeCode } = moded;
  return { ...moded, profiles, vatsModeCode, vatsModeTerm: vatsModeTerms[vatsModeCode] ?? moded.vatsModeTerm };
}

function changeProfile(stored: Profile, received: Profile, deps: ChangeDeps): Profile {
  const { traps } = deps;
  if (received.isUseCalendar === 0 && received.workdayDefDay !== stored.workdayDefDay) {
    throw new Refusal('not-editable', 'workdayDefDay');
  }
  const scheduleBlocks = pairById(received.scheduleBlocks, stored.scheduleBlocks, 'scheduleBlocks').map(
    ([next, before]) => changeBlock(before, next, deps),
  );
  const fault = findScheduleFault({ scheduleBlocks });
  if (fault) {
    const { kind, day, from, to } = fault;
    throw new Refusal('schedule-broken', `${kind}, day ${day}, ${from}-${to}`);
  }
  return { ...base(stored, received, traps), scheduleBlocks };
}

function changeBlock(stored: ScheduleBlock, received: ScheduleBlock, { traps, nextId }: ChangeDeps): ScheduleBlock {
  const seen = new Set<number>();
  const redirectNums = received.redirectNums.map((next): RedirectNum => {
    const before = stored.redirectNums.find((one) => one.id === next.id);
    if (before === undefined) {
      if (next.id || traps.newRedirectNums === 'refused') throw new Refusal('bad-parameter', 'redirectNums.id');
      return { ...next, id: nextId() };
    }
    if (seen.has(next.id ?? 0)) throw new Refusal('bad-parameter', 'redirectNums.id');
    seen.add(next.id ?? 0);
    return base(before, next, traps);
  });
  const next = restore(base(stored, received, traps), stored, readOnly.block, traps);
  return { ...next, redirectNums, dialModeTerm: dialModeTerms[received.dialModeCode] };
}

/** Profiles and blocks come back as they went out: that the API can add or remove them is said nowhere. */
function pairById<Item extends { id: number }>(
  received: readonly Item[],
  stored: readonly Item[],
  field: string,
): [next: Item, before: Item][] {
  const pairs = stored.map((before) => {
    const next = received.find((one) => one.id === before.id);
    if (next === undefined) throw new Refusal('bad-parameter', `${field}.id`);
    return [next, before] as [Item, Item];
  });
  if (received.length !== stored.length) throw new Refusal('bad-parameter', field);
  return pairs;
}

/** What is received, over what was stored where fields that are not sent back are kept. */
function base<Item extends object>(stored: Item, received: Item, { missingFields }: Traps): Item {
  return missingFields === 'kept' ? { ...stored, ...received } : received;
}

function restore<Item extends object>(next: Item, stored: Item, fields: readonly (keyof Item)[], traps: Traps): Item {
  const restored = { ...next };
  for (const field of fields) {
    if (traps.readOnlyChanges === 'refused' && next[field] !== stored[field]) {
      throw new Refusal('not-editable', String(field));
    }
    restored[field] = stored[field];
  }
  return restored;
}
