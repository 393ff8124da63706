import { CircleAlert, RefreshCw, Send } from 'lucide-react';
import { useLost } from '../../session/use-lost.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useWords } from '../../words/words.ts';
import { ChangeList } from './change-list.tsx';
import type { ChangeGroup } from './change-words.ts';
import type { LineEditing } from './use-line-edit.ts';

interface ReviewDialogProps {
  open: boolean;
  onClose(): void;
  groups: readonly ChangeGroup[];
  editing: LineEditing;
}

/** What will be sent, before it is; and what became of it. */
export function ReviewDialog({ open, onClose, groups, editing }: ReviewDialogProps) {
  const { t } = useWords();
  const lost = useLost();
  const { save, rebase, failure } = editing;
  const isBusy = save.isPending || rebase.isPending;
  const close = () => {
    if (isBusy) return;
    save.reset();
    onClose();
  };
  return (
    <Dialog open={open} onClose={close} title={t('lines.change.title')}>
      <ChangeList groups={groups} />
      {failure && (
        <div role="alert" className="mt-4 rounded-[10px] border border-miss-line bg-miss-bg px-3 py-2.5">
          <p className="flex gap-2">
            <CircleAlert aria-hidden size={16} className="mt-px shrink-0 text-miss" />
            {failure.text}
          </p>
          {!failure.needsReading && <p className="mt-1 ml-6 text-dim">{t('lines.change.kept')}</p>}
        </div>
      )}
      {save.isPending && (
        <div role="status" className="mt-4 flex flex-col gap-1.5">
          <span className="text-dim">{t('lines.change.sending')}</span>
          <ProgressBar label={t('lines.change.sending')} share={undefined} />
        </div>
      )}
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        <Button onClick={close} busy={isBusy}>
          {t('app.back')}
        </Button>
        {failure?.needsReading ? (
          <Button
            variant="primary"
            icon={RefreshCw}
            busy={rebase.isPending}
            unable={lost}
            onClick={() => rebase.mutate(undefined, { onSuccess: onClose })}
          >
            {t('lines.change.rebase')}
          </Button>
        ) : (
          <Button
            variant="primary"
            icon={Send}
            busy={save.isPending}
            unable={lost}
            onClick={() => save.mutate(undefined, { onSuccess: onClose })}
          >
            {t('lines.change.send')}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
