import { useQuery } from '@tanstack/react-query';
import { CircleCheck, FileDown, Printer } from 'lucide-react';
import { useId, useState } from 'react';
import { type CallColumn, callColumns } from '../../../shared/domain/call-columns.ts';
import { callWords } from '../../../shared/words/calls.ts';
import { useSession } from '../../session/session.tsx';
import { useLost } from '../../session/use-lost.ts';
import { useLive } from '../../stores/live-store.ts';
import { useView } from '../../stores/view-store.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useWords } from '../../words/words.ts';
import { useSourceLabel } from '../filtered-list/filter-items.tsx';
import { useSaveSettings } from '../settings/use-save-settings.ts';
import { PrintSheet } from './print-sheet.tsx';
import { isFiltered, useCallFilter } from './use-call-log.ts';
import { useExport } from './use-export.ts';
import { mostPrinted, usePrint } from './use-print.ts';

export function ExportDialog({ open, onClose }: { open: boolean; onClose(): void }) {
  const { t } = useWords();
  return (
    <Dialog open={open} onClose={onClose} title={t('calls.export.title')}>
      <Export onClose={onClose} />
    </Dialog>
  );
}

function Export({ onClose }: { onClose(): void }) {
  const { api } = useSession();
  const { t, count } = useWords();
  const lost = useLost();
  const filter = useCallFilter();
  const facts = useFilterFacts();
  const [columns, setColumns] = useState(useLive((state) => state.settings.tableColumns));
  const save = useSaveSettings();
  const { state, start, cancel } = useExport();
  const print = usePrint();
  const total = useQuery(api.calls.count.queryOptions({ input: { filter } })).data?.count;
  const isCut = total !== undefined && total > mostPrinted;
  const cut = isCut ? t('calls.export.printFirst', { most: count(mostPrinted), total: count(total) }) : undefined;
  const choose = (next: readonly CallColumn[]) => {
    setColumns([...next]);
    save.mutate({ tableColumns: [...next] });
  };

  if (state.at === 'running') {
    const said = t('calls.export.running', {
      done: count(state.done),
      total: state.total === undefined ? '…' : count(state.total),
    });
    return <Running said={said} share={state.total ? state.done / state.total : undefined} onCancel={cancel} />;
  }
  if (print.state.at === 'reading') {
    const { done } = print.state;
    const most = total === undefined ? undefined : Math.min(total, mostPrinted);
    const said = t('calls.export.running', { done: count(done), total: most === undefined ? '…' : count(most) });
    return <Running said={said} share={most ? Math.min(1, done / most) : undefined} onCancel={print.cancel} />;
  }
  if (state.at === 'saved') {
    return (
      <>
        <p role="status" className="flex gap-2">
          <CircleCheck aria-hidden size={18} className="shrink-0 text-go" />
          {t('calls.export.saved', { name: state.name, calls: count(state.calls) })}
        </p>
        <div className="mt-4 flex justify-end">
          <Button variant="primary" onClick={onClose}>
            {t('app.close')}
          </Button>
        </div>
      </>
    );
  }
  const failure = state.at === 'failed' ? state.said : print.state.at === 'failed' ? print.state.said : undefined;
  return (
    <>
      <p className="text-dim">
        {t(isFiltered(filter) ? 'calls.export.filtered' : 'calls.export.all')}
        {total !== undefined && ` ${t('calls.export.count', { calls: count(total) })}`}
      </p>
      <Columns selected={columns} onChange={choose} />
      <p className="text-dim text-sm">{[t('calls.export.fileHint'), cut].filter(Boolean).join(' ')}</p>
      {failure && (
        <p role="alert" className="mt-2 text-miss">
          {failure}
        </p>
      )}
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        <Button icon={Printer} unable={lost} disabled={total === 0} onClick={() => print.start(filter)}>
          {t('calls.export.print')}
        </Button>
        <Button variant="primary" icon={FileDown} unable={lost} onClick={() => start(filter, columns)}>
          {t('calls.export.start')}
        </Button>
      </div>
      {print.state.at === 'ready' && (
        <PrintSheet calls={print.state.calls} columns={columns} facts={cut === undefined ? facts : [...facts, cut]} />
      )}
    </>
  );
}

/** What the filters say, for whoever reads the paper later. */
function useFilterFacts(): string[] {
  const { t } = useWords();
  const { kind, period, source, search } = useView();
  const sourceLabel = useSourceLabel(source);
  return [
    kind !== 'all' && t(`calls.filters.${kind}`),
    sourceLabel,
    period !== 'any' && t(`calls.periods.${period}`),
    search.trim() !== '' && `«${search.trim()}»`,
  ].filter((fact) => typeof fact === 'string');
}

interface ColumnsProps {
  selected: readonly CallColumn[];
  onChange(columns: readonly CallColumn[]): void;
}

/** A table without columns is none: the last one stays. */
function Columns({ selected, onChange }: ColumnsProps) {
  const { t, locale } = useWords();
  const { columns: titles } = callWords(locale);
  const id = useId();
  return (
    <fieldset className="my-3">
      <legend className="mb-1.5 font-medium">{t('calls.export.columns')}</legend>
      <div className="grid grid-cols-2 gap-x-4">
        {callColumns.map((column) => {
          const isSelected = selected.includes(column);
          const press = () =>
            onChange(callColumns.filter((one) => (one === column ? !isSelected : selected.includes(one))));
          return (
            <label key={column} htmlFor={`${id}-${column}`} className="flex h-8 items-center gap-2">
              <Checkbox
                id={`${id}-${column}`}
                checked={isSelected}
                disabled={isSelected && selected.length === 1}
                onPress={press}
              />
              {titles[column]}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}

function Running({ said, share, onCancel }: { said: string; share: number | undefined; onCancel(): void }) {
  const { t } = useWords();
  return (
    <>
      <p role="status" className="mb-2">
        {said}
      </p>
      <ProgressBar label={said} share={share} />
      <div className="mt-4 flex justify-end">
        <Button onClick={onCancel}>{t('app.cancel')}</Button>
      </div>
    </>
  );
}
