import * as z from 'zod';
import { forwardingForm } from '../../../../shared/domain/hosted-pbx/pbx-line-faults.ts';
import type {
  DialMode,
  ForwardingBlock,
  ForwardingNumber,
  PbxLineMode,
  PbxLineProfile,
  PbxLineSettings,
} from '../../../../shared/domain/hosted-pbx/pbx-line-settings.ts';
import {
  type Interval,
  type Schedule,
  type ScheduleBlock,
  type Week,
  type Weekday,
  weekdays,
} from '../../../../shared/domain/schedule/schedule.ts';
import { text } from '../fields.ts';

/** An object as it came: what is not known in it is sent back as it is. */
type Raw = Record<string, unknown>;

/** The scans have lost the brackets, so that a list may be an array, an object with numbered keys, or its only item. */
interface RawList {
  items: Raw[];
  /** The same form around other items. */
  around(items: readonly Raw[]): unknown;
}

const modes: Readonly<Record<string, PbxLineMode>> = { 0: 'phone', 1: 'simple', 2: 'detailed' };
const dialModes: Readonly<Record<string, DialMode>> = { 1: 'in-turn', 2: 'together', 21: 'even' };

/** Numbers may come as text. */
const whole = text.transform((value) => (value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : undefined));
const flag = whole.transform((value) => (value === undefined ? undefined : value !== 0));
const weekday = whole.transform((value) => weekdays.find((day) => day === value));
const label = z.string().optional().catch(undefined);

/** Settings of one line as Vats/settings/get answers (Integration API); undefined for what does not name its line. */
export function readLineSettings(raw: unknown): PbxLineSettings | undefined {
  const line = asRaw(raw);
  const number = text.parse(line?.num);
  if (line === undefined || number === undefined) return undefined;
  const redirect = label.parse(line.standartPhoneRedirectNum) ?? text.parse(line.standartPhoneRedirectNum);
  const dialSeconds = whole.parse(line.standartPhoneDialTime);
  return withoutUndefined({
    number,
    name: label.parse(line.vatsName),
    // SunSim names its mode and offers no other: only where the fields of all modes are there is one chosen.
    mode: 'isDoNotDisturbMode' in line ? modes[text.parse(line.vatsModeCode) ?? ''] : undefined,
    plainPhone: redirect === undefined || dialSeconds === undefined ? undefined : { number: redirect, dialSeconds },
    doNotDisturb: flag.parse(line.isDoNotDisturbMode),
    profiles: readList(line.profiles).items.map(readProfile),
  });
}

function readProfile(raw: Raw): PbxLineProfile {
  const blocks = readList(raw.scheduleBlocks).items;
  return withoutUndefined({
    id: idOf(raw),
    name: label.parse(raw.name),
    isActive: flag.parse(raw.isActive),
    usesCalendar: flag.parse(raw.isUseCalendar),
    movedWorkday: weekday.parse(raw.workdayDefDay),
    blocks: blocks.map(readBlock),
    schedule: { blocks: blocks.map(readTimes) },
  });
}

function readBlock(raw: Raw): ForwardingBlock {
  return withoutUndefined({
    id: idOf(raw),
    name: text.parse(raw.nameTerm) ?? '',
    dialMode: dialModes[text.parse(raw.dialModeCode) ?? ''],
    numbers: readList(raw.redirectNums).items.map(readNumber),
  });
}

function readNumber(raw: Raw): ForwardingNumber {
  return {
    id: idOf(raw),
    number: text.parse(raw.num) ?? '',
    name: text.parse(raw.name) ?? '',
    isActive: flag.parse(raw.isActive) ?? false,
    dialSeconds: whole.parse(raw.dialTime) ?? 0,
  };
}

