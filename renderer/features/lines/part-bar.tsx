import { Copy, Eraser } from 'lucide-react';
import type { PbxLineProfile } from '../../../shared/domain/hosted-pbx/pbx-line-settings.ts';
import { type Schedule, type Weekday, weekdays } from '../../../shared/domain/schedule/schedule.ts';
import { copyDay } from '../../../shared/domain/schedule/schedule-edits.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Menu } from '../../ui/menu.tsx';
import { useWords } from '../../words/words.ts';
import { blockLook } from './block-look.ts';
import { TimeField } from './time-field.tsx';
import { givePart, type WeekPart } from './week-part.ts';

interface PartBarProps {
  profile: PbxLineProfile;
  part: WeekPart;
  onSelect(part: WeekPart): void;
  onChange(schedule: Schedule): void;
}

/** The selected part of the week to the minute, and what can be done with it. */
export function PartBar({ profile, part, onSelect, onChange }: PartBarProps) {
  const { t } = useWords();
  const { schedule } = profile;
  const active = profile.blocks.filter(({ id }) => schedule.blocks.some((block) => block.id === id && block.isActive));
  const [day] = part.days.length === 1 ? part.days : [];
  const toggle = (one: Weekday) => {
    const days = weekdays.filter((other) => (other === one) !== part.days.includes(other));
    if (days.length > 0) onSelect({ ...part, days });
  };
  const stretch = (ends: { from?: number; to?: number }) => {
    const { from, to } = { ...part, ...ends };
    onSelect({ ...part, from: Math.min(from, to), to: Math.max(from, to) });
  };
  const give = (blockId: string | undefined) => onChange(givePart(schedule, part, blockId));

  return (
    <fieldset className="flex flex-col gap-2.5 border-line border-t pt-3">
      <legend className="sr-only">{t('lines.week.selection')}</legend>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2.5">
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset within a fieldset is read out twice */}
        <div role="group" aria-label={t('lines.week.days')} className="grid w-full grid-cols-7 gap-1 sm:flex sm:w-auto">
          {weekdays.map((one) => (
            <Chip key={one} pressed={part.days.includes(one)} onClick={() => toggle(one)} className="px-0! sm:px-2!">
              {t(`lines.days.short.${one}`)}
            </Chip>
          ))}
        </div>
        <div className="flex items-center gap-3">
          <TimeField
            label={t('lines.week.from')}
            value={part.from}
            error={t('lines.week.badTime')}
            onChange={(from) => stretch({ from })}
          />
          <TimeField
            label={t('lines.week.to')}
            value={part.to}
            error={t('lines.week.badTime')}
            onChange={(to) => stretch({ to })}
          />
        </div>
        {day !== undefined && <CopyMenu schedule={schedule} day={day} onChange={onChange} />}
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <span className="text-dim">{t('lines.week.give')}</span>
        {active.map((block) => (
          <Button key={block.id} size="sm" onClick={() => give(block.id)}>
            <Swatch place={profile.blocks.indexOf(block)} />
            {block.name}
          </Button>
        ))}
        <Button size="sm" variant="quiet" icon={Eraser} onClick={() => give(undefined)}>
          {t('lines.week.clear')}
        </Button>
      </div>
    </fieldset>
  );
}

export function Swatch({ place }: { place: number }) {
  return (
    <span aria-hidden className={`size-3.5 shrink-0 rounded-[4px] border border-line-strong ${blockLook(place)}`} />
  );
}

interface CopyMenuProps {
  schedule: Schedule;
  day: Weekday;
  onChange(schedule: Schedule): void;
}

function CopyMenu({ schedule, day, onChange }: CopyMenuProps) {
  const { t } = useWords();
  const copyTo = (days: readonly Weekday[]) => () => onChange(copyDay(schedule, day, days));
  const items = [
    { label: t('lines.week.copyWorkdays'), onSelect: copyTo([1, 2, 3, 4, 5]) },
    { label: t('lines.week.copyWeekend'), onSelect: copyTo([6, 7]) },
    { label: t('lines.week.copyAll'), onSelect: copyTo(weekdays) },
    ...weekdays
      .filter((one) => one !== day)
      .map((one) => ({ label: t(`lines.days.full.${one}`), onSelect: copyTo([one]) })),
  ];
  return (
    <Menu items={items} inPlace>
      <Button size="sm" icon={Copy}>
        {t('lines.week.copy', { day: t(`lines.days.short.${day}`) })}
      </Button>
    </Menu>
  );
}
