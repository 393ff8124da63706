// biome-ignore-all lint/a11y/useSemanticElements: the cells of a table cannot lie over what is drawn
// biome-ignore-all lint/a11y/useFocusableInteractive: of the grid only its cells are walked
import { TriangleAlert } from 'lucide-react';
import { type KeyboardEvent, memo, type Ref, useId, useRef, useState } from 'react';
import type { PbxLineProfile } from '../../../shared/domain/hosted-pbx/pbx-line-settings.ts';
import {
  daySeconds,
  type Schedule,
  spansOf,
  type Weekday,
  weekdays,
} from '../../../shared/domain/schedule/schedule.ts';
import type { ScheduleFault } from '../../../shared/domain/schedule/schedule-faults.ts';
import { formatTimeOfDay } from '../../format/time-of-day.ts';
import { classNames } from '../../ui/class-names.ts';
import { useWords } from '../../words/words.ts';
import { blockLook } from './block-look.ts';
import { useWeekDrag } from './use-week-drag.ts';
import { type Cell, givePart, moveCell, partBetween, type WeekPart } from './week-part.ts';
import { describePart } from './week-words.ts';

const hours = Array.from({ length: 24 }, (_, hour) => hour);
const ruler = [0, 3, 6, 9, 12, 15, 18, 21, 24];
const percent = (seconds: number) => `${(seconds / daySeconds) * 100}%`;

interface WeekGridProps {
  profile: PbxLineProfile;
  faults: readonly ScheduleFault[];
  /** To whom what is drawn is given; nobody when undefined. */
  brush: string | undefined;
  part: WeekPart | undefined;
  onSelect(part: WeekPart): void;
  onChange(schedule: Schedule): void;
}