function readTimes(raw: Raw): ScheduleBlock {
  const days = daysOf(raw);
  const week = Object.fromEntries(
    weekdays.map((day) => [day, readList(asRaw(days?.[day])?.times).items.map(readInterval)]),
  );
  return { id: idOf(raw), isActive: flag.parse(raw.isActive) ?? true, week: week as unknown as Week };
}

function readInterval(raw: Raw): Interval {
  return { from: whole.parse(raw.time_start) ?? -1, to: whole.parse(raw.time_end) ?? -1 };
}

/** The lines of an answer to Vats/settings/get, and under which name the list of them stands: it is written both ways. */
export function findLines(body: unknown): { key: string; lines: Raw[] } | undefined {
  const outer = asRaw(body);
  for (const place of [asRaw(outer?.result), outer]) {
    const key = Object.keys(place ?? {}).find((name) => /^vatssettings$/i.test(name));
    if (place !== undefined && key !== undefined) return { key, lines: readList(place[key]).items };
  }
  return undefined;
}

/**
 * What was received, changed only where the settings differ from what it says: everything else goes back untouched, in the
 * form in which it came. Profiles and blocks are never added or removed; numbers may be.
 */
export function writeLineSettings(raw: Raw, edited: PbxLineSettings): Raw {
  const before = readLineSettings(raw);
  if (before === undefined) return raw;
  const line = { ...raw };
  set(line, 'vatsName', before.name, edited.name);
  set(line, 'vatsModeCode', codeOf(modes, before.mode), codeOf(modes, edited.mode));
  set(line, 'standartPhoneRedirectNum', before.plainPhone?.number, edited.plainPhone?.number, formOf);
  set(line, 'standartPhoneDialTime', before.plainPhone?.dialSeconds, edited.plainPhone?.dialSeconds);
  set(line, 'isDoNotDisturbMode', before.doNotDisturb, edited.doNotDisturb);
  line.profiles = mapList(raw.profiles, (profile) => {
    const next = edited.profiles.find(({ id }) => id === idOf(profile));
    return next === undefined ? profile : writeProfile(profile, next);
  });
  return line;
}

function writeProfile(raw: Raw, edited: PbxLineProfile): Raw {
  const before = readProfile(raw);
  const profile = { ...raw };
  set(profile, 'name', before.name, edited.name);
  set(profile, 'isActive', before.isActive, edited.isActive);
  set(profile, 'isUseCalendar', before.usesCalendar, edited.usesCalendar);
  // Without the calendar the day may not be changed (Integration API, Vats/settings/set).
  if (edited.usesCalendar) set(profile, 'workdayDefDay', before.movedWorkday, edited.movedWorkday);
  profile.scheduleBlocks = mapList(raw.scheduleBlocks, (block) => {
    const next = edited.blocks.find(({ id }) => id === idOf(block));
    return next === undefined ? block : writeTimes(writeBlock(block, next), edited.schedule);
  });
  return profile;
}

function writeBlock(raw: Raw, edited: ForwardingBlock): Raw {
  const before = readBlock(raw);
  const block = { ...raw };
  set(block, 'dialModeCode', codeOf(dialModes, before.dialMode), codeOf(dialModes, edited.dialMode));
  const list = readList(raw.redirectNums);
  const numbers = edited.numbers.map((number) => {
    const known = number.id === '' ? undefined : list.items.find((item) => idOf(item) === number.id);
    return known === undefined ? newNumber(number) : writeNumber(known, number);
  });
  const isSame = numbers.length === list.items.length && numbers.every((number, index) => number === list.items[index]);
  if (!isSame) block.redirectNums = list.around(numbers);
  return block;
}

/** The very object where nothing changed. */
function writeNumber(raw: Raw, edited: ForwardingNumber): Raw {
  const before = readNumber(raw);
  const number = { ...raw };
  set(number, 'num', before.number, edited.number, formOf);
  set(number, 'name', before.name, edited.name);
  set(number, 'isActive', before.isActive, edited.isActive);
  set(number, 'dialTime', before.dialSeconds, edited.dialSeconds);
  return Object.entries(number).every(([name, value]) => raw[name] === value) ? raw : number;
}

