import { AlertTriangle, X } from 'lucide-react';
import { useEffect } from 'react';
import { create } from 'zustand';
import { useTranslate } from '../words/i18n.ts';
import { IconButton } from './icon-button.tsx';

export interface Toast {
  text: string;
  tone?: 'plain' | 'miss';
  /** Takes back what is told: by the toast's button, and by Ctrl+Z for some while after it is gone. */
  undo?: () => void;
}

interface ToastState {
  toast?: (Toast & { id: number }) | undefined;
}

const useToasts = create<ToastState>()(() => ({}));
let count = 0;

/** What can be taken back, the last last; what was done to whom is not held any longer than that. */
let undoable: { id: number; until: number; undo(): void }[] = [];
/** Longer ago, ms, nobody knows any more what Ctrl+Z would take back. */
const undoableFor = 60_000;

/** One at a time: a new one replaces the one before. Answers the id that `undo` and `withdrawUndo` take. */
export function showToast(toast: Toast): number {
  count += 1;
  useToasts.setState({ toast: { ...toast, id: count } });
  if (toast.undo) {
    undoable.push({ id: count, until: performance.now() + undoableFor, undo: toast.undo });
    setTimeout(dropOld, undoableFor);
  }
  return count;
}

function dropOld(): void {
  undoable = undoable.filter(({ until }) => performance.now() < until);
}

/** What the toast told did not come to be: there is nothing to take back. */
export function withdrawUndo(id: number): void {
  undoable = undoable.filter((one) => one.id !== id);
  useToasts.setState(({ toast }) => (toast?.id === id ? { toast: undefined } : {}));
}

/** Takes back the last of what toasts offered to, or the one that is named. Answers whether there was any. */
export function undo(id?: number): boolean {
  dropOld();
  const last = id === undefined ? undoable.at(-1) : undoable.find((one) => one.id === id);
  if (last === undefined) return false;
  undoable = undoable.filter((one) => one !== last);
  useToasts.setState(({ toast }) => (toast?.id === last.id ? { toast: undefined } : {}));
  last.undo();
  return true;
}

const lifetime = 6000;

export function Toaster() {
  const t = useTranslate();
  const { toast } = useToasts();
  useEffect(() => {
    if (!toast) return;
    const timer = setTimeout(() => useToasts.setState({ toast: undefined }), lifetime);
    return () => clearTimeout(timer);
  }, [toast]);

  return (
    <div role="status" className="pointer-events-none absolute inset-x-3 bottom-3 z-50 flex justify-center md:bottom-6">
      {toast && (
        <div
          key={toast.id}
          className="pointer-events-auto flex max-w-[440px] animate-rise items-center gap-2 rounded-[10px] bg-inverse py-1.5 pr-1.5 pl-3 text-on-inverse shadow-float"
        >
          {toast.tone === 'miss' && <AlertTriangle aria-hidden size={15} className="shrink-0" />}
          <span className="min-w-0 py-0.5">{toast.text}</span>
          {toast.undo && (
            <button
              type="button"
              className="h-7 shrink-0 rounded-md px-2.5 font-semibold underline decoration-current/40 underline-offset-3 hover:decoration-current"
              onClick={() => undo(toast.id)}
            >
              {t('app.undo')}
            </button>
          )}
          <IconButton
            icon={X}
            size="sm"
            label={t('app.dismiss')}
            className="text-on-inverse/75! hover:bg-on-inverse/15! hover:text-on-inverse!"
            onClick={() => useToasts.setState({ toast: undefined })}
          />
        </div>
      )}
    </div>
  );
}
