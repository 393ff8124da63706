import { comparePbxLines, type LineChange } from '../../../shared/domain/hosted-pbx/pbx-line-difference.ts';
import type {
  ForwardingNumber,
  PbxLineProfile,
  PbxLineSettings,
} from '../../../shared/domain/hosted-pbx/pbx-line-settings.ts';
import { formatParty } from '../../../shared/domain/party-format.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import { weekdays } from '../../../shared/domain/schedule/schedule.ts';
import { formatTimeOfDay } from '../../format/time-of-day.ts';
import type { Translate } from '../../words/translate.ts';
import { groupByDays, joinDays, ownerNames } from './week-words.ts';

/** One change as a person reads it: what, and from what to what. */
export interface ChangeSentence {
  what: string;
  before?: string;
  after?: string;
}

/** Changes of one thing: of the line itself, of a profile, of one of its blocks. */
export interface ChangeGroup {
  title: string;
  changes: ChangeSentence[];
}

/** What differs, in the order of the screen; equal changes of several days are told once. */
export function describeChanges(before: PbxLineSettings, after: PbxLineSettings, t: Translate): ChangeGroup[] {
  const groups = new Map<string, ChangeGroup>();
  const tell = (title: string, change: ChangeSentence) => {
    const group = groups.get(title) ?? { title, changes: [] };
    group.changes.push(change);
    groups.set(title, group);
  };
  const changes = comparePbxLines(before, after);
  for (const change of changes) {
    if (change.kind === 'schedule') continue;
    const profile = profileAt(before, change.place);
    tell(titleOf(before, change.place, t), sentenceOf(change, profile, { before, after }, t));
  }
  for (const profile of before.profiles) {
    const week = changes.flatMap((one) => (one.kind === 'schedule' && one.place[1] === profile.id ? [one.change] : []));
    const title = [profileTitle(before, profile, t), t('lines.week.title')].filter(Boolean).join(' · ');
    const grouped = groupByDays(week, (one) => JSON.stringify([one.from, one.to, one.before, one.after]));
    for (const { item, days } of grouped) {
      tell(title, {
        what: `${joinDays(days, t)} ${formatTimeOfDay(item.from)}–${formatTimeOfDay(item.to)}`,
        before: ownerNames(item.before, profile, t),
        after: ownerNames(item.after, profile, t),
      });
    }
  }
  return [...groups.values()];
}

/** A profile by its name, or by its place where it has none; empty for the only one. */
export function profileTitle({ profiles }: PbxLineSettings, profile: PbxLineProfile, t: Translate): string {
  if (profiles.length < 2) return '';
  return profile.name || t('lines.profile', { number: profiles.findIndex(({ id }) => id === profile.id) + 1 });
}

export function numberTitle({ name, number }: Pick<ForwardingNumber, 'name' | 'number'>, t: Translate): string {
  const written = number === '' ? t('lines.change.nothing') : formatParty(parseParty(number));
  return name === '' ? written : `${name}, ${written}`;
}

function profileAt({ profiles }: PbxLineSettings, place: readonly string[]): PbxLineProfile | undefined {
  return place[0] === 'profiles' ? profiles.find(({ id }) => id === place[1]) : undefined;
}

function titleOf(line: PbxLineSettings, place: readonly string[], t: Translate): string {
  const profile = profileAt(line, place);
  if (profile === undefined) return t('lines.basics');
  const block = place[2] === 'blocks' ? profile.blocks.find(({ id }) => id === place[3]) : undefined;
  return [profileTitle(line, profile, t), block?.name].filter(Boolean).join(' · ') || t('lines.basics');
}

type Told = Exclude<LineChange, { kind: 'schedule' }>;

function sentenceOf(
  change: Told,
  profile: PbxLineProfile | undefined,
  sides: { before: PbxLineSettings; after: PbxLineSettings },
  t: Translate,
): ChangeSentence {
  const numbers = [sides.before, sides.after].flatMap(
    (line) => profileAt(line, change.place)?.blocks.flatMap((block) => block.numbers) ?? [],
  );
  switch (change.kind) {
    case 'number-added':
      return { what: t('lines.change.added', { what: numberTitle(change.number, t) }) };
    case 'number-removed':
      return { what: t('lines.change.removed', { what: numberTitle(change.number, t) }) };
    case 'order': {
      const names = change.ids.map((id) => numbers.find((number) => number.id === id));
      const told = names.flatMap((number) => (number ? [number.name || numberTitle(number, t)] : []));
      return { what: t('lines.change.order', { names: told.join(', ') }) };
    }
    case 'value': {
      const field = change.place.at(-1) ?? '';
      const number =
        profile && change.place[4] === 'numbers' ? numbers.find(({ id }) => id === change.place[5]) : undefined;
      const what = fieldName(change.place, number !== undefined, t);
      return {
        what: number ? t('lines.change.field', { whose: numberTitle(number, t), field: what.toLowerCase() }) : what,
        before: valueText(field, change.before, t),
        after: valueText(field, change.after, t),
      };
    }
  }
}

function fieldName(place: readonly string[], ofNumber: boolean, t: Translate): string {
  const field = place.at(-1);
  if (place[0] === 'plainPhone') return t(field === 'number' ? 'lines.phoneNumber' : 'lines.phoneSeconds');
  switch (field) {
    case 'mode':
      return t('lines.mode');
    case 'doNotDisturb':
      return t('lines.doNotDisturb');
    case 'usesCalendar':
      return t('lines.calendar');
    case 'movedWorkday':
      return t('lines.movedWorkday');
    case 'dialMode':
      return t('lines.block.dialMode');
    case 'dialSeconds':
      return t('lines.change.dialSeconds');
    case 'number':
      return t('lines.change.number');
    case 'isActive':
      return t(ofNumber ? 'lines.change.numberActive' : 'lines.change.active');
    default:
      return t('lines.change.name');
  }
}

function valueText(field: string, value: string | number | boolean | undefined, t: Translate): string {
  if (value === undefined || value === '') return t('lines.change.nothing');
  if (typeof value === 'boolean') return t(value ? 'lines.on' : 'lines.off');
  if (field === 'dialSeconds') return t('lines.change.seconds', { value });
  if (field === 'number') return formatParty(parseParty(String(value)));
  if (field === 'movedWorkday') {
    const day = weekdays.find((one) => one === value);
    return day === undefined ? String(value) : t(`lines.days.full.${day}`);
  }
  if (value === 'phone' || value === 'simple' || value === 'detailed') {
    if (field === 'mode') return t(`lines.modes.${value}`);
  }
  if (value === 'in-turn' || value === 'together' || value === 'even') {
    if (field === 'dialMode') return t(`lines.block.dialModes.${value}`);
  }
  return String(value);
}
