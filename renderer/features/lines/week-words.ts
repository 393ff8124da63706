import type { PbxLineProfile } from '../../../shared/domain/hosted-pbx/pbx-line-settings.ts';
import {
  type Interval,
  type Schedule,
  spansOf,
  type Weekday,
  weekdays,
} from '../../../shared/domain/schedule/schedule.ts';
import { formatTimeOfDay } from '../../format/time-of-day.ts';
import type { Translate } from '../../words/translate.ts';

/** Mon–Wed, Fri; neighbours of three and more as one run. */
export function joinDays(days: readonly Weekday[], t: Translate): string {
  const sorted = weekdays.filter((day) => days.includes(day));
  if (sorted.length === weekdays.length) return t('lines.days.every');
  const runs: Weekday[][] = [];
  for (const day of sorted) {
    const run = runs.at(-1);
    if (run?.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }
  const name = (day: Weekday | undefined) => (day === undefined ? '' : t(`lines.days.short.${day}`));
  return runs.flatMap((run) => (run.length > 2 ? [`${name(run[0])}–${name(run.at(-1))}`] : run.map(name))).join(', ');
}

/** The same on several days, once: in the order in which it comes first. */
export function groupByDays<Item extends { day: Weekday }>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): { item: Item; days: Weekday[] }[] {
  const groups = new Map<string, { item: Item; days: Weekday[] }>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), { item, days: [item.day] });
    else group.days.push(item.day);
  }
  return [...groups.values()];
}

/** Blocks by their names; none is nobody. */
export function ownerNames(ids: readonly string[], { blocks }: Pick<PbxLineProfile, 'blocks'>, t: Translate): string {
  if (ids.length === 0) return t('lines.week.nobody');
  const names = ids.map((id) => blocks.find((block) => block.id === id)?.name ?? id);
  return names.reduce((one, other) => t('lines.week.several', { one, other }));
}

/** What a screen reader says of a part of a day: whose it is, and until when where it changes hands in between. */
export function describePart(
  part: { day: Weekday } & Interval,
  schedule: Schedule,
  profile: Pick<PbxLineProfile, 'blocks'>,
  t: Translate,
): string {
  const spans = spansOf(schedule, part.day).filter(({ from, to }) => from < part.to && to > part.from);
  const edges = [...new Set([part.to, ...spans.flatMap(({ from, to }) => [from, to])])]
    .filter((at) => at > part.from && at <= part.to)
    .sort((a, b) => a - b);
  const pieces = edges.map((to, index) => {
    const from = edges[index - 1] ?? part.from;
    const owners = spans.filter((span) => span.from <= from && span.to >= to).map(({ blockId }) => blockId);
    const name = ownerNames([...new Set(owners)], profile, t);
    return to < part.to ? t('lines.week.until', { name, time: formatTimeOfDay(to) }) : name;
  });
  return t('lines.week.cell', {
    day: t(`lines.days.full.${part.day}`),
    from: formatTimeOfDay(part.from),
    to: formatTimeOfDay(part.to),
    owners: pieces.join(', '),
  });
}
