import { X } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { useTranslate } from '../words/i18n.ts';
import { IconButton } from './icon-button.tsx';
import { Unable } from './unable.ts';

interface DialogProps {
  open: boolean;
  onClose(): void;
  title: string;
  text?: ReactNode;
  children?: ReactNode;
}

/** The field that is wrong, or the first to fill in, else the dialog itself: never the cross in its corner, whose hint would pop up. */
function focusFirstField(event: Event) {
  event.preventDefault();
  if (!(event.currentTarget instanceof HTMLElement)) return;
  const { currentTarget: dialog } = event;
  const find = (selector: string) => dialog.querySelector<HTMLElement>(selector);
  (find('[aria-invalid=true]') ?? find('input, select, textarea') ?? dialog).focus();
}

/** What opens a dialog: the element that has the focus; of a menu, which is gone when the dialog closes, its button. */
function findOpener(): Element | null {
  const { activeElement } = document;
  const menu = activeElement?.closest('[role=menu]');
  const button = menu?.getAttribute('aria-labelledby');
  return button ? document.getElementById(button) : activeElement;
}

/**
 * The overlay is our own element and not the primitive's: that one locks scrolling by a <style> tag, which a strict CSP
 * refuses, and here nothing scrolls but inner panes.
 */
export function Dialog({ open, onClose, title, text, children }: DialogProps) {
  const t = useTranslate();
  const opener = useRef<Element>(null);
  // Before its content is drawn, which takes the focus.
  useLayoutEffect(() => {
    if (open) opener.current = findOpener();
  }, [open]);
  // The primitive would give the focus to nobody: it knows only openers of its own kind.
  const giveFocusBack = (event: Event) => {
    event.preventDefault();
    if (document.activeElement !== document.body) return;
    const back = opener.current?.isConnected ? opener.current : document.querySelector('main');
    if (back instanceof HTMLElement) back.focus({ preventScroll: true });
  };
  return (
    // What it stands over does not bind it: it can always be left.
    <Unable.Provider value={undefined}>
      <Primitive.Root open={open} onOpenChange={(next) => !next && onClose()}>
        <Primitive.Portal>
          <div aria-hidden className="fixed inset-0 z-40 animate-fade bg-[#0b0a08]/40" />
          <Primitive.Content
            aria-describedby={undefined}
            tabIndex={-1}
            onOpenAutoFocus={focusFirstField}
            onCloseAutoFocus={giveFocusBack}
            className="fixed inset-x-0 bottom-0 z-50 mx-auto max-h-[92vh] w-full max-w-[460px] animate-rise overflow-y-auto rounded-t-2xl border border-line bg-raised p-5 shadow-float outline-none sm:top-[10vh] sm:bottom-auto sm:max-h-[80vh] sm:rounded-2xl"
          >
            <div className="flex items-start justify-between gap-4">
              <Primitive.Title className="text-xl font-semibold">{title}</Primitive.Title>
              <Primitive.Close asChild>
                <IconButton icon={X} label={t('app.close')} size="sm" className="-mt-0.5 -mr-1" />
              </Primitive.Close>
            </div>
            {text && <div className="mt-1.5 text-dim">{text}</div>}
            {children && <div className="mt-4">{children}</div>}
          </Primitive.Content>
        </Primitive.Portal>
      </Primitive.Root>
    </Unable.Provider>
  );
}
