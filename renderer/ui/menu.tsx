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
  children: ReactElement;
}

/** Not modal: a modal one locks scrolling by a <style> tag, which a strict CSP refuses. */
export function Menu({ items, inPlace = false, children }: MenuProps) {
  const Place = inPlace ? Fragment : DropdownMenu.Portal;
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{children}</DropdownMenu.Trigger>
      <Place>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
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
