import { CircleCheck, FileDown } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useWords } from '../../words/words.ts';
import { isFiltered, useCallFilter } from './use-call-log.ts';
import { useExport } from './use-export.ts';

export function ExportDialog({ open, onClose }: { open: boolean; onClose(): void }) {
  const { t } = useWords();
  return (
    <Dialog open={open} onClose={onClose} title={t('calls.export.title')}>
      <Export onClose={onClose} />
    </Dialog>
  );
}

function Export({ onClose }: { onClose(): void }) {
  const { t, count } = useWords();
  const filter = useCallFilter();
  const { state, start, cancel } = useExport();
  if (state.at === 'running') {
    const { done, total } = state;
    const said = t('calls.export.running', { done: count(done), total: total === undefined ? '…' : count(total) });
    return (
      <>
        <p role="status" className="mb-2">
          {said}
        </p>
        <ProgressBar label={said} share={total ? done / total : undefined} />
        <div className="mt-4 flex justify-end">
          <Button onClick={cancel}>{t('app.cancel')}</Button>
        </div>
      </>
    );
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
  return (
    <>
      <p className="text-dim">{t(isFiltered(filter) ? 'calls.export.filtered' : 'calls.export.all')}</p>
      {state.at === 'failed' && (
        <p role="alert" className="mt-2 text-miss">
          {state.said}
        </p>
      )}
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={onClose}>{t('app.cancel')}</Button>
        <Button variant="primary" icon={FileDown} onClick={() => start(filter)}>
          {t('calls.export.start')}
        </Button>
      </div>
    </>
  );
}
