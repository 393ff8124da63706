import { coreNow } from '../../stores/live-store.ts';
import { useWords } from '../../words/words.ts';

interface DayTableProps {
  columns: readonly string[];
  /** Their beginnings, epoch ms, oldest first. */
  days: readonly number[];
  cellsOf(day: number): readonly string[];
}

/** What is drawn by day, as text, the newest first. Scrolls within itself. */
export function DayTable({ columns, days, cellsOf }: DayTableProps) {
  const { t, weekdayDate } = useWords();
  const now = coreNow();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls a long table by keys
    <section aria-label={t('tools.plot.table')} tabIndex={0} className="max-h-72 overflow-auto">
      <table className="w-full border-collapse text-sm sm:text-base sm:[&_td]:px-2 sm:[&_th]:px-2">
        <thead>
          <tr>
            {[t('tools.plot.day'), ...columns].map((name, at) => (
              <th
                key={name}
                scope="col"
                className={`sticky top-0 bg-surface px-1 py-1 font-medium text-dim text-sm ${at === 0 ? 'text-left' : 'text-right'}`}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days
            .map((at, day) => (
              <tr key={at} className="border-line border-t">
                <th scope="row" className="whitespace-nowrap px-1 py-1 text-left font-normal">
                  {weekdayDate(at, now)}
                </th>
                {cellsOf(day).map((cell, column) => (
                  <td key={columns[column]} className="whitespace-nowrap px-1 py-1 text-right tabular-nums">
                    {cell}
                  </td>
                ))}
              </tr>
            ))
            .toReversed()}
        </tbody>
      </table>
    </section>
  );
}
