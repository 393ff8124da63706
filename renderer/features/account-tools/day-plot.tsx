import { type PointerEvent, useState } from 'react';
import { classNames } from '../../ui/class-names.ts';
import { axisTicks } from './axis-ticks.ts';

interface DayPlotProps {
  /** With the unit of its values. */
  title: string;
  /** Their beginnings, epoch ms, oldest first. */
  days: readonly number[];
  /** Bars upon each other, from the bottom: one value a day, undefined where it is not known. `fill` is a class of the theme. */
  parts: readonly { name: string; fill: string; values: readonly (number | undefined)[] }[];
  /** Only whole numbers have a meaning. */
  counted: boolean;
  formatValue(value: number): string;
  formatDay(at: number): string;
  /** What a day comes to, in words; without one, all of them. */
  say(day?: number): string;
}

/** As many dates as stand beside each other; in the narrowest window, every other one of them does. */
const mostDates = 7;
const wantedTicks = 3;

/**
 * Values by day as bars. What the pointer is over is said above them; who sees no bars has their sum as the name of the picture,
 * and each of them in the table that stands with it.
 */
export function DayPlot({ title, days, parts, counted, formatValue, formatDay, say }: DayPlotProps) {
  const [over, setOver] = useState<number>();
  const totals = days.map((_, day) => parts.reduce((sum, { values }) => sum + (values[day] ?? 0), 0));
  const ticks = axisTicks(Math.max(...totals), wantedTicks, counted ? 1 : 0);
  const top = ticks.at(-1) ?? 1;
  const everyDate = Math.ceil(days.length / mostDates);
  const gap = days.length > 40 ? 0.1 : 0.25;
  const point = ({ currentTarget, clientX }: PointerEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    setOver(Math.min(days.length - 1, Math.max(0, Math.floor(((clientX - left) / width) * days.length))));
  };
  return (
    <figure>
      <figcaption className="flex flex-wrap items-baseline gap-x-3">
        <span className="font-medium">{title}</span>
        {parts.length > 1 &&
          parts.map(({ name, fill }) => (
            <span key={name} className="inline-flex items-center gap-1.5 text-dim text-sm">
              <svg aria-hidden className="size-2.5">
                <rect className={fill} width="100%" height="100%" />
              </svg>
              {name}
            </span>
          ))}
      </figcaption>
      <p aria-hidden className="truncate text-dim text-sm tabular-nums">
        {say(over)}
      </p>
      <div
        aria-hidden
        className="mt-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 pr-4 text-faint text-xs tabular-nums"
      >
        <div className="flex h-28 min-w-9 flex-col-reverse justify-between text-right">
          {ticks.map((tick) => (
            <span key={tick} className="flex h-0 items-center justify-end">
              {formatValue(tick)}
            </span>
          ))}
        </div>
        <div
          className="relative h-28"
          onPointerMove={point}
          onPointerDown={point}
          onPointerLeave={() => setOver(undefined)}
        >
          <div className="absolute inset-0 flex flex-col-reverse justify-between">
            {ticks.map((tick) => (
              <span key={tick} className="h-0 border-line border-t" />
            ))}
          </div>
          <Bars {...{ days, parts, top, gap, over }} />
        </div>
        <div className="relative col-start-2 mt-1 h-4">
          {days.map(
            (at, day) =>
              (days.length - 1 - day) % everyDate === 0 && (
                <span
                  key={at}
                  className={classNames(
                    '-translate-x-1/2 absolute',
                    ((days.length - 1 - day) / everyDate) % 2 === 1 && 'max-[400px]:hidden',
                  )}
                  style={{ left: `${((day + 0.5) / days.length) * 100}%` }}
                >
                  {formatDay(at)}
                </span>
              ),
          )}
        </div>
      </div>
      <p className="sr-only">{say()}</p>
    </figure>
  );
}

interface BarsProps extends Pick<DayPlotProps, 'days' | 'parts'> {
  top: number;
  gap: number;
  over: number | undefined;
}

/** Stretched to whatever room there is: a day is as wide as one, and the axis as high as one. */
function Bars({ days, parts, top, gap, over }: BarsProps) {
  return (
    <svg aria-hidden viewBox={`0 0 ${days.length} 1`} preserveAspectRatio="none" className="absolute inset-0 size-full">
      {over !== undefined && <rect className="fill-selected" x={over} width={1} height={1} />}
      {days.map((at, day) => {
        let height = 0;
        return parts.map(({ name, fill, values }) => {
          const value = values[day];
          if (value === undefined) return <rect key={name + at} className="fill-sunk" x={day} width={1} height={1} />;
          height += value / top;
          const box = { x: day + gap / 2, y: 1 - height, width: 1 - gap, height: value / top };
          return value > 0 && <rect key={name + at} className={fill} {...box} />;
        });
      })}
    </svg>
  );
}
