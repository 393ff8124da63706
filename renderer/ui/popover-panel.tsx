import { Popover as Primitive } from 'radix-ui';
import { type ReactNode, useRef } from 'react';

export interface PopoverPanelProps {
  button: { current: HTMLButtonElement | null };
  label: string;
  side?: 'top' | 'right' | 'bottom' | 'left' | undefined;
  /** px */
  sideOffset: number;
  open: boolean;
  onOpenChange(open: boolean): void;
  className: string;
  children: ReactNode;
}

export function PopoverPanel({ button, label, side = 'bottom', sideOffset, children, ...props }: PopoverPanelProps) {
  const { open, onOpenChange, className } = props;
  // Whoever pressed something else wants the focus there.
  const leftByPress = useRef(false);
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Anchor virtualRef={button as { current: HTMLButtonElement }} />
      <Primitive.Portal>
        <Primitive.Content
          aria-label={label}
          side={side}
          align="end"
          sideOffset={sideOffset}
          collisionPadding={8}
          onInteractOutside={(event) => {
            // Its own button closes it by itself.
            if (event.target instanceof Node && button.current?.contains(event.target)) event.preventDefault();
            else leftByPress.current = true;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (!leftByPress.current) button.current?.focus();
            leftByPress.current = false;
          }}
          className={className}
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
