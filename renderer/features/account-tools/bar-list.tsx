import type { Bar } from './plot-columns.ts';

interface BarListProps {
  label: string;
  bars: readonly Bar[];
  format(value: number): string;
}

/**
 * Named values as bars from one zero, with what they are beside them as text. Widths are set by script, which the page's
 * policy allows, and colours come from the theme.
 */
export function BarList({ label, bars, format }: BarListProps) {
  const values = bars.map(({ value }) => value);
  const least = Math.min(0, ...values);
  const span = Math.max(0, ...values) - least || 1;
  const share = (part: number) => `${(part / span) * 100}%`;
  return (
    <ul aria-label={label} className="flex flex-col gap-1.5 sm:gap-1">
      {bars.map((bar, line) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of the provider have no id that is known
          key={line}
          className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 sm:grid-cols-[minmax(0,14rem)_minmax(0,1fr)_auto]"
        >
          <span title={bar.label} className="truncate">
            {bar.label}
          </span>
          <svg
            aria-hidden
            className="order-last col-span-2 h-2.5 w-full rounded-sm bg-sunk sm:order-none sm:col-span-1"
          >
            <rect
              className="fill-accent-solid"
              x={share(Math.min(bar.value, 0) - least)}
              width={share(Math.abs(bar.value))}
              height="100%"
            />
          </svg>
          <span className="text-right tabular-nums sm:min-w-20">{format(bar.value)}</span>
        </li>
      ))}
    </ul>
  );
}
