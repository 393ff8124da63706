import type { ReactNode } from 'react';
import { useTranslate } from '../words/i18n.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
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
  error?: string | undefined;
  onConfirm(): void;
}

export function ConfirmDialog({
  open,
  onClose,
  title,
  text,
  confirm,
  danger,
  busy,
  error,
  onConfirm,
}: ConfirmDialogProps) {
  const t = useTranslate();
  const unable = useUnable(undefined);
  return (
    <Dialog open={open} onClose={onClose} title={title} text={text}>
      {error && (
        <p role="alert" className="mb-3 text-miss">
          {error}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t('app.cancel')}</Button>
        <Button variant={danger ? 'danger' : 'primary'} busy={busy} unable={unable} onClick={onConfirm}>
          {confirm}
        </Button>
      </div>
    </Dialog>
  );
}
