import { Check, type LucideIcon } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { Fragment, type ReactElement } from 'react';

export interface MenuItem {
  label: string;
  icon?: LucideIcon;
  /** Marked as the one in force. */
  chosen?: boolean;
  onSelect(): void;
}

interface MenuProps {
  items: readonly MenuItem[];
  /** Drawn beside its button and within its landmark. Only where nothing around it scrolls or is moved. */
  inPlace?: boolean;
  /** Where something else than its button opens it too. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Where the focus goes when it closes, instead of its button. */
  onClosed?: (() => void) | undefined;
  children: ReactElement;
}

/** Not modal: a modal one locks scrolling by a <style> tag, which a strict CSP refuses. */
export function Menu({ items, inPlace = false, open, onOpenChange, onClosed, children }: MenuProps) {
  const Place = inPlace ? Fragment : DropdownMenu.Portal;
  return (
    <DropdownMenu.Root
      modal={false}
      {...(open === undefined ? {} : { open })}
      {...(onOpenChange === undefined ? {} : { onOpenChange })}
    >
      <DropdownMenu.Trigger asChild>{children}</DropdownMenu.Trigger>
      <Place>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            if (onClosed === undefined) return;
            event.preventDefault();
            onClosed();
          }}
          className="z-50 min-w-44 animate-rise rounded-[10px] border border-line bg-raised p-1 shadow-float"
        >
          {items.map(({ label, icon: Icon, chosen, onSelect }) => (
            <DropdownMenu.Item
              key={label}
              onSelect={onSelect}
              className="flex h-8 items-center gap-2 rounded-md px-2 outline-none data-highlighted:bg-sunk"
            >
              {Icon && <Icon aria-hidden size={15} className="text-dim" />}
              {label}
              {chosen && <Check aria-hidden size={15} className="ml-auto text-accent" />}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </Place>
    </DropdownMenu.Root>
  );
}
