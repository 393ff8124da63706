import { type ComponentProps, type ReactNode, useRef, useState } from 'react';
import { createPart } from '../parts/part.tsx';
import type { PopoverPanelProps } from './popover-panel.tsx';

const PopoverPanel = createPart(
  async () => (await import('./popover-panel.tsx')).PopoverPanel,
  ({ open }) => open,
);

interface PopoverProps extends ComponentProps<'button'>, Pick<PopoverPanelProps, 'side' | 'sideOffset'> {
  /** What it is about, for screen readers. */
  label: string;
  panelClassName: string;
  /** What is shown while it is open; `close` closes it. */
  panel(close: () => void): ReactNode;
}

/** A button with something beside it. That, and what places it, is not loaded before there is need of it. */
export function Popover({ label, panel, panelClassName, side, sideOffset, ...props }: PopoverProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        {...props}
        ref={button}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      />
      <PopoverPanel
        button={button}
        label={label}
        side={side}
        sideOffset={sideOffset}
        open={open}
        onOpenChange={setOpen}
        className={panelClassName}
      >
        {panel(() => setOpen(false))}
      </PopoverPanel>
    </>
  );
}
