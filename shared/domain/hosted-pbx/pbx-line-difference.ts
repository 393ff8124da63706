import { compareSchedules, type ScheduleChange } from '../schedule/schedule-difference.ts';
import type { ForwardingNumber, PbxLineSettings } from './pbx-line-settings.ts';

type Value = string | number | boolean | undefined;

/** One thing that is not as it was. `place`: names of fields and ids, from the line downwards. */
export type LineChange =
  | { kind: 'value'; place: readonly string[]; before: Value; after: Value }
  | { kind: 'schedule'; place: readonly string[]; change: ScheduleChange }
  | { kind: 'number-added' | 'number-removed'; place: readonly string[]; number: ForwardingNumber }
  /** The numbers of a block are tried in another order; ids in the new one. */
  | { kind: 'order'; place: readonly string[]; ids: readonly string[] };

/** What will be sent, in words that a screen can make of it; profiles and blocks are the same on both sides. */
export function comparePbxLines(before: PbxLineSettings, after: PbxLineSettings): LineChange[] {
  const { profiles: profilesBefore, plainPhone: phoneBefore, ...lineBefore } = before;
  const { profiles: profilesAfter, plainPhone: phoneAfter, ...lineAfter } = after;
  const changes = [
    ...compareValues([], lineBefore, lineAfter),
    ...compareValues(['plainPhone'], phoneBefore ?? {}, phoneAfter ?? {}),
  ];
  for (const was of profilesBefore) {
    const will = profilesAfter.find(({ id }) => id === was.id);
    if (will === undefined) continue;
    const place = ['profiles', was.id];
    const valuesOf = ({ name, isActive, usesCalendar, movedWorkday }: typeof was) => ({
      name,
      isActive,
      usesCalendar,
      movedWorkday,
    });
    changes.push(...compareValues(place, valuesOf(was), valuesOf(will)));
    for (const change of compareSchedules(was.schedule, will.schedule)) {
      changes.push({ kind: 'schedule', place: [...place, 'schedule'], change });
    }
    const activity = (schedule: typeof was.schedule, id: string) =>
      schedule.blocks.find((one) => one.id === id)?.isActive;
    for (const block of was.blocks) {
      const next = will.blocks.find(({ id }) => id === block.id);
      if (next === undefined) continue;
      const here = [...place, 'blocks', block.id];
      changes.push(
        ...compareValues(
          here,
          { name: block.name, dialMode: block.dialMode, isActive: activity(was.schedule, block.id) },
          { name: next.name, dialMode: next.dialMode, isActive: activity(will.schedule, block.id) },
        ),
        ...compareNumbers([...here, 'numbers'], block.numbers, next.numbers),
      );
    }
  }
  return changes;
}

function compareNumbers(
  place: readonly string[],
  before: readonly ForwardingNumber[],
  after: readonly ForwardingNumber[],
): LineChange[] {
  const changes: LineChange[] = [];
  for (const was of before) {
    const will = after.find(({ id }) => id === was.id);
    if (will === undefined) changes.push({ kind: 'number-removed', place, number: was });
    else changes.push(...compareValues([...place, was.id], { ...was }, { ...will }));
  }
  for (const added of after.filter(({ id }) => !before.some((was) => was.id === id))) {
    changes.push({ kind: 'number-added', place, number: added });
  }
  const kept = (numbers: readonly ForwardingNumber[], others: readonly ForwardingNumber[]) =>
    numbers.map(({ id }) => id).filter((id) => others.some((other) => other.id === id));
  const ids = kept(after, before);
  if (kept(before, after).some((id, index) => id !== ids[index])) changes.push({ kind: 'order', place, ids });
  return changes;
}

function compareValues(place: readonly string[], before: object, after: object): LineChange[] {
  const values = new Map<string, { before: Value; after: Value }>();
  for (const [name, value] of Object.entries(before)) values.set(name, { before: value, after: undefined });
  for (const [name, value] of Object.entries(after))
    values.set(name, { before: values.get(name)?.before, after: value });
  return [...values]
    .filter(([, value]) => value.before !== value.after)
    .map(([name, value]) => ({ kind: 'value', place: [...place, name], ...value }));
}
