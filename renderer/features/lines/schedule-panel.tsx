import { CalendarClock, TriangleAlert } from 'lucide-react';
import { RadioGroup } from 'radix-ui';
import { useState } from 'react';
import type { PbxLineProfile } from '../../../shared/domain/hosted-pbx/pbx-line-settings.ts';
import { type Schedule, spansOf, weekdays } from '../../../shared/domain/schedule/schedule.ts';
import { roundTheClock } from '../../../shared/domain/schedule/schedule-edits.ts';
import type { ScheduleFault } from '../../../shared/domain/schedule/schedule-faults.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Menu } from '../../ui/menu.tsx';
import { useWords } from '../../words/words.ts';
import { describeFaults } from './fault-words.ts';
import { PartBar, Swatch } from './part-bar.tsx';
import { WeekGrid } from './week-grid.tsx';
import type { WeekPart } from './week-part.ts';
import { WorkingHoursDialog } from './working-hours-dialog.tsx';

interface SchedulePanelProps {
  profile: PbxLineProfile;
  faults: readonly ScheduleFault[];
  /** By which the place of its faults is found. */
  place: string;
  onChange(schedule: Schedule): void;
}

/** Whose the hours of the week are. */
export function SchedulePanel({ profile, faults, place, onChange }: SchedulePanelProps) {
  const { t, count } = useWords();
  const { schedule } = profile;
  const active = profile.blocks.filter(({ id }) => schedule.blocks.some((block) => block.id === id && block.isActive));
  const [chosenBrush, setBrush] = useState<string>();
  const [part, setPart] = useState<WeekPart>();
  const [isWorkingOpen, setWorkingOpen] = useState(false);
  const brush = chosenBrush === '' || active.some(({ id }) => id === chosenBrush) ? chosenBrush : (active[0]?.id ?? '');

  return (
    <section className="flex flex-col gap-3 rounded-xl border border-line bg-surface p-3.5 sm:p-4">
      <div className="flex items-start justify-between gap-3">
        <div>
          <h3 className="font-semibold text-lg">{t('lines.week.title')}</h3>
          <p className="text-dim">{t('lines.week.text')}</p>
        </div>
        <Menu
          inPlace
          items={[
            { label: t('lines.week.workingHours'), icon: CalendarClock, onSelect: () => setWorkingOpen(true) },
            ...active.map(({ id, name }) => ({
              label: t('lines.week.roundTheClock', { name }),
              onSelect: () => onChange(roundTheClock(schedule, id)),
            })),
          ]}
        >
          <Button size="sm" icon={CalendarClock}>
            {t('lines.week.presets')}
          </Button>
        </Menu>
      </div>
      <RadioGroup.Root
        aria-label={t('lines.week.brush')}
        value={brush ?? ''}
        onValueChange={setBrush}
        className="flex flex-wrap gap-1.5"
      >
        {profile.blocks.map(({ id, name }, index) => {
          const isOff = !active.some((block) => block.id === id);
          return (
            <Brush key={id} value={id} disabled={isOff}>
              <Swatch place={index} />
              {name}
              <span className={classNames('text-dim text-sm', !isOff && 'max-sm:hidden')}>
                {isOff ? t('lines.week.isOff') : t('lines.block.hours', { hours: count(hoursOf(schedule, id)) })}
              </span>
            </Brush>
          );
        })}
        <Brush value="">
          <span aria-hidden className="pattern-fault size-3.5 rounded-[4px] border border-miss" />
          {t('lines.week.eraser')}
        </Brush>
      </RadioGroup.Root>
      <WeekGrid
        profile={profile}
        faults={faults}
        brush={brush || undefined}
        part={part}
        onSelect={setPart}
        onChange={onChange}
      />
      <FaultBox profile={profile} faults={faults} place={place} onChange={onChange} />
      {part && <PartBar profile={profile} part={part} onSelect={setPart} onChange={onChange} />}
      {isWorkingOpen && (
        <WorkingHoursDialog open profile={profile} onClose={() => setWorkingOpen(false)} onChange={onChange} />
      )}
    </section>
  );
}

function hoursOf(schedule: Schedule, blockId: string): number {
  const seconds = weekdays
    .flatMap((day) => spansOf(schedule, day))
    .filter((span) => span.blockId === blockId)
    .reduce((sum, { from, to }) => sum + to - from, 0);
  return Math.round(seconds / 360) / 10;
}

function Brush({ children, ...rest }: { value: string; disabled?: boolean; children: React.ReactNode }) {
  return (
    <RadioGroup.Item
      className={classNames(
        'flex h-8 items-center gap-2 rounded-lg border border-line bg-surface px-2.5 transition-colors duration-100 hover:bg-hover',
        'data-[state=checked]:border-text data-[state=checked]:bg-selected disabled:pointer-events-none disabled:opacity-60',
      )}
      {...rest}
    >
      {children}
    </RadioGroup.Item>
  );
}

/** What is wrong with the week, each with the way to put it right. */
function FaultBox({ profile, faults, place, onChange }: SchedulePanelProps) {
  const { t } = useWords();
  const { schedule } = profile;
  if (faults.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div
      data-place={place}
      role="group"
      tabIndex={-1}
      aria-label={t('lines.faults.title')}
      className="rounded-[10px] border border-miss-line bg-miss-bg px-3 py-2.5"
    >
      <p className="flex items-center gap-2 font-semibold text-miss">
        <TriangleAlert aria-hidden size={15} className="shrink-0" />
        {t('lines.faults.title')}
      </p>
      <ul className="mt-1.5 flex flex-col gap-1.5">
        {describeFaults(faults, profile, t).map(({ key, text, wholeDay, mend }) => (
          <li key={key} className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
            <span className="mr-auto">{text}</span>
            <span className="flex flex-wrap items-center gap-1.5">
              <span className="text-dim text-sm">{t(wholeDay ? 'lines.faults.giveDay' : 'lines.faults.giveTo')}</span>
              {profile.blocks.map(
                ({ id, name }, index) =>
                  schedule.blocks.some((block) => block.id === id && block.isActive) && (
                    <Button key={id} size="sm" onClick={() => onChange(mend(schedule, id))}>
                      <Swatch place={index} />
                      {name}
                    </Button>
                  ),
              )}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
