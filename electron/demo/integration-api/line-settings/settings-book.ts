import { z } from 'zod';
import type { Brand } from '../brand.ts';
import type { Contract } from '../contract.ts';
import { Refusal } from '../refusal.ts';
import { parseBody } from '../request-fields.ts';
import type { Traps } from '../traps.ts';
import { firstSettings } from './first-settings.ts';
import { type LineSettings, lineSettingsSchema } from './line-settings.ts';
import { changeSettings } from './settings-change.ts';
import { readLists, writeLists } from './settings-lists.ts';

/** What every line of the contract is set to. */
export interface SettingsBook {
  /** A copy; throws RangeError for a number that is none of the contract's. */
  of(line: string): LineSettings;
  /** Changes as somebody in the cabinet does: without a question. */
  edit(line: string, change: (settings: LineSettings) => void): void;
  /** As Vats/settings/get answers. */
  show(lines: readonly string[], traps: Traps): unknown;
  /** Takes what Vats/settings/set brings: all of it or nothing. Throws Refusal. */
  change(received: unknown, traps: Traps): void;
}

const receivedSchema = z.array(lineSettingsSchema).min(1);

/** Absent from the full example of the AlloIncognito document. */
const missingInExample = {
  line: ['vatsName', 'standartPhoneRedirectNum', 'standartPhoneDialTime', 'isDoNotDisturbMode'],
  profile: ['name', 'isActive'],
} as const;

export function createSettingsBook(brand: Brand, contract: Contract): SettingsBook {
  let lastId = 111_699;
  const nextId = () => ++lastId;
  const book = new Map(contract.numbers.map((line) => [line, firstSettings(brand, contract, line, nextId)]));

  function find(line: string): LineSettings {
    const settings = book.get(line);
    if (settings === undefined) throw new RangeError(`not a number of the contract: ${line}`);
    return settings;
  }

  return {
    of: (line) => structuredClone(find(line)),
    edit(line, change) {
      const settings = structuredClone(find(line));
      change(settings);
      book.set(line, settings);
    },
    show(lines, traps) {
      const shown = lines.map((line) => {
        // From then on they are the line's: what does not come back is lost.
        if (traps.unknownFields) addUnknownFields(find(line));
        const settings = structuredClone(find(line));
        if (traps.settingsFields === 'example') hideMissing(settings);
        return traps.redirectNums === 'numbers' ? withNumericNumbers(settings) : settings;
      });
      return writeLists(shown, traps.settingsLists);
    },
    change(received, traps) {
      const parsed = parseBody(receivedSchema, readLists(received, traps.settingsLists));
      const changed = parsed.map((one) => {
        const stored = book.get(one.num);
        if (stored === undefined) throw new Refusal('foreign-number', one.num);
        const whole = traps.settingsFields === 'example' ? withHidden(one, stored) : one;
        const deps = { brand, traps, vipContacts: contract.vipContacts, nextId };
        return [one.num, changeSettings(stored, whole, deps)] as const;
      });
      if (new Set(changed.map(([line]) => line)).size < changed.length) throw new Refusal('bad-parameter', 'num');
      for (const [line, settings] of changed) book.set(line, settings);
    },
  };
}

function addUnknownFields(settings: LineSettings): void {
  settings.vatsTag ??= { colour: 'green', steps: ['a', 'b'] };
  for (const profile of settings.profiles) {
    profile.greeting ??= 'Здравствуйте';
    for (const block of profile.scheduleBlocks) block.queueMusic ??= 'piano';
  }
}

function hideMissing(settings: LineSettings): void {
  for (const field of missingInExample.line) delete settings[field];
  for (const profile of settings.profiles) for (const field of missingInExample.profile) delete profile[field];
}

/** What was not shown cannot come back. */
function withHidden(received: LineSettings, stored: LineSettings): LineSettings {
  const profiles = received.profiles.map((profile) => {
    const before = stored.profiles.find((one) => one.id === profile.id);
    return { ...pick(before ?? {}, missingInExample.profile), ...profile };
  });
  return { ...pick(stored, missingInExample.line), ...received, profiles };
}

function pick(from: Record<string, unknown>, fields: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(fields.filter((field) => Object.hasOwn(from, field)).map((field) => [field, from[field]]));
}

function withNumericNumbers(settings: LineSettings): unknown {
  const profiles = settings.profiles.map((profile) => ({
    ...profile,
    scheduleBlocks: profile.scheduleBlocks.map((block) => ({
      ...block,
      redirectNums: block.redirectNums.map((one) => ({ ...one, num: Number(one.num.replace('+', '')) })),
    })),
  }));
  return { ...settings, profiles };
}
