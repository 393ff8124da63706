import { Check } from 'lucide-react';
import { Menu as Primitive } from 'radix-ui/internal';
import { useRef } from 'react';
import type { MenuItem } from './menu-item.ts';

interface MenuPanelProps {
  button: { current: HTMLButtonElement | null };
  labelledBy: string;
  items: readonly MenuItem[];
  inPlace: boolean;
  open: boolean;
  onOpenChange(open: boolean): void;
  onClosed: (() => void) | undefined;
}

/** Not modal: a modal one locks scrolling by a <style> tag, which a strict CSP refuses. */
export function MenuPanel({ button, labelledBy, items, inPlace, open, onOpenChange, onClosed }: MenuPanelProps) {
  // Whoever pressed something else wants the focus there.
  const leftByPress = useRef(false);
  const panel = (
    <Primitive.Content
      aria-labelledby={labelledBy}
      align="end"
      sideOffset={4}
      collisionPadding={8}
      onInteractOutside={() => {
        leftByPress.current = true;
      }}
      onCloseAutoFocus={(event) => {
        event.preventDefault();
        if (onClosed !== undefined) onClosed();
        else if (!leftByPress.current) button.current?.focus();
        leftByPress.current = false;
      }}
      className="z-50 max-h-(--radix-popper-available-height) min-w-44 animate-rise overflow-y-auto rounded-[10px] border border-line bg-raised p-1 shadow-float"
    >
      {items.map(({ label, icon: Icon, checked, disabled, onSelect }) => (
        <Primitive.Item
          key={label}
          disabled={disabled ?? false}
          onSelect={onSelect}
          className="flex h-8 items-center gap-2 rounded-md px-2 outline-none data-disabled:text-faint data-highlighted:bg-sunk"
        >
          {Icon && <Icon aria-hidden size={15} className="text-dim" />}
          {label}
          {checked && <Check aria-hidden size={15} className="ml-auto text-accent" />}
        </Primitive.Item>
      ))}
    </Primitive.Content>
  );
  return (
    <Primitive.Root modal={false} open={open} onOpenChange={onOpenChange}>
      <Primitive.Anchor virtualRef={button as { current: HTMLButtonElement }} />
      {inPlace ? panel : <Primitive.Portal container={placeOf(button.current)}>{panel}</Primitive.Portal>}
    </Primitive.Root>
  );
}

/** Within a landmark, and by itself in it: `main` neither scrolls nor is moved. Under a dialog it is hidden. */
function placeOf(button: HTMLElement | null): Element | null {
  return button?.closest('[role=dialog]') ? null : document.querySelector('main');
}