/** Days by hours: drawn over with a pointer or a finger, walked and filled with the keyboard. */
export function WeekGrid({ profile, faults, brush, part, onSelect, onChange }: WeekGridProps) {
  const { t } = useWords();
  const hint = useId();
  const { schedule } = profile;
  const strips = useRef<(HTMLElement | null)[]>([]);
  const grid = useRef<HTMLDivElement>(null);
  const [cursor, setCursor] = useState<Cell>({ day: 1, hour: 9 });
  const anchor = useRef<Cell>(cursor);
  const { drawing, handlers } = useWeekDrag({
    schedule,
    brush,
    strips,
    onChange,
    onSelect(selectedPart) {
      anchor.current = { day: selectedPart.days[0] ?? 1, hour: Math.min(23, Math.floor(selectedPart.from / 3600)) };
      onSelect(selectedPart);
    },
  });
  const shown = drawing?.schedule ?? schedule;
  const selected = drawing?.part ?? part;

  const go = (cell: Cell, extend: boolean) => {
    if (!extend) anchor.current = cell;
    setCursor(cell);
    onSelect(partBetween(anchor.current, cell));
    grid.current?.querySelector<HTMLElement>(`[data-cell="${cell.day}-${cell.hour}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = moveCell(cursor, event.key);
    const isGiven = event.key === 'Enter' || event.key === ' ';
    if (next !== undefined) go(next, event.shiftKey);
    else if (isGiven || event.key === 'Delete' || event.key === 'Backspace') {
      const given = part ?? partBetween(cursor, cursor);
      onSelect(given);
      onChange(givePart(schedule, given, isGiven ? brush : undefined));
    } else return;
    event.preventDefault();
    // The player has keys of the same name.
    event.stopPropagation();
  };

  return (
    <div>
      <div aria-hidden className="relative ml-9 h-4 text-dim text-xs sm:ml-12">
        {ruler.map((hour) => (
          <span
            key={hour}
            style={{ left: percent(hour * 3600) }}
            className={classNames(
              'absolute',
              hour === 0 ? '' : hour === 24 ? '-translate-x-full' : '-translate-x-1/2',
              hour % 6 !== 0 && 'max-sm:hidden',
            )}
          >
            {hour}
          </span>
        ))}
      </div>
      <div
        ref={grid}
        role="grid"
        aria-label={t('lines.week.grid')}
        aria-describedby={hint}
        aria-multiselectable
        onKeyDown={onKeyDown}
        className="flex flex-col gap-[3px]"
      >
        {weekdays.map((day, index) => (
          <DayRow
            key={day}
            day={day}
            profile={profile}
            schedule={shown}
            faults={faults}
            part={selected?.days.includes(day) ? selected : undefined}
            isDrawn={drawing?.day === day}
            cursor={cursor.day === day ? cursor.hour : undefined}
            onFocus={setCursor}
            strip={(element) => {
              strips.current[index] = element;
            }}
            handlers={handlers}
          />
        ))}
      </div>
      <p id={hint} className="mt-2 text-dim text-sm max-sm:sr-only">
        {t('lines.week.keys')}
      </p>
    </div>
  );
}

interface DayRowProps {
  day: Weekday;
  profile: PbxLineProfile;
  schedule: Schedule;
  faults: readonly ScheduleFault[];
  /** What is selected of this day. */
  part: WeekPart | undefined;
  isDrawn: boolean;
  /** The cell that the keyboard stands on. */
  cursor: number | undefined;
  onFocus(cell: Cell): void;
  strip: Ref<HTMLDivElement>;
  handlers: ReturnType<typeof useWeekDrag>['handlers'];
}

function DayRow({ day, profile, schedule, faults, part, isDrawn, cursor, onFocus, strip, handlers }: DayRowProps) {
  const { t } = useWords();
  const here = faults.filter((fault) => fault.day === day);
  return (
    <div role="row" className="flex h-10 items-stretch sm:h-9">
      <span
        role="rowheader"
        className={classNames(
          'flex w-9 shrink-0 items-center gap-1 sm:w-12',
          here.length > 0 ? 'font-semibold text-miss' : day > 5 ? 'text-dim' : '',
        )}
      >
        <span aria-hidden>{t(`lines.days.short.${day}`)}</span>
        <span className="sr-only">
          {t('lines.week.dayLabel', { day: t(`lines.days.full.${day}`) })}
          {here.length > 0 && `, ${t('lines.week.dayFault')}`}
        </span>
        {here.length > 0 && <TriangleAlert aria-hidden size={12} className="shrink-0 max-sm:hidden" />}
      </span>
      <div
        ref={strip}
        role="presentation"
        {...handlers}
        className="relative min-w-0 flex-1 cursor-crosshair touch-pan-y select-none rounded-md bg-sunk"
      >
        <Spans day={day} profile={profile} schedule={schedule} faults={here} />
        {hours.map((hour) => (
          <HourCell
            key={hour}
            day={day}
            hour={hour}
            label={describePart({ day, from: hour * 3600, to: (hour + 1) * 3600 }, schedule, profile, t)}
            isSelected={part !== undefined && part.from < (hour + 1) * 3600 && part.to > hour * 3600}
            isStop={cursor === hour}
            onFocus={onFocus}
          />
        ))}
        {part && part.to > part.from && (
          <span
            aria-hidden
            className="pointer-events-none absolute -inset-y-px rounded-[5px] border-2 border-text shadow-[inset_0_0_0_1px_var(--color-surface)]"
            style={{ left: percent(part.from), width: percent(part.to - part.from) }}
          />
        )}
        {part && isDrawn && (
          <span
            aria-hidden
            className="pointer-events-none absolute -top-7 z-10 -translate-x-1/2 rounded-md bg-inverse px-1.5 py-0.5 font-medium text-on-inverse text-sm whitespace-nowrap shadow-float"
            style={{ left: `clamp(44px, ${percent((part.from + part.to) / 2)}, calc(100% - 44px))` }}
          >
            {formatTimeOfDay(part.from)}–{formatTimeOfDay(part.to)}
          </span>
        )}
      </div>
    </div>
  );
}

/** Whose the hours of a day are, as stretches of colour with their names. */
function Spans({ day, profile, schedule, faults }: Pick<DayRowProps, 'day' | 'profile' | 'schedule' | 'faults'>) {
  const { t } = useWords();
  return (
    <div aria-hidden className="absolute inset-0 overflow-hidden rounded-md">
      {spansOf(schedule, day).map(({ from, to, blockId }) => {
        const place = profile.blocks.findIndex(({ id }) => id === blockId);
        return (
          <span
            key={`${blockId} ${from}`}
            style={{ left: percent(from), width: percent(to - from) }}
            className={classNames(
              '@container absolute inset-y-0 flex items-center overflow-hidden border-surface border-r last:border-r-0',
              blockLook(place),
            )}
          >
            <span className="@max-[52px]:hidden min-w-0 truncate px-2">
              {profile.blocks[place]?.name}
              <span className="@max-[210px]:hidden ml-1.5 text-dim">
                {formatTimeOfDay(from)}–{formatTimeOfDay(to)}
              </span>
            </span>
          </span>
        );
      })}
      <span className="hour-lines absolute inset-0" />
      {faults.map(({ kind, from, to }) => (
        <span
          key={`${kind} ${from}`}
          style={{ left: percent(from), width: percent(Math.max(to - from, 0)) }}
          className="@container pattern-fault absolute inset-y-0 flex items-center justify-center border border-miss"
        >
          {kind === 'gap' && (
            <span className="@max-[104px]:hidden whitespace-nowrap rounded bg-surface px-1.5 font-medium text-miss">
              {t('lines.week.nobody')}
            </span>
          )}
        </span>
      ))}
    </div>
  );
}

interface HourCellProps {
  day: Weekday;
  hour: number;
  label: string;
  isSelected: boolean;
  isStop: boolean;
  onFocus(cell: Cell): void;
}

const HourCell = memo(function HourCell({ day, hour, label, isSelected, isStop, onFocus }: HourCellProps) {
  return (
    <div
      role="gridcell"
      data-cell={`${day}-${hour}`}
      aria-label={label}
      aria-selected={isSelected}
      tabIndex={isStop ? 0 : -1}
      onFocus={() => onFocus({ day, hour })}
      style={{ left: percent(hour * 3600), width: percent(3600) }}
      className="absolute inset-y-0 z-[1] rounded-sm focus-visible:-outline-offset-2"
    />
  );
});
