import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { useWords } from '../words/words.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { showToast } from './toast.tsx';
import { useUnable } from './unable.ts';

interface ConfirmDialogProps {
  open: boolean;
  onClose(): void;
  title: string;
  text: ReactNode;
  /** The button says what it does: "Remove", not "OK". */
  confirm: string;
  danger?: boolean;
  busy: boolean;
  /**
   * A promise is waited for, and then the dialog closes; its failure is told in the dialog, or by a toast where that was closed
   * meanwhile. What answers none tells its own end, and closes the dialog itself.
   */
  onConfirm(): unknown;
}

/** It can always be closed: what is under way goes on, and the button then says so by being no "Cancel". */
export function ConfirmDialog({ open, onClose, title, text, confirm, danger, busy, onConfirm }: ConfirmDialogProps) {
  const { t, error } = useWords();
  const unable = useUnable(undefined);
  const [failure, setFailure] = useState<string>();
  // Each opening is one of its own: what was confirmed in an earlier one does not close it and is not told in it.
  const opening = useRef<object>(undefined);
  useLayoutEffect(() => {
    if (!open) return;
    opening.current = {};
    setFailure(undefined);
    return () => {
      opening.current = undefined;
    };
  }, [open]);
  const begin = async () => {
    const { current } = opening;
    setFailure(undefined);
    try {
      const end = onConfirm();
      if (!(end instanceof Promise)) return;
      await end;
      if (opening.current === current) onClose();
    } catch (thrown) {
      if (opening.current === current) setFailure(error(thrown));
      else showToast({ tone: 'miss', text: error(thrown) });
    }
  };
  return (
    <Dialog open={open} onClose={onClose} title={title} text={text}>
      {failure && (
        <p role="alert" className="mb-3 text-miss">
          {failure}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t(busy ? 'app.close' : 'app.cancel')}</Button>
        <Button variant={danger ? 'danger' : 'primary'} busy={busy} unable={unable} onClick={begin}>
          {confirm}
        </Button>
      </div>
    </Dialog>
  );
}
