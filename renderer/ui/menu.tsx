import { cloneElement, type KeyboardEvent, type PointerEvent, type ReactElement, useId, useRef, useState } from 'react';
import { createPart } from '../parts/part.tsx';
import type { MenuItem } from './menu-item.ts';

const MenuPanel = createPart(
  async () => (await import('./menu-panel.tsx')).MenuPanel,
  ({ open }) => open,
);

interface MenuProps {
  items: readonly MenuItem[];
  /** Drawn beside its button and within its landmark. Only where nothing around it scrolls or is moved. */
  inPlace?: boolean;
  /** Where something else than its button opens it too. */
  open?: boolean;
  /** Why it does not open now. */
  unable?: string | undefined;
  onOpenChange?: (open: boolean) => void;
  /** Where the focus goes when it closes, instead of its button. */
  onClosed?: (() => void) | undefined;
  children: ReactElement<TriggerProps>;
}

interface TriggerProps {
  id?: string;
  ref?: { current: HTMLButtonElement | null };
  'aria-haspopup'?: 'menu';
  'aria-expanded'?: boolean;
  'aria-disabled'?: true | undefined;
  'aria-description'?: string | undefined;
  onPointerDown?(event: PointerEvent): void;
  onKeyDown?(event: KeyboardEvent): void;
}

/** A button with a menu. The menu itself, and what places it, is not loaded before there is need of it. */
export function Menu({ items, inPlace = false, open: given, onOpenChange, onClosed, unable, children }: MenuProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [own, setOwn] = useState(false);
  const open = unable === undefined && (given ?? own);
  const change = (next: boolean) => {
    setOwn(next);
    onOpenChange?.(next);
  };
  return (
    <>
      {cloneElement(children, {
        id,
        ref: button,
        'aria-haspopup': 'menu',
        'aria-expanded': open,
        ...(unable !== undefined && { 'aria-disabled': true, 'aria-description': unable }),
        onPointerDown(event) {
          if (event.button !== 0 || event.ctrlKey || unable !== undefined) return;
          change(!open);
          // The focus goes into the menu.
          if (!open) event.preventDefault();
        },
        onKeyDown(event) {
          if (!['Enter', ' ', 'ArrowDown'].includes(event.key) || unable !== undefined) return;
          change(event.key === 'ArrowDown' || !open);
          event.preventDefault();
        },
      })}
      <MenuPanel
        button={button}
        labelledBy={id}
        items={items}
        inPlace={inPlace}
        open={open}
        onOpenChange={change}
        onClosed={onClosed}
      />
    </>
  );
}