function newNumber({ number, name, isActive, dialSeconds }: ForwardingNumber): Raw {
  return { id: 0, num: formOf(number), name, isActive: Number(isActive), isMlp: 0, dialTime: dialSeconds };
}

function writeTimes(raw: Raw, schedule: Schedule): Raw {
  const before = readTimes(raw);
  const edited = schedule.blocks.find(({ id }) => id === before.id);
  const days = daysOf(raw);
  if (edited === undefined || days === undefined) return raw;
  const block = { ...raw };
  set(block, 'isActive', before.isActive, edited.isActive);
  const changed = weekdays.filter((day) => !isSameDay(before.week[day], edited.week[day]));
  if (changed.length === 0) return block;
  const next = { ...days };
  for (const day of changed) next[day] = writeDay(asRaw(days[day]) ?? {}, edited.week[day]);
  const scheduleJson = asRaw(raw.scheduleJson) ?? {};
  block.scheduleJson = { ...scheduleJson, schedule: { ...asRaw(scheduleJson.schedule), days: next } };
  return block;
}

function writeDay(raw: Raw, intervals: readonly Interval[]): Raw {
  const times = intervals.map(({ from, to }) => ({ time_start: from, time_end: to }));
  return { ...raw, times: readList(raw.times).around(times) };
}

function isSameDay(before: Week[Weekday], after: Week[Weekday]): boolean {
  return (
    before.length === after.length &&
    before.every(({ from, to }, index) => from === after[index]?.from && to === after[index]?.to)
  );
}

/** Sets a field that was told and has changed, as a number or as text, whichever it was. */
function set<Value extends string | number | boolean>(
  raw: Raw,
  name: string,
  before: Value | undefined,
  after: Value | undefined,
  form: (value: Value) => string | number = (value) => (typeof value === 'boolean' ? Number(value) : value),
): void {
  if (before === undefined || after === undefined || before === after) return;
  const value = form(after);
  raw[name] = typeof raw[name] === 'number' ? Number(value) : String(value);
}

function formOf(number: string): string {
  return forwardingForm(number) ?? number;
}

function codeOf(codes: Readonly<Record<string, string>>, name: string | undefined): number | undefined {
  const code = Object.keys(codes).find((one) => codes[one] === name);
  return code === undefined ? undefined : Number(code);
}

function daysOf(block: Raw): Raw | undefined {
  return asRaw(asRaw(asRaw(block.scheduleJson)?.schedule)?.days);
}

function idOf(raw: Raw): string {
  return text.parse(raw.id) ?? '';
}

function asRaw(value: unknown): Raw | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Raw) : undefined;
}

function readList(value: unknown): RawList {
  const isItem = (item: unknown): item is Raw => asRaw(item) !== undefined;
  if (Array.isArray(value)) return { items: value.filter(isItem), around: (items) => [...items] };
  const raw = asRaw(value);
  if (raw === undefined) return { items: [], around: (items) => [...items] };
  const keys = Object.keys(raw);
  if (keys.every((key) => /^\d+$/.test(key))) {
    const first = Number(keys[0] ?? 0);
    const numbered = (items: readonly Raw[]) => Object.fromEntries(items.map((item, index) => [first + index, item]));
    return { items: Object.values(raw).filter(isItem), around: numbered };
  }
  return { items: [raw], around: (items) => (items.length === 1 ? items[0] : [...items]) };
}

function mapList(value: unknown, change: (item: Raw) => Raw): unknown {
  const list = readList(value);
  return list.items.length === 0 ? value : list.around(list.items.map(change));
}

/** The type says it already; this takes the names away as well. */
function withoutUndefined<Fields extends object>(
  fields: {
    [Name in keyof Fields]: Fields[Name] | undefined;
  },
): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
}
