import { useMemo, useState } from 'react';
import type { ReceivedTable } from '../../../shared/contract/account-tools/reports.ts';
import { formatDuration } from '../../format/duration.ts';
import { createPart } from '../../parts/part.tsx';
import { ChipSelect } from '../../ui/chip-select.tsx';
import { useWords } from '../../words/words.ts';
import { barsOf, readPlotColumns } from './plot-columns.ts';

const BarList = createPart(async () => (await import('./bar-list.tsx')).BarList);

/** More bars than this say less than the table. */
const mostBars = 20;

/** A column of a table as bars: the one that looks like it was meant to be drawn, or the one that the user chose. */
export function ReportPlot({ table }: { table: ReceivedTable }) {
  const { t, count } = useWords();
  /** Places of columns. */
  const [chosen, setChosen] = useState<{ value?: number; label?: number }>({});
  const { numbers, value: usual, label: usualLabel } = useMemo(() => readPlotColumns(table), [table]);
  if (numbers.length === 0) return null;
  const column = numbers.find(({ at }) => at === chosen.value) ?? usual;
  const label = chosen.label ?? usualLabel;
  const { bars, left } = column === undefined ? { bars: [], left: 0 } : barsOf(table, label, column);
  const nameOf = (at: number) => table.columns[at] ?? '';
  const optionOf = (at: number) => ({ value: String(at), label: nameOf(at) });
  const values = usual === undefined ? numbers : [usual, ...numbers.filter((one) => one !== usual)];
  const labels = [usualLabel, ...table.columns.map((_, at) => at).filter((at) => at !== usualLabel)];
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2 text-dim">
        {t('tools.plot.value')}
        <ChipSelect
          label={t('tools.plot.value')}
          value={column === undefined ? '' : String(column.at)}
          options={[
            ...(usual === undefined ? [{ value: '', label: t('tools.plot.nothing') }] : []),
            ...values.map(({ at }) => optionOf(at)),
          ]}
          onValueChange={(at) => setChosen({ ...chosen, value: at === '' ? -1 : Number(at) })}
        />
        {t('tools.plot.by')}
        <ChipSelect
          label={t('tools.plot.by')}
          value={String(label)}
          options={labels.map(optionOf)}
          onValueChange={(at) => setChosen({ ...chosen, label: Number(at) })}
        />
      </div>
      {column !== undefined && (
        <BarList
          label={t('tools.plot.caption', { value: column.name, by: nameOf(label) })}
          bars={bars.slice(0, mostBars)}
          format={column.kind === 'duration' ? writeDuration : count}
        />
      )}
      {left > 0 && <p className="text-dim text-sm">{t('tools.plot.left', { count: left })}</p>}
      {bars.length > mostBars && (
        <p className="text-dim text-sm">{t('tools.plot.more', { count: bars.length - mostBars })}</p>
      )}
    </div>
  );
}

function writeDuration(seconds: number): string {
  return `${seconds < 0 ? '\u2212' : ''}${formatDuration(Math.abs(seconds))}`;
}
