import { forwardingForm } from '../../../shared/domain/hosted-pbx/pbx-line-faults.ts';
import type {
  ForwardingBlock,
  ForwardingNumber,
  PbxLineProfile,
  PbxLineSettings,
} from '../../../shared/domain/hosted-pbx/pbx-line-settings.ts';
import { type Schedule, type Span, spansOf, withDay } from '../../../shared/domain/schedule/schedule.ts';
import { compareSchedules } from '../../../shared/domain/schedule/schedule-difference.ts';
import { erase } from '../../../shared/domain/schedule/schedule-edits.ts';

/**
 * What a person changed, done again to settings that somebody else changed meanwhile: where both did, the person wins.
 * Only what is in `fresh` is there afterwards: profiles and blocks come and go at the provider alone.
 */
export function rebaseEdit(before: PbxLineSettings, edited: PbxLineSettings, fresh: PbxLineSettings): PbxLineSettings {
  return {
    ...mergeValues(before, edited, fresh, ['number', 'plainPhone', 'profiles']),
    ...(fresh.plainPhone === undefined
      ? {}
      : {
          plainPhone: mergeValues(
            before.plainPhone ?? fresh.plainPhone,
            edited.plainPhone ?? fresh.plainPhone,
            fresh.plainPhone,
          ),
        }),
    profiles: fresh.profiles.map((profile) => {
      const was = byId(before.profiles, profile.id);
      const will = byId(edited.profiles, profile.id);
      return was && will ? rebaseProfile(was, will, profile) : profile;
    }),
  };
}

/** Settings of another day put in place of those of now, as far as the provider still has their profiles and blocks. */
export function restoreSettings(now: PbxLineSettings, kept: PbxLineSettings): PbxLineSettings {
  return rebaseEdit(now, kept, now);
}

function rebaseProfile(before: PbxLineProfile, edited: PbxLineProfile, fresh: PbxLineProfile): PbxLineProfile {
  return {
    ...mergeValues(before, edited, fresh, ['id', 'blocks', 'schedule']),
    blocks: fresh.blocks.map((block) => {
      const was = byId(before.blocks, block.id);
      const will = byId(edited.blocks, block.id);
      return was && will ? rebaseBlock(was, will, block) : block;
    }),
    schedule: rebaseSchedule(before.schedule, edited.schedule, fresh.schedule),
  };
}

function rebaseBlock(before: ForwardingBlock, edited: ForwardingBlock, fresh: ForwardingBlock): ForwardingBlock {
  return {
    ...mergeValues(before, edited, fresh, ['id', 'numbers']),
    numbers: rebaseNumbers(before.numbers, edited.numbers, fresh.numbers),
  };
}

type Numbers = readonly ForwardingNumber[];

function rebaseNumbers(before: Numbers, edited: Numbers, fresh: Numbers): Numbers {
  const removed = before.filter(({ id }) => byId(edited, id) === undefined);
  const kept = fresh
    .filter(({ id }) => byId(removed, id) === undefined)
    .map((number) => {
      const was = byId(before, number.id);
      const will = byId(edited, number.id);
      return was && will ? mergeValues(was, will, number, ['id']) : number;
    });
  // One that arrived after all has an id of the provider's by now: it is not added twice.
  const arrived = fresh.filter(({ id }) => byId(before, id) === undefined);
  const added = edited.filter(
    (number) =>
      byId(before, number.id) === undefined &&
      byId(fresh, number.id) === undefined &&
      !arrived.some((one) => one.name === number.name && formOf(one) === formOf(number)),
  );
  const ordered = isReordered(before, edited) ? inOrderOf(edited, kept) : kept;
  return added.reduce(
    (numbers, number) => insertAfter(numbers, edited[edited.indexOf(number) - 1]?.id, number),
    ordered,
  );
}

function isReordered(before: Numbers, edited: Numbers): boolean {
  const common = before.filter(({ id }) => byId(edited, id) !== undefined);
  const now = edited.filter(({ id }) => byId(before, id) !== undefined);
  return common.some(({ id }, index) => now[index]?.id !== id);
}

/** First where there is nothing before it; last where what was before it is gone. */
function insertAfter(numbers: Numbers, id: string | undefined, added: ForwardingNumber): Numbers {
  const at = numbers.findIndex((number) => number.id === id);
  return numbers.toSpliced(id === undefined ? 0 : at < 0 ? numbers.length : at + 1, 0, added);
}

/** Those that the order does not name stay behind the others. */
function inOrderOf(order: Numbers, numbers: Numbers): Numbers {
  const rank = ({ id }: ForwardingNumber) => {
    const at = order.findIndex((one) => one.id === id);
    return at < 0 ? order.length : at;
  };
  return numbers.toSorted((a, b) => rank(a) - rank(b));
}

function rebaseSchedule(before: Schedule, edited: Schedule, fresh: Schedule): Schedule {
  const switched = (schedule: Schedule): Schedule => ({
    blocks: schedule.blocks.map((block) => {
      const was = byId(before.blocks, block.id);
      const will = byId(edited.blocks, block.id);
      return was && will && was.isActive !== will.isActive ? { ...block, isActive: will.isActive } : block;
    }),
  });
  const rebased = switched(fresh);
  const ids = new Set(rebased.blocks.map(({ id }) => id));
  // A block that is switched on has its hours from before it was off: those that the person took from it are a change, too.
  return compareSchedules(switched(before), edited).reduce<Schedule>((schedule, { day, from, to, after }) => {
    const others = spansOf(erase(schedule, day, { from, to }), day);
    const painted = after.filter((id) => ids.has(id)).map((blockId): Span => ({ from, to, blockId }));
    return withDay(schedule, day, [...others, ...painted]);
  }, rebased);
}

/** Of each field what the person made of it, or else what it is now; a field that is not there now stays away. */
function mergeValues<Fields extends object>(
  before: Fields,
  edited: Fields,
  fresh: Fields,
  except: readonly (keyof Fields)[] = [],
): Fields {
  const names = (Object.keys(fresh) as (keyof Fields)[]).filter((name) => !except.includes(name));
  const merged = { ...fresh };
  for (const name of names) {
    if (edited[name] !== undefined && edited[name] !== before[name]) merged[name] = edited[name];
  }
  return merged;
}

function byId<Item extends { id: string }>(items: readonly Item[], id: string): Item | undefined {
  return items.find((item) => item.id === id);
}

function formOf({ number }: ForwardingNumber): string {
  return forwardingForm(number) ?? number;
}
